package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.plane.Moons;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;

class PreconditionedTest {

    /// Ten operations in float64 on numbers of about 100.
    private static final double ROUNDING = 1e-12;

    /// Karras et al. 2022, Table 1, written out: `sigma = 2, sigma_data = 0.5`.
    @Test
    void theScalingsAreThoseOfThePaper() {
        var prediction = new Prediction(Prediction.Form.EDM, 0.5);
        var level = new NoiseLevel(2, 1, 2);

        assertEquals(1 / StrictMath.sqrt(4.25), prediction.ofInput(level), ROUNDING);
        assertEquals(0.25 / 4.25, prediction.toData(level).ofState(), ROUNDING);
        assertEquals(2 * 0.5 / StrictMath.sqrt(4.25), prediction.toData(level).ofOutput(), ROUNDING);
        assertEquals(0.25 * StrictMath.log(2), new TimestepLabel(TimestepLabel.Clock.LOG_SIGMA, 0.25, 0).of(level),
            ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1, 80", "1, 0.01", "0.6, 0.8", "0, 1"})
    void aBareNetworkBetweenTheScalingsIsTheDenoiser(double alpha, double sigma) {
        var level = new NoiseLevel(0.5, alpha, sigma);
        var edm = new Prediction(Prediction.Form.EDM, 0.5);
        try (var backend = new Float64Backend(1)) {
            var shape = Shape.of(16, 2);
            Tensor x = backend.allocate(shape);
            backend.drawNormal(x, new DrawKey(1, 0, 0, 0, DrawKey.Stream.PROBE));
            Denoiser exact = Moons.model().denoiser(new Binding(backend));
            Denoiser whole = edm.around(new Disguised(exact, edm, backend), backend);
            Tensor expected = backend.allocate(shape);
            Tensor found = backend.allocate(shape);

            whole.evaluate(x, level, found);
            exact.evaluate(x, level, expected);

            assertEquals(Parameterization.DATA, whole.parameterization());
            assertEquals(Parameterization.DATA, exact.parameterization());
            assertArrayEquals(numbers(expected), numbers(found), ROUNDING);
        }
    }

    private static double[] numbers(Tensor tensor) {
        var numbers = new double[tensor.shape().size()];
        tensor.copyTo(numbers);
        return numbers;
    }
}
