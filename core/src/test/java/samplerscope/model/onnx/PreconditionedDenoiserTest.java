package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// What is put around a network, against what EDM derives it from.
class PreconditionedDenoiserTest {

    private static final double STD = 0.85;
    private static final Preconditioning EDM = new Preconditioning(STD);

    /// On a path that keeps the data, on one that keeps the variance, and on a straight one.
    static Stream<NoiseLevel> levels() {
        return Stream.of(new NoiseLevel(0.002, 1, 0.002), new NoiseLevel(1, 1, 1), new NoiseLevel(80, 1, 80),
            new NoiseLevel(0.5, 0.6, 0.8), new NoiseLevel(0.9, 0.1, 0.9));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void aNetworkThatGivesNothingIsTheIdealDenoiserOfAGaussian(NoiseLevel at) {
        double[] x = {0.3, -2};
        double variance = at.alpha() * at.alpha() * STD * STD + at.sigma() * at.sigma();

        double[] data = ask(_ -> 0, x, at);

        for (int i = 0; i < x.length; i++) {
            assertEquals(at.alpha() * STD * STD / variance * x[i], data[i], 1e-14);
        }
    }

    @ParameterizedTest
    @MethodSource("levels")
    void inputAndTargetHaveVarianceOne(NoiseLevel at) {
        double state = at.alpha() * at.alpha() * STD * STD + at.sigma() * at.sigma();
        double ofData = 1 - EDM.skip(at) * at.alpha();
        double ofNoise = EDM.skip(at) * at.sigma();

        assertEquals(1, EDM.in(at) * EDM.in(at) * state, 1e-12);
        assertEquals(1, (ofData * ofData * STD * STD + ofNoise * ofNoise) / (EDM.out(at) * EDM.out(at)), 1e-9);
    }

    @Test
    void theNetworkSeesTheScaledStateAndItsOutputIsScaled() {
        var at = new NoiseLevel(2, 1, 2);
        double scale = Math.hypot(STD, 2);
        double[] x = {1, -3};

        double[] data = ask(seen -> 5 * seen, x, at);

        for (int i = 0; i < x.length; i++) {
            assertEquals(STD * STD / (scale * scale) * x[i] + 2 * STD / scale * 5 * x[i] / scale, data[i], 1e-14);
        }
    }

    @Test
    void withoutNoiseTheStateIsTheDataAndTheNetworkIsLeftAlone() {
        var at = new NoiseLevel(0, 0.5, 0);

        double[] data = ask(_ -> {
            throw new AssertionError("asked without noise");
        }, new double[] {1, -3}, at);

        assertArrayEquals(new double[] {2, -6}, data, 1e-14);
    }

    @Test
    void theLabelIsTheLogarithmOfTheNoiseOnEveryPath() {
        var label = new TimestepLabel(TimestepLabel.Kind.LOG_SIGMA, 0.25);

        assertEquals((float) (Math.log(3) / 4), label.of(new NoiseLevel(3, 1, 3)), 1e-7f);
        assertEquals((float) (Math.log(3) / 4), label.of(new NoiseLevel(0.7, 0.25, 0.75)), 1e-7f);
        assertTrue(assertThrows(NetworkException.class, () -> label.of(new NoiseLevel(1, 0, 1))).getMessage()
            .contains("alpha is 0"));
    }

    private static double[] ask(DoubleUnaryOperator network, double[] x, NoiseLevel at) {
        try (var backend = new Float64Backend(1)) {
            Tensor state = backend.allocate(Shape.of(1, x.length));
            Tensor into = backend.allocate(state.shape());
            backend.copyFrom(x, state);
            new PreconditionedDenoiser(bare(network, backend), EDM, backend).evaluate(state, at, into);
            var data = new double[x.length];
            into.copyTo(data);
            return data;
        }
    }

    private static Denoiser bare(DoubleUnaryOperator network, TensorBackend backend) {
        return new Denoiser() {
            @Override
            public Parameterization parameterization() {
                return Parameterization.DATA;
            }

            @Override
            public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                var values = new double[x.shape().size()];
                x.copyTo(values);
                backend.copyFrom(Arrays.stream(values).map(network).toArray(), into);
            }
        };
    }
}
