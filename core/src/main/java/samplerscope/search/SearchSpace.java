package samplerscope.search;

import java.util.EnumSet;
import java.util.Set;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;

/// Which schedules a search may try.
///
/// @param fewest model evaluations of one sample, `>= 1`
/// @param most   at least `fewest`, at most 40
public record SearchSpace(int fewest, int most, Steps steps, Grid grid) {

    private static final int MOST = 40;

    public SearchSpace {
        if (fewest < 1 || most > MOST) {
            throw new InvalidParameterException("nfe", new Setting.Num(fewest < 1 ? fewest : most),
                "must be a whole number from 1 to " + MOST);
        }
        if (fewest > most) {
            throw new InvalidParameterException("nfe", new Setting.Num(fewest),
                "must not be above %d, the most of the range".formatted(most));
        }
        if (steps instanceof Steps.Fixed && grid instanceof Grid.Fixed) {
            throw new UnsearchableException("the solver and the grid are both fixed, so there is nothing to search",
                "leave the steps or the grid free");
        }
        if (steps instanceof Steps.Free free && free.lowestOrder() > most) {
            throw new UnsearchableException("%d evaluations are too few for steps of order %d".formatted(most,
                free.lowestOrder()), "allow lower orders, or more evaluations");
        }
    }

    /// All decisions of the unified framework on any grid.
    public static SearchSpace at(int nfe) {
        return new SearchSpace(nfe, nfe, Steps.Free.STANDARD, Grid.Free.AS_GIVEN);
    }

    /// What is decided for each step.
    public sealed interface Steps {

        /// Nothing: one solver takes all steps, and only the grid is searched.
        record Fixed(Choice solver) implements Steps {}

        /// A decision per step.
        ///
        /// @param predictions at least one; `v3` is left out where the mean and the covariance
        ///                     of the data are unknown
        /// @param lowestOrder 1 to `highestOrder`; early steps take what their history allows
        /// @param highestOrder 1 to 4
        /// @param fewerNodes   whether derivatives may be estimated through fewer outputs than the order asks for
        /// @param correctors   whether steps may be taken again with the output at their end
        /// @param mostSlope    largest size of `a` in the relaxation `1 + a h` of every derivative, 0 to 2; 0 for no
        ///                     relaxation
        /// @param firsts       where the first output may come from, at least one; those that need the data of the
        ///                     model are left out where these are unknown
        /// @param named        whether steps of other solvers of the library may stay in a schedule that has them, such
        ///                     as the refreshed ones of Auto
        record Free(Set<Prediction> predictions, int lowestOrder, int highestOrder, boolean fewerNodes,
                    boolean correctors, double mostSlope, Set<FirstOutput> firsts, boolean named) implements Steps {

            public static final Free STANDARD = new Free(EnumSet.allOf(Prediction.class), 1, 4, true,
                true, 2, EnumSet.of(FirstOutput.MODEL, FirstOutput.GAUSSIAN), true);

            public Free {
                if (predictions.isEmpty() || firsts.isEmpty()) {
                    throw new UnsearchableException("no %s is allowed, so there is no schedule to search".formatted(
                        predictions.isEmpty() ? "prediction" : "first output"), "allow at least one");
                }
                predictions = Set.copyOf(EnumSet.copyOf(predictions));
                firsts = Set.copyOf(EnumSet.copyOf(firsts));
                if (lowestOrder < 1 || lowestOrder > highestOrder || highestOrder > 4) {
                    throw new InvalidParameterException("orders", new Setting.Num(lowestOrder),
                        "must be whole numbers from 1 to 4, the lowest first");
                }
                if (!(mostSlope >= 0 && mostSlope <= 2)) {
                    throw new InvalidParameterException("relaxation", new Setting.Num(mostSlope),
                        "must be a number from 0 to 2");
                }
            }
        }
    }

    /// Where the levels may be.
    public sealed interface Grid {

        /// On one grid, whose number of steps is set; a grid without one must have as many steps as are searched.
        record Fixed(Choice grid) implements Grid {}

        /// Anywhere between where the base spec starts and stops.
        ///
        /// @param lowestEnd  least time to stop at; 0 for that of the base spec
        /// @param highestEnd largest time to stop at; 0 for that of the base spec. All are compared with the truth at
        ///                   the end of the base spec
        record Free(double lowestEnd, double highestEnd) implements Grid {

            public static final Free AS_GIVEN = new Free(0, 0);

            public Free {
                if (!(lowestEnd >= 0) || !(highestEnd >= lowestEnd) || lowestEnd == 0 && highestEnd > 0) {
                    throw new InvalidParameterException("end", new Setting.Num(lowestEnd),
                        "must be two times above 0, the smaller first, or 0 for the end of the base spec");
                }
            }
        }
    }
}
