package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Threshold;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// Denoisers that change how another one is asked or how its answer is read.
class DecoratorsTest {

    private static final DiscreteVp SCHEDULE = DiscreteVp.linear(1000, 1e-4, 0.02);
    private static final NoiseLevel AT = SCHEDULE.at(0.4);
    private static final GaussianMixture MIXTURE = GoldenModels.mixture("M1");
    private static final double[] STATE = {0.7, -0.4, 3, 1};

    private static double[] answer(Function<TensorBackend, Denoiser> make, NoiseLevel at) {
        try (var backend = new Float64Backend(1); Denoiser denoiser = make.apply(backend)) {
            var x = backend.allocate(Shape.of(2, 2));
            var into = backend.allocate(Shape.of(2, 2));
            backend.copyFrom(STATE, x);
            denoiser.evaluate(x, at, into);
            var host = new double[4];
            into.copyTo(host);
            return host;
        }
    }

    private static Denoiser exact(TensorBackend backend) {
        return MIXTURE.denoiser(new Binding(backend));
    }

    @ParameterizedTest
    @EnumSource(Parameterization.class)
    void anExactModelSpeaksEveryFormOfItsPrediction(Parameterization form) {
        double[] data = answer(DecoratorsTest::exact, AT);

        double[] spoken = answer(backend -> new Speaking(exact(backend), form, backend), AT);

        var back = form.to(Parameterization.DATA, AT);
        for (int i = 0; i < data.length; i++) {
            assertEquals(data[i], back.ofState() * STATE[i] + back.ofOutput() * spoken[i], 1e-13);
        }
    }

    @Test
    void aRelabelledModelIsAskedAtTheOtherLevelWithTheSameState() {
        NoiseLevel between = SCHEDULE.at(0.4003);

        double[] relabelled = answer(backend ->
            new Relabelled(exact(backend), SCHEDULE::nearestTrainingStep), between);

        assertArrayEquals(answer(DecoratorsTest::exact, SCHEDULE.ofTrainingStep(399)), relabelled);
    }

    @Test
    void theNearestTrainingStepOfAnEntryIsThatEntryAndTheEndsHold() {
        for (int n : new int[] {0, 1, 500, 999}) {
            assertEquals(SCHEDULE.ofTrainingStep(n), SCHEDULE.nearestTrainingStep(SCHEDULE.ofTrainingStep(n)));
        }
        assertEquals(SCHEDULE.ofTrainingStep(0), SCHEDULE.nearestTrainingStep(SCHEDULE.at(1e-5)));
    }

    @Test
    void aClampedModelKeepsItsDataInRangeWhateverItSpeaks() {
        var threshold = Threshold.clip(0.3);
        double[] data = answer(DecoratorsTest::exact, AT);
        assertTrue(StrictMath.abs(data[0]) > 0.3, "the case must be one that is clamped");

        double[] clamped = answer(backend -> new Clamped(
            new Speaking(exact(backend), Parameterization.NOISE, backend), threshold, backend), AT);

        for (int i = 0; i < data.length; i++) {
            assertEquals(StrictMath.clamp(data[i], -0.3, 0.3), clamped[i], 1e-12);
        }
    }
}
