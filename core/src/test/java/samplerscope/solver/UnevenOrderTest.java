package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Declared orders on three exact models and a grid whose steps grow and shrink, chosen for a whole run without lower
/// orders at the end. With even steps a solver that confuses two step sizes would pass.
class UnevenOrderTest {

    /// An order is what is left when steps are many: if it does not show between the first two, it must between the
    /// last.
    private static final int[] STEPS = {80, 160, 320, 640};
    private static final double ROUNDING = 1e-10;

    private enum Problem {
        SMOOTH(SmoothProblem.MODEL, SmoothProblem.DIMENSION,
            start(2, SmoothProblem.DIMENSION)),
        POWER_LAW(PowerLawProblem.model().denoiser(new Binding(new Float64Backend(1))), 64,
            start(2, 64)),
        LINE(ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16}),
            1, new double[] {0.7, -0.4, 1.3});

        private final Denoiser model;
        private final int dimension;
        private final double[] start;

        Problem(Denoiser model, int dimension, double[] start) {
            this.model = model;
            this.dimension = dimension;
            this.start = start;
        }

        private static double[] start(int samples, int dimension) {
            var all = new double[samples * dimension];
            var row = new double[dimension];
            for (int b = 0; b < samples; b++) {
                NormalDraws.fill(row, DrawKey.initial(0, 0), b);
                System.arraycopy(row, 0, all, b * dimension, dimension);
            }
            return all;
        }

        private double[] truth() {
            try (var backend = new Float64Backend(1)) {
                var ends = List.of(warped(2).first(), warped(2).last());
                var shape = Shape.of(start.length / dimension, dimension);
                return ReferencePath.solve(model, backend, Bench.VP, Snapshot.of(shape, start), ends, 1e-12)
                    .at(ends.getLast()).orElseThrow().toDoubles();
            }
        }
    }

    private static final Map<Problem, double[]> TRUTH = new HashMap<>();

    /// Solvers whose order the steps that rounding allows do not quite show; the local order of each is exact.
    private static final Map<String, double[]> RANGES = Map.of(
        "lms", new double[] {3.4, 4.15}, "deis-rho-ab", new double[] {3.4, 4.15},
        "deis-tab3", new double[] {3.7, 4.15}, "unipc-4", new double[] {4.3, 5.6},
        "dpm-solver-v3", new double[] {2.7, 4.2}); // a corrector of the same order, which looks like one more at first

    static Stream<Arguments> odes() {
        return GlobalOrderTest.odes().filter(o -> !o.family().id().equals("dopri5")) // see GlobalOrderTest
            .flatMap(o -> Arrays.stream(Problem.values()).map(p -> Arguments.of(o.name(), p, o)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("odes")
    void theDeclaredOrderShows(String name, Problem problem, GlobalOrderTest.Ode ode) {
        double[] range = RANGES.getOrDefault(ode.family().id(), new double[] {ode.order() - 0.15, ode.order() + 0.15});
        var orders = new ArrayList<Double>();
        double before = error(ode, problem, STEPS[0]);
        for (int i = 1; i < STEPS.length; i++) {
            double error = error(ode, problem, STEPS[i]);
            if (error < ROUNDING) {
                break;
            }
            orders.add(Math.log(before / error) / Math.log(2));
            before = error;
            if (range[0] < orders.getLast() && orders.getLast() < range[1]) {
                return;
            }
        }
        fail("order %d is declared, %s were measured".formatted(ode.order(), orders));
    }

    private static double error(GlobalOrderTest.Ode ode, Problem problem, int steps) {
        double[] truth = TRUTH.computeIfAbsent(problem, Problem::truth);
        double[] end = Bench.end(ode.strategy(warped(steps)), problem.model, problem.start,
            problem.dimension);
        double sum = 0;
        for (int i = 0; i < end.length; i++) {
            sum += (end[i] - truth[i]) * (end[i] - truth[i]);
        }
        return Math.sqrt(sum / end.length);
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
