package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Exact denoisers in the disguise of a network: the hint must find out which.
class PredictionHintTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");
    /// Of EDM, other than the usual one, so that a mistaken constant shows.
    private static final double SIGMA_DATA = 0.7;

    @ParameterizedTest(name = "{2} of {0} on {1}")
    @CsvSource({
        "moons, vp-linear, DATA", "moons, vp-linear, NOISE", "moons, vp-linear, VELOCITY",
        "rings, vp-cosine, DATA", "rings, vp-cosine, NOISE", "rings, vp-cosine, VELOCITY",
        "spiral, flow, DATA", "spiral, flow, FLOW", "spiral, flow, NOISE",
        "checkerboard, edm, DATA", "checkerboard, edm, NOISE", "checkerboard, edm, EDM",
        "glyphs, ddpm, DATA", "glyphs, ddpm, NOISE", "glyphs, ddpm, VELOCITY", "glyphs, flow, FLOW",
        "glyphs, flow, DATA", "glyphs, edm, DATA", "glyphs, edm, NOISE", "glyphs, edm, EDM"})
    void theFormIsFound(String model, String schedule, Prediction.Form form) {
        assertEquals(Optional.of(form), hint(model, schedule, form, new Prediction(form, SIGMA_DATA)).best());
    }

    @ParameterizedTest(name = "{1} described as {2} on {0}")
    @CsvSource({"vp-cosine, VELOCITY, NOISE", "vp-cosine, DATA, NOISE", "flow, FLOW, NOISE", "edm, NOISE, DATA"})
    void aWrongDescriptionOfPicturesIsClearlyContradicted(String schedule, Prediction.Form form, Prediction.Form said) {
        PredictionHint hint = hint("glyphs", schedule, form, Prediction.of(said));

        assertEquals(Optional.of(form), hint.best());
        assertTrue(hint.isClear(), hint.toString());
    }

    @Test
    void whatKnowsNothingOfNoiseFitsNoForm() {
        try (var backend = new Float64Backend(1)) {
            var half = new Denoiser() {
                @Override
                public Parameterization parameterization() {
                    return Parameterization.NOISE;
                }

                @Override
                public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                    backend.combine(into, new double[] {-2}, new Tensor[] {x});
                }
            };
            PredictionHint hint = PredictionHint.of(half, Prediction.of(Prediction.Form.NOISE), schedule("vp-linear"),
                new Shape(4, List.of(1, 16, 16)), backend);
            assertEquals(Optional.empty(), hint.best(), hint.toString());
        }
    }

    private static PredictionHint hint(String model, String schedule, Prediction.Form form, Prediction said) {
        try (TensorBackend backend = new Float64Backend(1); var resolver = new Resolver(Catalog.standard(ASSETS))) {
            Model exact = resolver.model(Choice.of(model), Path.of(""));
            int size = new Shape(1, exact.card().sampleShape()).sampleSize();
            return PredictionHint.of(new Disguised(exact.denoiser(new Binding(backend)),
                new Prediction(form, said.sigmaData()), backend), said, schedule(schedule),
                new Shape(StrictMath.clamp(4096 / size, 4, 256), exact.card().sampleShape()), backend);
        }
    }

    private static NoiseSchedule schedule(String id) {
        return new ScheduleName(id, Map.of()).schedule();
    }
}
