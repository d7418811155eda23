package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.plane.GaussianGrid;
import samplerscope.model.plane.Moons;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.model.problem.SmoothProblem;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The diagonal of the Jacobian in closed form against differences of the model's own output.
class SlopesTest {

    private static final double STEP = 1e-5;

    static Stream<Arguments> cases() {
        var vp = new VpLinear(0.1, 20);
        return Stream.of(Moons.model(), GaussianGrid.model(), SmoothProblem.smooth(), SmoothProblem.multimodal(),
            PowerLawProblem.model()).flatMap(model -> Stream.of(0.05, 0.4, 0.9).map(t ->
                Arguments.of(model.card().id(), model, vp.at(t))));
    }

    @ParameterizedTest(name = "{0} at {2}")
    @MethodSource("cases")
    void slopesAreDifferences(String id, GaussianMixture model, NoiseLevel at) {
        compare(model, at, Condition.NONE, 1);
    }

    @Test
    void underGuidanceTheyAreExtrapolatedToo() {
        compare(SmoothProblem.smooth(), new VpLinear(0.1, 20).at(0.4), new Condition.OfClass(2), 3);
        compare(SmoothProblem.smooth(), new VpLinear(0.1, 20).at(0.4), new Condition.EachClass(), 1);
    }

    private static void compare(GaussianMixture model, NoiseLevel at, Condition condition, double scale) {
        double[] x = Ask.states(model, 6, at, 1);
        int size = x.length / 6;
        try (var backend = new Float64Backend(1);
                Denoiser denoiser = Guided.of(model, new Binding(backend, condition, 0, 0), scale)) {
            var slopes = ask(backend, denoiser.slopes().orElseThrow(), x, size, at);
            for (int j = 0; j < size; j++) {
                double[] above = x.clone();
                double[] below = x.clone();
                for (int row = 0; row < 6; row++) {
                    above[row * size + j] += STEP;
                    below[row * size + j] -= STEP;
                }
                double[] up = ask(backend, denoiser::evaluate, above, size, at);
                double[] down = ask(backend, denoiser::evaluate, below, size, at);
                for (int i = j; i < x.length; i += size) {
                    double difference = (up[i] - down[i]) / (2 * STEP);
                    assertEquals(difference, slopes[i], 1e-5 * (1 + Math.abs(difference)), "element " + i);
                    assertTrue(slopes[i] != 0);
                }
            }
        }
    }

    private static double[] ask(Float64Backend backend, Denoiser.Slopes model, double[] x, int size, NoiseLevel at) {
        var shape = Shape.of(x.length / size, size);
        var state = backend.allocate(shape);
        var into = backend.allocate(shape);
        backend.copyFrom(x, state);
        model.evaluate(state, at, into);
        var answer = new double[x.length];
        into.copyTo(answer);
        return answer;
    }
}
