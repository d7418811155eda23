package samplerscope.search.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.search.surrogate.GaussianProcess.Hyperparameters;

class MarginalLikelihoodTest {

    @Test
    void likelihoodOfTwoTrialsIsTheDensityOfTheFormula() {
        var hyper = new Hyperparameters(Kernel.SQUARED_EXPONENTIAL, new double[] {1}, 1, 0.5);
        var process = new GaussianProcess(hyper, new double[][] {{0}, {1}}, new double[] {-2, 2});

        double k = Math.exp(-0.5);
        double expected = -0.5 * (2 * 4 / (1.5 - k)) - 0.5 * Math.log(1.5 * 1.5 - k * k) - Math.log(2 * Math.PI);
        assertEquals(expected, process.logLikelihood(), 1e-13);
    }

    /// No neighbour, in any hyperparameter, is more probable: the gradient is right and so is its sign.
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void noNeighbourIsMoreProbableThanTheFit(Kernel kernel) {
        double[][] inputs = BayesianOptimisation.design(2, 40);
        double[] responses = responses(inputs);

        GaussianProcess fitted = MarginalLikelihood.fit(kernel, inputs, responses);

        Hyperparameters h = fitted.hyperparameters();
        for (double factor : new double[] {0.95, 1.05}) {
            double[] first = {Math.min(3, h.lengths()[0] * factor), h.lengths()[1]};
            double[] second = {h.lengths()[0], Math.min(3, h.lengths()[1] * factor)};
            for (var other : new Hyperparameters[] {
                new Hyperparameters(kernel, first, h.variance(), h.noise()),
                new Hyperparameters(kernel, second, h.variance(), h.noise()),
                new Hyperparameters(kernel, h.lengths(), h.variance() * factor, h.noise())}) {
                double there = new GaussianProcess(other, inputs, responses).logLikelihood();
                assertTrue(there <= fitted.logLikelihood() + 1e-6, () -> other + ": " + there); // flat at the top
            }
        }
    }

    @Test
    void anInputThatDoesNotMatterGetsALongLength() {
        double[][] inputs = BayesianOptimisation.design(2, 30);
        double[] responses = Arrays.stream(inputs).mapToDouble(u -> Math.sin(8 * u[0])).toArray();

        GaussianProcess fitted = MarginalLikelihood.fit(Kernel.SQUARED_EXPONENTIAL, inputs, responses);

        double[] lengths = fitted.hyperparameters().lengths();

        assertEquals(3, lengths[1], 1e-9); // the longest there is
        assertTrue(lengths[0] > 0.1 && lengths[0] < 0.5, () -> "length " + lengths[0]);
    }

    @Test
    void nothingIsLearnedFromEqualResponses() {
        var e = assertThrows(InvalidSurrogateException.class,
            () -> MarginalLikelihood.fit(Kernel.MATERN_5_2, new double[][] {{0}, {1}}, new double[] {3, 3}));

        assertTrue(e.happened().contains("same response"));
    }

    private static double[] responses(double[][] inputs) {
        return Arrays.stream(inputs).mapToDouble(u -> Math.sin(5 * u[0]) + Math.cos(7 * u[0] * u[1])).toArray();
    }
}
