package samplerscope.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;

/// Lays one choice of solver along a whole run: what is decided by position in the run is decided here, so that the
/// solvers themselves need not know where they stand.
@FunctionalInterface
public interface Layout {

    /// What is known of the run.
    record Run(NoiseSchedule schedule, TimeGrid grid, ModelFacts facts) {
        public int steps() {
            return grid.steps();
        }
    }

    /// Another solver takes the first step; this layout lies along the rest as along a run of its own. A run of one step
    /// is left as it is.
    default Layout after(Solver first) {
        return (settings, run) -> {
            if (run.steps() == 1) {
                return along(settings, run);
            }
            var levels = run.grid().levels();
            var rest = new TimeGrid(levels.subList(1, levels.size()));
            var solvers = new ArrayList<>(List.of(first));
            solvers.addAll(along(settings, new Run(run.schedule(), rest, run.facts())));
            return List.copyOf(solvers);
        };
    }

    /// Another solver takes the steps that rise in noise; this layout lies along each stretch between them as along a
    /// run of its own.
    default Layout between(Solver rises) {
        return (settings, run) -> {
            var levels = run.grid().levels();
            var solvers = new ArrayList<Solver>();
            int from = 0;
            for (int i = 1; i < levels.size(); i++) {
                boolean last = i == levels.size() - 1;
                if (levels.get(i).lambda() < levels.get(i - 1).lambda()) {
                    solvers.add(rises);
                    from = i;
                } else if (last || levels.get(i + 1).lambda() < levels.get(i).lambda()) {
                    solvers.addAll(along(settings,
                        new Run(run.schedule(), new TimeGrid(levels.subList(from, i + 1)), run.facts())));
                }
            }
            return List.copyOf(solvers);
        };
    }

    /// One solver per step.
    List<Solver> along(Settings settings, Run run);

    /// Whether the last steps are taken with falling order. On by default: a last step that is long in lambda, or goes
    /// to `sigma = 0`, punishes high orders.
    Parameter LOWER_ORDER_FINAL = Parameter.onOff("lower-order-final", "lower order at the end",
        "the last steps fall to order 1, one by one, which is safe where the last step is long", true);

    /// The same solver on every step, but a first-order one on steps to `sigma = 0` or from `alpha = 0`.
    static Layout everywhere(Function<Settings, Solver> create, Solver atTheEnds) {
        return (settings, run) -> {
            Solver solver = create.apply(settings);
            var solvers = new ArrayList<Solver>();
            for (int i = 0; i < run.steps(); i++) {
                solvers.add(isEndless(run.grid(), i) ? atTheEnds : solver);
            }
            return List.copyOf(solvers);
        };
    }

    private static boolean isEndless(TimeGrid grid, int step) {
        return grid.levels().get(step + 1).sigma() == 0 || grid.levels().get(step).alpha() == 0;
    }

    /// Order `p` until the last steps, which have orders `p - 1, ..., 1` if the setting says so; a step to `sigma = 0` or
    /// from `alpha = 0` has order 1 in any case.
    ///
    /// @param order   the highest order, by the settings
    /// @param ofOrder the solver of an order, `>= 1`
    static Layout fallingOrder(ToIntFunction<Settings> order,
                               BiFunction<Settings, Integer, Solver> ofOrder) {
        return (settings, run) -> {
            int highest = order.applyAsInt(settings);
            var solvers = new ArrayList<Solver>();
            for (int i = 0; i < run.steps(); i++) {
                int left = settings.flag(LOWER_ORDER_FINAL.id()) ? run.steps() - i : highest;
                solvers.add(ofOrder.apply(settings, isEndless(run.grid(), i) ? 1 : StrictMath.min(highest, left)));
            }
            return List.copyOf(solvers);
        };
    }
}
