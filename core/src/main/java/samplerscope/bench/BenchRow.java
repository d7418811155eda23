package samplerscope.bench;

import java.util.List;
import java.util.Optional;

/// A registered measurement that needs no Python.
///
/// @param id      stable, lower case with hyphens
/// @param group   of rows about one thing; chosen by its name as well
/// @param title   the work with its sizes, for people
/// @param against what stands beside it in the same round; empty where it stands alone
/// @param unit    of a round
/// @param scale   from which on it is measured
/// @param goal    what must hold
/// @param opening puts the data in place
public record BenchRow(String id, String group, String title, String against, Unit unit, Scale scale,
                       Optional<Goal> goal, Opening opening) {

    /// How much is measured.
    public enum Scale { QUICK, STANDARD, FULL }

    /// Makes a row ready.
    @FunctionalInterface
    public interface Opening {
        /// @throws SkippedException where this machine or this installation cannot
        Measured open(BenchPlace place);
    }

    /// A row that is ready to be measured.
    public interface Measured extends AutoCloseable {

        /// Lets the compiler see the work.
        ///
        /// @return seconds that a round will take, roughly
        double warmUp();

        /// One round, after the warm-up.
        Round round();

        /// What else the median says.
        default List<BenchResult.Figure> figures(Spread ours) {
            return List.of();
        }

        /// A warning; empty where all is well.
        default String remark(Spread shown) {
            return "";
        }

        @Override
        default void close() {}
    }

    /// @param ours in the unit of the row
    /// @param peer of what stands beside it; NaN where nothing does
    public record Round(double ours, double peer) {
        public static Round alone(double ours) {
            return new Round(ours, Double.NaN);
        }
    }

    /// Timed work alone, without a goal.
    static BenchRow timed(String id, String group, String title, Scale scale, Opening opening) {
        return new BenchRow(id, group, title, "", Unit.SECONDS, scale, Optional.empty(), opening);
    }
}
