package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Declared orders on two exact models and a grid whose steps grow and shrink, chosen for a whole run without lower
/// orders at the end. With even steps a solver that confuses two step sizes would pass.
class UnevenOrderTest {

    /// An order is what is left when steps are many: if it does not show between the first two, it must between the
    /// last.
    private static final int[] STEPS = {80, 160, 320, 640};
    private static final double ROUNDING = 1e-10;

    private enum Problem {
        SMOOTH(SmoothProblem.MODEL, SmoothProblem.start(2)),
        LINE(ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16}),
            new double[] {0.7, -0.4, 1.3});

        private final ExactMixture model;
        private final double[] start;

        Problem(ExactMixture model, double[] start) {
            this.model = model;
            this.start = start;
        }

        private double[] truth() {
            try (var backend = new Float64Backend(1)) {
                var ends = List.of(warped(2).first(), warped(2).last());
                var shape = Shape.of(start.length / model.dimension(), model.dimension());
                return ReferencePath.solve(model, backend, Bench.VP, Snapshot.of(shape, start), ends, 1e-12)
                    .at(ends.getLast()).orElseThrow().toDoubles();
            }
        }
    }

    private static final Map<Problem, double[]> TRUTH = new HashMap<>();

    /// Solvers whose order the steps that rounding allows do not quite show; the local order of each is exact.
    private static final Map<String, double[]> RANGES = Map.of(
        "lms", new double[] {3.4, 4.15}, "deis-rho-ab", new double[] {3.4, 4.15}, "unipc-4", new double[] {4.3, 5.6},
        "dpm-solver-v3", new double[] {2.7, 4.2}); // a corrector of the same order, which looks like one more at first

    static Stream<Arguments> deterministic() {
        return GlobalOrderTest.deterministic().filter(f -> !f.id().equals("dopri5")) // see GlobalOrderTest
            .filter(f -> !f.id().equals("gaussian-first")) // goes on with another solver, of another order
            .flatMap(f -> Arrays.stream(Problem.values()).map(p -> Arguments.of(f.id(), p, f)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("deterministic")
    void theDeclaredOrderShows(String id, Problem problem, SolverFamily family) {
        double[] range = RANGES.getOrDefault(id, new double[] {family.order() - 0.15, family.order() + 0.15});
        var orders = new ArrayList<Double>();
        double before = error(family, problem, STEPS[0]);
        for (int i = 1; i < STEPS.length; i++) {
            double error = error(family, problem, STEPS[i]);
            if (error < ROUNDING) {
                break;
            }
            orders.add(Math.log(before / error) / Math.log(2));
            before = error;
            if (range[0] < orders.getLast() && orders.getLast() < range[1]) {
                return;
            }
        }
        fail("order %d is declared, %s were measured".formatted(family.order(), orders));
    }

    private static double error(SolverFamily family, Problem problem, int steps) {
        double[] truth = TRUTH.computeIfAbsent(problem, Problem::truth);
        double[] end = Bench.end(strategy(family, warped(steps)), problem.model, problem.start,
            problem.model.dimension());
        double sum = 0;
        for (int i = 0; i < end.length; i++) {
            sum += (end[i] - truth[i]) * (end[i] - truth[i]);
        }
        return Math.sqrt(sum / end.length);
    }

    private static Strategy strategy(SolverFamily family, TimeGrid grid) {
        var given = new TreeMap<String, Setting>();
        if (family.parameters().contains(Layout.LOWER_ORDER_FINAL)) {
            given.put(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false));
        }
        return new Strategy(Bench.VP, grid, family.layout().along(Settings.of("solvers[0]", family.parameters(), given),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE)));
    }

    /// Neighbouring steps in lambda differ by a few percent, distant ones by a factor of four.
    private static TimeGrid warped(int steps) {
        double from = Bench.VP.at(1).lambda();
        double to = Bench.VP.at(1e-3).lambda();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            double u = (double) i / steps;
            levels.add(Bench.VP.atLambda(from + (to - from) * (u + 0.1 * Math.sin(2 * Math.PI * u))));
        }
        return new TimeGrid(levels);
    }
}
