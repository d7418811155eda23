package samplerscope.search.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.search.surrogate.GaussianProcess.Hyperparameters;

class GaussianProcessTest {

    @Test
    void twoTrialsHaveTheMeanOfTheFormula() {
        var hyper = new Hyperparameters(Kernel.SQUARED_EXPONENTIAL, new double[] {0.5}, 2, 0.1);
        var process = new GaussianProcess(hyper, new double[][] {{0}, {1}}, new double[] {3, 5});

        // Responses are centred: -1 and 1, so weights are opposite and each 2 / (2.1 - 2 e^-2) times its response.
        double weight = 2 / (2.1 - 2 * Math.exp(-2));
        double expected = 4 + weight * (Math.exp(-0.5 * 0.75 * 0.75 / 0.25) - Math.exp(-0.5 * 0.25 * 0.25 / 0.25));
        assertEquals(expected, process.mean(new double[] {0.25}), 1e-14);
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void withoutNoiseItGoesThroughTheTrialsAndIsSureThere(Kernel kernel) {
        double[][] inputs = BayesianOptimisation.design(2, 12);
        double[] responses = Arrays.stream(inputs).mapToDouble(u -> 7 + u[0] - u[1] * u[1]).toArray();
        var hyper = new Hyperparameters(kernel, new double[] {0.3, 0.4}, 1, 0);
        var process = new GaussianProcess(hyper, inputs, responses);

        for (int i = 0; i < inputs.length; i++) {
            assertEquals(responses[i], process.mean(inputs[i]), 1e-9); // condition number below 1e6
            assertEquals(0, process.deviation(inputs[i]), 1e-5); // the root of a rounding of 1e-11
        }
        assertEquals(1, process.deviation(new double[] {9, 9}), 1e-12);
        assertTrue(process.warnings().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void slopesAreThoseOfDifferences(Kernel kernel) {
        GaussianProcess process = PalmMeanTest.wavy(kernel, 2, 20, 0.3, 1e-2);
        double[] u = {0.31, 0.77};
        double h = 1e-5;

        for (int j = 0; j < 2; j++) {
            double[] plus = u.clone();
            double[] minus = u.clone();
            plus[j] += h;
            minus[j] -= h;
            // Truncation h^2 times a third derivative of some hundred, rounding 1e-13 / h.
            assertEquals((process.mean(plus) - process.mean(minus)) / (2 * h),
                process.meanSlope(u).gradient()[j], 1e-6);
            assertEquals((process.deviation(plus) - process.deviation(minus)) / (2 * h),
                process.deviationSlope(u).gradient()[j], 1e-6);
            var improvement = new ExpectedImprovement(process, 0.2);
            assertEquals((improvement.at(plus).value() - improvement.at(minus).value()) / (2 * h),
                improvement.at(u).gradient()[j], 1e-6);
        }
    }

    @Test
    void expectedImprovementIsTheMeanOfManyDraws() {
        GaussianProcess process = PalmMeanTest.wavy(Kernel.MATERN_5_2, 2, 8, 0.3, 1e-2);
        double[] u = {0.6, 0.4};
        double best = process.mean(u) - 0.1;
        var random = new SplittableRandom(3);

        double gain = random.doubles(400_000)
            .map(p -> best - process.mean(u) - process.deviation(u) * inverseNormal(p)).map(g -> Math.max(g, 0))
            .average().orElseThrow();

        // Three standard errors of 400 000 draws of a gain that spreads less than the deviation.
        double error = 3 * process.deviation(u) / Math.sqrt(4e5);
        assertEquals(gain, -new ExpectedImprovement(process, best).at(u).value(), error);
    }

    @Test
    void trialsThatCoincideAreToldApartByNoise() {
        var hyper = new Hyperparameters(Kernel.SQUARED_EXPONENTIAL, new double[] {0.5}, 1, 0);

        var process = new GaussianProcess(hyper, new double[][] {{0.2}, {0.2}, {0.9}}, new double[] {1, 2, 4});

        assertTrue(process.hyperparameters().noise() >= 1e-10);
        assertEquals(1, process.warnings().size());
        assertEquals(1.5, process.mean(new double[] {0.2}), 1e-3);
    }

    @Test
    void warnsAboutManyInputs() {
        double[] lengths = new double[9];
        Arrays.fill(lengths, 0.5);
        var hyper = new Hyperparameters(Kernel.MATERN_5_2, lengths, 1, 0.1);

        var process = new GaussianProcess(hyper, new double[][] {new double[9]}, new double[] {1});

        assertTrue(process.warnings().getFirst().contains("9 inputs"));
    }

    @Test
    void refusesShapesAndNumbersThatMakeNoSense() {
        var hyper = new Hyperparameters(Kernel.MATERN_5_2, new double[] {1}, 1, 0);

        assertThrows(InvalidSurrogateException.class,
            () -> new Hyperparameters(Kernel.MATERN_5_2, new double[0], 1, 0));
        assertThrows(InvalidSurrogateException.class,
            () -> new Hyperparameters(Kernel.MATERN_5_2, new double[] {0}, 1, 0));
        assertThrows(InvalidSurrogateException.class, () -> new GaussianProcess(hyper, new double[0][], new double[0]));
        assertThrows(InvalidSurrogateException.class,
            () -> new GaussianProcess(hyper, new double[][] {{1, 2}}, new double[] {1}));
        assertThrows(InvalidSurrogateException.class,
            () -> new GaussianProcess(hyper, new double[][] {{1}}, new double[] {Double.NaN}));
    }

    private static double inverseNormal(double p) {
        return new org.hipparchus.distribution.continuous.NormalDistribution().inverseCumulativeProbability(p);
    }
}
