package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.tensor.Float64Backend;

/// The law of a sampler's output without Monte Carlo: on Gaussian data every sampler is affine in its start and its
/// draws, so one run of a batch that holds zero, a unit start and each unit draw gives mean and variance exactly.
///
/// Data N(0.7, 0.25), `t` from 1 to 1e-3, grids uniform in lambda.
class AffineProbingTest {

    private static final double MEAN = 0.7;
    private static final double VARIANCE = 0.25;
    private static final ExactMixture MODEL = ExactMixture.gaussian(MEAN, VARIANCE);
    private static final int[] STEPS = {5, 10, 20, 50, 100, 200};

    private record Law(double mean, double deviation) {}

    /// Standard deviation over the true one, minus 1, as an independent implementation printed it.
    static List<Arguments> printed() {
        return List.of(
            row(new Ddim(0), -.3661, -.2128, -.1128, -.0468, -.0237, -.0119),
            row(new Ddim(0.5), -.3799, -.2327, -.1298, -.0563, -.0290, -.0147),
            row(new Ddim(1), -.4652, -.3324, -.1979, -.0886, -.0460, -.0235),
            row(new Ddpm(Ddpm.Variance.SMALL), -.4652, -.3324, -.1979, -.0886, -.0460, -.0235),
            row(new Ddpm(Ddpm.Variance.LARGE), .3927, .2286, .1107, .0428, .0211, .0105),
            row(new EulerAncestral(1), -.4652, -.3324, -.1979, -.0886, -.0460, -.0235),
            row(new EulerAncestral(0.5), -.3799, -.2327, -.1298, -.0563, -.0290, -.0147),
            row(new Ancestral(new DpmPlusPlus2S(0.5, SlopeForm.MIDPOINT), 1), -.3048, -.1386, -.0460, -.0085, -.0022,
                -.0006),
            row(new DpmPlusPlus2MSde(1, SlopeForm.MIDPOINT), -.1025, .0372, .0306, .0059, .0015, .0004),
            row(new DpmPlusPlus2MSde(1, SlopeForm.TAYLOR), .1824, .2414, .0851, .0130, .0032, .0008),
            row(new DpmPlusPlus3MSde(1, DpmPlusPlus3M.Curvature.PUBLISHED), .6871, .3448, .0391, .0045, .0011, .0003),
            row(new DpmPlusPlus3MSde(1, DpmPlusPlus3M.Curvature.CONSISTENT), .8854, .3970, .0255, .0024, .0005, .0001),
            row(new EdmStochastic(40, 0.05, 50, 1), 1.1488, .2504, .0744, .0205, .0089, .0024),
            row(new Heun(), .8359, .1494, .0326, .0048, .0012, .0003));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void theMeanIsExactAndTheDeviationAsPrinted(Solver solver, double[] expected) {
        assertLaws(grid -> Collections.nCopies(grid.steps(), solver), expected);
    }

    /// The last step draws nothing and orders fall towards it, as a run gets the solver.
    @ParameterizedTest(name = "SA-Solver, predictor {0}, corrector {1}")
    @CsvSource({"2, 2, -.1007, .1837, .0597, .0044, .0006, .0001", "3, 4, -.0739, .4903, .0182, .0020, .0005, .0001"})
    void theMeanOfSaSolverIsExactAndItsDeviationAsPrinted(ArgumentsAccessor row) {
        var expected = new double[STEPS.length];
        Arrays.setAll(expected, i -> row.getDouble(i + 2));
        String settings = "tau=1 predictor=%s corrector=%s".formatted(row.getString(0), row.getString(1));

        assertLaws(grid -> GoldenScalarTest.laid("sa-solver", settings, grid), expected);
    }

    private static void assertLaws(Function<TimeGrid, List<Solver>> solvers, double[] expected) {
        for (int i = 0; i < STEPS.length; i++) {
            Law truth = marginal(Bench.VP.at(1e-3));

            Law law = probe(solvers, STEPS[i]);

            assertEquals(truth.mean(), law.mean(), 1e-12, STEPS[i] + " steps");
            // Four decimals are printed; half a unit and rounding.
            assertEquals(expected[i], law.deviation() / truth.deviation() - 1, 5.1e-5, STEPS[i] + " steps");
        }
    }

    /// Row 0 starts at zero without noise, row 1 at one, row `2 + i` gets the `i`-th draw.
    private static Law probe(Function<TimeGrid, List<Solver>> solvers, int steps) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);
        var strategy = new Strategy(Bench.VP, grid, solvers.apply(grid));
        int rows = 2 + strategy.compile().draws();
        var start = new double[rows];
        start[1] = 1;
        double[] end = run(strategy, start);
        Law noise = marginal(grid.first());
        double a = end[1] - end[0];
        double variance = a * a * noise.deviation() * noise.deviation();
        for (int i = 2; i < rows; i++) {
            variance += (end[i] - end[0]) * (end[i] - end[0]);
        }
        return new Law(a * noise.mean() + end[0], Math.sqrt(variance));
    }

    private static double[] run(Strategy strategy, double[] start) {
        int[] drawn = {0};
        try (var backend = new ScriptedNoise(new Float64Backend(1), (DrawKey _) -> {
            var field = new double[start.length];
            field[2 + drawn[0]++] = 1;
            return field;
        })) {
            return Bench.trajectory(strategy, MODEL, backend, start, 1).end().toDoubles();
        }
    }

    private static Law marginal(NoiseLevel l) {
        return new Law(l.alpha() * MEAN, Math.sqrt(l.alpha() * l.alpha() * VARIANCE + l.sigma() * l.sigma()));
    }

    private static Arguments row(Solver solver, double... deviations) {
        return Arguments.of(solver, deviations);
    }
}
