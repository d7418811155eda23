package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpCosine;
import samplerscope.schedule.VpLinear;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// An exact model knows every noise path, so asking it through another one must change nothing.
class RescaledTest {

    static Stream<NoiseSchedule> schedules() {
        return Stream.of(new VpLinear(0.1, 20), new VpCosine(0.008), new VarianceExploding(0.002, 80),
            new RectifiedFlow(1));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void anExactModelAnswersTheSameThroughAnySchedule(NoiseSchedule trainedOn) {
        GaussianMixture mixture = GoldenModels.mixture("M3");
        var run = new RectifiedFlow(3);
        for (double time : new double[] {0.02, 0.3, 0.7, 0.95}) {
            NoiseLevel at = run.at(time);
            double[] x = Ask.states(mixture, 4, at, 1);
            double[] data = Ask.once(mixture, new Float64Backend(1), x, at, Condition.NONE);
            var toNoise = Parameterization.DATA.to(Parameterization.NOISE, at);

            double[] noise = rescaled(mixture, trainedOn, x, at);

            for (int i = 0; i < x.length; i++) {
                // The level is found again through lambda, which costs some digits where schedules are flat.
                assertEquals(toNoise.ofState() * x[i] + toNoise.ofOutput() * data[i], noise[i], 1e-8);
            }
        }
    }

    private static double[] rescaled(Model model, NoiseSchedule trainedOn, double[] x, NoiseLevel at) {
        try (var backend = new Float64Backend(1);
             var denoiser = new Rescaled(model.denoiser(new Binding(backend)), trainedOn, backend)) {
            var shape = new Shape(4, model.card().sampleShape());
            var state = backend.allocate(shape);
            var into = backend.allocate(shape);
            backend.copyFrom(x, state);
            denoiser.evaluate(state, at, into);
            var answer = new double[x.length];
            into.copyTo(answer);
            return answer;
        }
    }
}
