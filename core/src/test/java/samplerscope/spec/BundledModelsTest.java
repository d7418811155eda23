package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Ask;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ExactLaw;
import samplerscope.model.GoldenModels;
import samplerscope.model.Model;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Shape;
import samplerscope.tensor.simd.Float32Backend;

/// The networks in the folder of assets, against what the training scripts wrote down about them.
class BundledModelsTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    @ParameterizedTest
    @ValueSource(strings = {"moons-net", "glyphs-net"})
    void aNetworkRepeatsTheOutputsOfItsTraining(String id) throws IOException {
        var golden = GoldenModels.parse(Files.readString(ASSETS.resolve("models/%s/golden.json".formatted(id))));
        double[] x = GoldenModels.flat(golden.get("sample"));
        double[] expected = GoldenModels.flat(golden.get("out_sample"));
        double[] timesteps = GoldenModels.flat(golden.get("timestep"));
        int size = x.length / timesteps.length;

        try (Model model = open(id); var backend = new Float32Backend(1)) {
            for (int i = 0; i < timesteps.length; i++) {
                NoiseLevel at = model.nativeSchedule().orElseThrow().at(timesteps[i] / 1000);
                double[] one = Arrays.copyOfRange(x, i * size, (i + 1) * size);
                double[] found = Ask.once(model, backend, one, at, condition(golden.get("class_labels"), i, model));

                // Two float32 programs, PyTorch and ONNX Runtime, that add in different orders.
                assertArrayEquals(Arrays.copyOfRange(expected, i * size, (i + 1) * size), found, 1e-4);
            }
        }
    }

    private static Condition condition(JsonNode labels, int row, Model model) {
        int classes = model.card().classes().size();
        return labels == null || labels.get(row).intValue() == classes ? Condition.NONE
            : new Condition.OfClass(labels.get(row).intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"moons-net", "glyphs-net"})
    void aSampleHasTheSameBitsInAnyBatchAndOnAnyNumberOfThreads(String id) {
        try (Model model = open(id); var one = new Float32Backend(1); var two = new Float32Backend(2)) {
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.4);
            double[] x = Ask.states(model.law().orElseThrow(), 19, at, 1);
            double[] whole = Ask.once(model, one, x, at, Condition.NONE);

            assertArrayEquals(whole, Ask.once(model, two, x, at, Condition.NONE));
            assertArrayEquals(whole, Ask.inPieces(model, one, x, at, Condition.NONE, 1, 17));
        }
    }

    @Test
    void eachSampleKeepsItsClassInAnyBatch() {
        try (Model model = open("glyphs-net"); var backend = new Float32Backend(2)) {
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.7);
            double[] x = Ask.states(model.law().orElseThrow(), 12, at, 2);
            double[] whole = Ask.once(model, backend, x, at, new Condition.EachClass());

            assertArrayEquals(whole, Ask.inPieces(model, backend, x, at, new Condition.EachClass(), 5));
        }
    }

    @Test
    void theNetworkOfTheMoonsIsCloseToTheExactLaw() {
        try (Model model = open("moons-net"); var backend = new Float32Backend(1)) {
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.3);
            ExactLaw law = model.law().orElseThrow();
            double[] x = Ask.states(law, 500, at, 3);
            var toNoise = Parameterization.DATA.to(Parameterization.NOISE, at);
            double[] data = Ask.once(law, backend, x, at, Condition.NONE);
            double[] noise = Ask.once(model, backend, x, at, Condition.NONE);

            double square = 0;
            for (int i = 0; i < x.length; i++) {
                double error = toNoise.ofState() * x[i] + toNoise.ofOutput() * data[i] - noise[i];
                square += error * error / x.length;
            }

            // The noise has variance 1; a wrong label, sign or schedule gives an error of that order.
            assertTrue(Math.sqrt(square) < 0.1, "root mean square error " + Math.sqrt(square));
        }
    }

    @Test
    void thePicturesOfTheTrainingAreAModelOfTheirOwn() {
        try (Model exact = open("glyphs"); Model network = open("glyphs-net")) {
            assertEquals(List.of(1, 32, 32), exact.card().sampleShape());
            assertEquals(network.card().classes(), exact.card().classes());
            double[] draws = ((ExactLaw) exact).draw(20, 4, new Condition.EachClass());
            for (double pixel : draws) {
                assertTrue(pixel >= -1 && pixel <= 1);
            }
            assertEquals(exact.card(), network.law().orElseThrow().card());
        }
    }

    @Test
    void anInterruptStopsTheNetworkAndIsKept() {
        try (Model model = open("glyphs-net"); var backend = new Float32Backend(1);
             var denoiser = model.denoiser(new Binding(backend))) {
            var shape = new Shape(40, model.card().sampleShape());
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.5);
            Thread.currentThread().interrupt();

            assertThrows(CancellationException.class,
                () -> denoiser.evaluate(backend.allocate(shape), at, backend.allocate(shape)));
            assertTrue(Thread.interrupted());
            denoiser.evaluate(backend.allocate(shape), at, backend.allocate(shape));
        }
    }

    @Test
    void aDenoiserOutlivesItsModel() {
        Model model = open("moons-net");
        try (var backend = new Float32Backend(1); var denoiser = model.denoiser(new Binding(backend))) {
            model.close();
            var shape = Shape.of(3, 2);

            denoiser.evaluate(backend.allocate(shape), model.nativeSchedule().orElseThrow().at(0.5),
                backend.allocate(shape));
        }
    }

    private static Model open(String id) {
        var resolver = new Resolver(Catalog.standard(ASSETS));
        return resolver.model(new Choice(id, Map.of()), ASSETS);
    }
}
