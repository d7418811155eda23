package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Denoiser;
import samplerscope.registry.Settings;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

/// Solvers that draw, on Gaussian data of two dimensions: mean and covariance of what they make are those of the data.
class StochasticLawTest {

    private static final int SAMPLES = 2048;
    /// So many that the bias of a first-order sampler, some 2 % of the variance, is about one standard error.
    private static final int STEPS = 400;
    private static final double[] MEAN = {0.3, -0.2};
    private static final double[][] COVARIANCE = {{0.5, 0.2}, {0.2, 0.3}};
    private static final ExactMixture MODEL = new ExactMixture(new double[] {1}, new double[][] {MEAN},
        new double[][][] {COVARIANCE});

    /// Every registered solver that draws noise, with its default settings.
    static Stream<SolverFamily> stochastic() {
        return RegisteredSolversTest.samplers()
            .filter(f -> !List.of("lcm", "tcd").contains(f.id())) // for models distilled to predict the end of the path
            .filter(f -> strategy(f, 4).compile().draws() > 0);
    }

    @Test
    void someSolversDraw() {
        assertTrue(stochastic().count() >= 4, () -> stochastic().map(SolverFamily::id).toList().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stochastic")
    void meanAndCovarianceAreWithinFourStandardErrors(SolverFamily family) {
        Strategy strategy = strategy(family, STEPS);
        double[] x = run(strategy);
        NoiseLevel end = strategy.grid().last();
        for (int i = 0; i < 2; i++) {
            double variance = marginal(end, i, i);
            assertEquals(end.alpha() * MEAN[i], mean(x, i), 4 * Math.sqrt(variance / SAMPLES), "mean " + i);
            for (int j = i; j < 2; j++) {
                double covariance = marginal(end, i, j);
                double error = Math.sqrt((covariance * covariance + variance * marginal(end, j, j)) / SAMPLES);
                assertEquals(covariance, covariance(x, i, j), 4 * error, "covariance %d, %d".formatted(i, j));
            }
        }
    }

    /// A consistency sampler goes to the predicted end of the path, so its law is that of the data if the model
    /// predicts that end, as distilled ones do; the denoiser predicts a mean instead. TCD jumps to levels between by
    /// the same output, which only a model trained for that makes exact; at gamma = 1 it goes to the data.
    static Stream<Arguments> consistency() {
        return Stream.of(Arguments.of("lcm", new Consistency(Double.POSITIVE_INFINITY)),
            Arguments.of("tcd", new Tcd(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("consistency")
    void aConsistencySamplerKeepsTheLawWithAModelThatPredictsTheEnd(String id, Solver solver) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 4);

        double[] x = run(new Strategy(Bench.VP, grid, Collections.nCopies(4, solver)), EndOfPath.OF_DIAGONAL);

        for (int i = 0; i < 2; i++) {
            double variance = grid.last().alpha() * grid.last().alpha() * EndOfPath.VARIANCES[i]
                + grid.last().sigma() * grid.last().sigma();
            assertEquals(grid.last().alpha() * MEAN[i], mean(x, i), 4 * Math.sqrt(variance / SAMPLES));
            assertEquals(variance, covariance(x, i, i), 4 * variance * Math.sqrt(2.0 / SAMPLES));
            assertEquals(0, covariance(x, 0, 1), 4 * Math.sqrt(covariance(x, 0, 0) * covariance(x, 1, 1) / SAMPLES));
        }
    }

    /// Where the ODE of a Gaussian with independent coordinates ends at `sigma = 0`:
    /// `m + sqrt(c / (alpha^2 c + sigma^2)) (x - alpha m)`, a consistency model that needs no training.
    private record EndOfPath() implements Denoiser {

        static final double[] VARIANCES = {0.5, 0.3};
        static final EndOfPath OF_DIAGONAL = new EndOfPath();

        @Override
        public Parameterization parameterization() {
            return Parameterization.DATA;
        }

        @Override
        public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
            double[] in = ((HostTensor.Float64) x).values();
            double[] out = ((HostTensor.Float64) into).values();
            for (int i = 0; i < in.length; i++) {
                double c = VARIANCES[i % 2];
                double stretch = Math.sqrt(c / (at.alpha() * at.alpha() * c + at.sigma() * at.sigma()));
                out[i] = MEAN[i % 2] + stretch * (in[i] - at.alpha() * MEAN[i % 2]);
            }
        }
    }

    private static double[] run(Strategy strategy) {
        return run(strategy, MODEL);
    }

    private static double[] run(Strategy strategy, Denoiser model) {
        try (var backend = new Float64Backend(1)) {
            return Trajectory.of(DenoisingRun.fromNoise(strategy.compile(), model, backend, Shape.of(SAMPLES, 2), 3, 0,
                new Recording(STEPS, SAMPLES))).end().toDoubles();
        }
    }

    private static Strategy strategy(SolverFamily family, int steps) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);
        ModelFacts facts = () -> Optional.of(GaussianFit.of(MEAN, COVARIANCE));
        return new Strategy(Bench.VP, grid, family.layout().along(
            Settings.of("solvers[0]", family.parameters(), Map.of()), new Layout.Run(Bench.VP, grid, facts)), facts);
    }

    private static double marginal(NoiseLevel l, int i, int j) {
        return l.alpha() * l.alpha() * COVARIANCE[i][j] + (i == j ? l.sigma() * l.sigma() : 0);
    }

    private static double mean(double[] x, int i) {
        double sum = 0;
        for (int n = 0; n < SAMPLES; n++) {
            sum += x[2 * n + i];
        }
        return sum / SAMPLES;
    }

    private static double covariance(double[] x, int i, int j) {
        double meanI = mean(x, i);
        double meanJ = mean(x, j);
        double sum = 0;
        for (int n = 0; n < SAMPLES; n++) {
            sum += (x[2 * n + i] - meanI) * (x[2 * n + j] - meanJ);
        }
        return sum / (SAMPLES - 1);
    }
}
