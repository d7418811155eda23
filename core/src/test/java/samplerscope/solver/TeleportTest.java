package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.statistics.Directions;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class TeleportTest {

    private static final double[] MEAN = {0.3, -0.2};
    private static final double[][] COVARIANCE = {{0.5, 0.2}, {0.2, 0.3}};
    private static final ExactMixture PLANE = new ExactMixture(new double[] {1}, new double[][] {MEAN},
        new double[][][] {COVARIANCE});
    private static final ModelFacts PLANE_FACTS = ModelFacts.of(GaussianFit.of(MEAN, COVARIANCE));

    /// States that an independent implementation printed.
    @Test
    void aGaussianInThePlaneArrivesWhereItIsPrinted() {
        assertArrayEquals(new double[] {0.74095438, -0.42554974}, jump(Bench.VP, PLANE_FACTS, 1, 0.6), 5e-9);
        assertArrayEquals(new double[] {0.7949872, -0.43258827}, jump(Bench.VP, PLANE_FACTS, 1, 0.3), 5e-9);
    }

    static List<NoiseSchedule> schedules() {
        return List.of(Bench.VP, new VarianceExploding(0.002, 80), new RectifiedFlow(1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schedules")
    void theJumpIsTheSolutionOfTheOde(NoiseSchedule schedule) {
        NoiseLevel from = schedule.at(schedule.startTime());
        NoiseLevel to = schedule.at(schedule.endTime());

        double[] end = jump(schedule, PLANE_FACTS, from.time(), to.time());

        // The tolerance of the reference is 1e-11 per step.
        assertArrayEquals(path(schedule, PLANE, from, to), end, 1e-9);
    }

    @Test
    void directionsThatAreNotListedMoveWithTheirMeanVariance() {
        var model = new ExactMixture(new double[] {1}, new double[][] {MEAN},
            new double[][][] {{{0.5, 0}, {0, 0.03}}});
        var fit = new GaussianFit(MEAN, new Directions(new double[][] {{1, 0}}, 2), new double[] {0.5}, 0.03);

        double[] end = jump(Bench.VP, ModelFacts.of(fit), 1, 1e-3);

        assertArrayEquals(path(Bench.VP, model, Bench.VP.at(1), Bench.VP.at(1e-3)), end, 1e-9);
    }

    @Test
    void twoJumpsAreOne() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.37), Bench.VP.at(1e-3));

        double[] twice = run(Bench.VP, new TimeGrid(levels), PLANE_FACTS);

        assertArrayEquals(jump(Bench.VP, PLANE_FACTS, 1, 1e-3), twice, 1e-14);
    }

    @Test
    void thereAndBackIsNoWay() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.2));
        var step = new Strategy(Bench.VP, new TimeGrid(levels), List.of(new Teleport()), PLANE_FACTS);
        double[] there = Bench.end(step, PLANE, new double[] {0.7, -0.4}, 2);
        var back = new Strategy(Bench.VP, step.grid().reversed(), List.of(new Teleport()), PLANE_FACTS);

        assertArrayEquals(new double[] {0.7, -0.4}, Bench.end(back, PLANE, there, 2), 1e-14);
    }

    @Test
    void itCostsNothingAndLeavesNoHistory() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.6), Bench.VP.at(0.3), Bench.VP.at(0.1));
        var plan = new Strategy(Bench.VP, new TimeGrid(levels),
            List.of(new Teleport(), new DpmPlusPlus2M(), new DpmPlusPlus2M()), PLANE_FACTS).compile();

        assertEquals(0, plan.steps().getFirst().evaluations());
        assertTrue(plan.steps().getFirst().output().isEmpty());
        // 2M begins as DDIM, with one output.
        assertEquals(2, ((Op.Combine) plan.steps().get(1).ops().getLast()).terms().size());
    }

    @Test
    void withoutMomentsItRefuses() {
        var strategy = Strategy.uniform(Bench.VP, Bench.uniformLambda(Bench.VP, 1, 0.5, 1), new Teleport());

        var e = assertThrows(UnplannableStepException.class, strategy::compile);
        assertTrue(e.happened().contains("mean"), e.happened());
    }

    /// What jumping over the first part of lambda costs at the end, when all else is exact: printed with one or two digits.
    static List<Arguments> printed() {
        GaussianMixture smooth = samplerscope.model.problem.SmoothProblem.smooth();
        return List.of(
            Arguments.of("S", smooth, new double[] {3e-7, 5e-6, 1e-4, 1.9e-3, 3.8e-2}),
            Arguments.of("B", PowerLawProblem.model(), new double[] {7e-7, 1.4e-5, 2.5e-4, 4.7e-3, 5.5e-2}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void theErrorGrowsWithTheJumpAsPrinted(String name, GaussianMixture problem, double[] expected) {
        int samples = 32;
        int d = problem.card().sampleShape().getFirst();
        var start = new double[samples * d];
        var row = new double[d];
        for (int b = 0; b < samples; b++) {
            NormalDraws.fill(row, DrawKey.initial(0, 0), b);
            System.arraycopy(row, 0, start, b * d, d);
        }
        ModelFacts facts = ModelFacts.of(problem.moments(Condition.NONE));
        NoiseLevel from = Bench.VP.at(1);
        NoiseLevel to = Bench.VP.at(1e-3);
        try (var backend = new Float64Backend(1); Denoiser denoiser = problem.denoiser(new Binding(backend))) {
            double[] truth = solve(denoiser, backend, start, d, from, to);
            for (int i = 0; i < expected.length; i++) {
                NoiseLevel landing = Bench.VP.atLambda(from.lambda() + 0.1 * (i + 1) * (to.lambda() - from.lambda()));
                var jump = new Strategy(Bench.VP, new TimeGrid(List.of(from, landing)), List.of(new Teleport()), facts);
                double[] landed = Bench.end(jump, denoiser, start, d);
                double[] end = solve(denoiser, backend, landed, d, landing, to);

                double room = expected[i] < 1e-5 ? 0.2 : 0.06; // one digit, or two
                assertEquals(1, rms(end, truth) / expected[i], room, "over %d0 %%".formatted(i + 1));
            }
        }
    }

    private static double[] solve(Denoiser denoiser, Float64Backend backend, double[] start, int d, NoiseLevel from,
                                  NoiseLevel to) {
        return ReferencePath.solve(denoiser, backend, Bench.VP, Snapshot.of(Shape.of(start.length / d, d), start),
            List.of(from, to), 1e-11).at(to).orElseThrow().toDoubles();
    }

    private static double rms(double[] a, double[] b) {
        double[] squares = new double[a.length];
        Arrays.setAll(squares, i -> (a[i] - b[i]) * (a[i] - b[i]));
        return Math.sqrt(Arrays.stream(squares).sum() / a.length);
    }

    private static double[] jump(NoiseSchedule schedule, ModelFacts facts, double from, double to) {
        return run(schedule, new TimeGrid(List.of(schedule.at(from), schedule.at(to))), facts);
    }

    private static double[] run(NoiseSchedule schedule, TimeGrid grid, ModelFacts facts) {
        var strategy = new Strategy(schedule, grid, Collections.nCopies(grid.steps(), new Teleport()), facts);
        return Bench.end(strategy, PLANE, new double[] {0.7, -0.4}, 2);
    }

    private static double[] path(NoiseSchedule schedule, ExactMixture model, NoiseLevel from, NoiseLevel to) {
        try (var backend = new Float64Backend(1)) {
            return ReferencePath.solve(model, backend, schedule, Snapshot.of(Shape.of(1, 2), new double[] {0.7, -0.4}),
                List.of(from, to), 1e-11).at(to).orElseThrow().toDoubles();
        }
    }
}
