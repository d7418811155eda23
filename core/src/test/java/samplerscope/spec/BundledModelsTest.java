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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// The networks in the folder of assets, against what the training scripts wrote down about them.
class BundledModelsTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    @ParameterizedTest
    @ValueSource(strings = {"moons-net", "glyphs-net", "emoji-net"})
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
    @ValueSource(strings = {"moons-net", "moons-edm-net", "glyphs-net", "emoji-net"})
    void aSampleHasTheSameBitsInAnyBatchAndOnAnyNumberOfThreads(String id) {
        try (Model model = open(id); var one = new Float32Backend(1); var two = new Float32Backend(2);
             var three = new Float32Backend(3)) {
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.4);
            double[] x = Ask.states(model.law().orElseThrow(), 19, at, 1);
            double[] whole = Ask.once(model, one, x, at, Condition.NONE);

            assertArrayEquals(whole, Ask.once(model, two, x, at, Condition.NONE));
            assertArrayEquals(whole, Ask.once(model, three, x, at, Condition.NONE));
            assertArrayEquals(whole, Ask.inPieces(model, three, x, at, Condition.NONE, 2, 9));
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

    @ParameterizedTest
    @ValueSource(strings = {"moons-v-net", "moons-flow-net", "moons-edm-net", "checkerboard-flow-net"})
    void aNetworkOfAnyFormGivesTheDataThatItsTrainingMadeOfIt(String id) throws IOException {
        var golden = GoldenModels.parse(Files.readString(ASSETS.resolve("models/%s/golden.json".formatted(id))));
        double[] x = GoldenModels.flat(golden.get("state"));
        double[] expected = GoldenModels.flat(golden.get("data"));
        double[] exact = GoldenModels.flat(golden.get("exact"));
        double[] times = GoldenModels.flat(golden.get("time"));

        try (Model model = open(id); var backend = new Float32Backend(1)) {
            for (int i = 0; i < times.length; i++) {
                NoiseLevel at = model.nativeSchedule().orElseThrow().at(times[i]);
                double[] state = row(x, i);

                // As above; the data are a sum with factors of at most 1, so that a difference in the output is no larger.
                assertArrayEquals(row(expected, i), data(model, backend, state, at), 1e-4);
                assertArrayEquals(row(exact, i), data(model.law().orElseThrow(), backend, state, at), 1e-4);
            }
        }
    }

    private static double[] row(double[] points, int i) {
        return Arrays.copyOfRange(points, 2 * i, 2 * i + 2);
    }

    /// The noise has variance 1; a wrong label, sign, scale or schedule gives an error of that order.
    @ParameterizedTest
    @CsvSource({"moons-net, 0.1", "moons-v-net, 0.1", "moons-flow-net, 0.1", "moons-edm-net, 0.1",
        "checkerboard-flow-net, 0.15"})
    void aNetworkInThePlaneIsCloseToTheExactLawFromNoiseToData(String id, double bound) {
        try (Model model = open(id); var backend = new Float32Backend(1)) {
            ExactLaw law = model.law().orElseThrow();
            for (double rho : new double[] {0.1, 0.3, 1, 3, 10}) {
                NoiseLevel at = model.nativeSchedule().orElseThrow().atLambda(-Math.log(rho));
                double[] x = Ask.states(law, 500, at, 3);
                double[] exact = data(law, backend, x, at);
                double[] data = data(model, backend, x, at);
                double square = 0;
                for (int i = 0; i < x.length; i++) {
                    square += Math.pow((exact[i] - data[i]) / rho, 2) / x.length;
                }

                assertTrue(Math.sqrt(square) < bound, "error %f at sigma / alpha = %s".formatted(Math.sqrt(square), rho));
            }
        }
    }

    /// `x0` as a model sees it, whatever it predicts.
    private static double[] data(Model model, TensorBackend backend, double[] x, NoiseLevel at) {
        double[] output = Ask.once(model, backend, x, at, Condition.NONE);
        try (var denoiser = model.denoiser(new Binding(backend))) {
            var toData = denoiser.parameterization().to(Parameterization.DATA, at);
            Arrays.setAll(output, i -> toData.ofState() * x[i] + toData.ofOutput() * output[i]);
            return output;
        }
    }

    @ParameterizedTest
    @CsvSource({"glyphs, 1, 0", "emoji, 3, faces"})
    void thePicturesOfTheTrainingAreAModelOfTheirOwn(String id, int channels, String firstClass) {
        try (Model exact = open(id); Model network = open(id + "-net")) {
            assertEquals(List.of(channels, 32, 32), exact.card().sampleShape());
            assertEquals(firstClass, exact.card().classes().getFirst());
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
    void anInterruptStopsAllCallsThatGoOnSideBySide() {
        try (Model model = open("glyphs-net"); var backend = new Float32Backend(2);
             var denoiser = model.denoiser(new Binding(backend))) {
            var shape = new Shape(4000, model.card().sampleShape()); // seconds
            NoiseLevel at = model.nativeSchedule().orElseThrow().at(0.5);
            Tensor x = backend.allocate(shape);
            Tensor into = backend.allocate(shape);
            Thread asking = Thread.currentThread();
            var impatient = new Thread(() -> {
                LockSupport.parkNanos(200_000_000);
                asking.interrupt();
            });
            impatient.start();

            assertThrows(CancellationException.class, () -> denoiser.evaluate(x, at, into));
            assertTrue(Thread.interrupted());
            var few = new Shape(9, model.card().sampleShape());
            double[] state = Ask.states(model.law().orElseThrow(), 9, at, 1);
            Tensor made = backend.allocate(few);
            Tensor given = backend.allocate(few);
            backend.copyFrom(state, given);
            denoiser.evaluate(given, at, made);
            var found = new double[few.size()];
            made.copyTo(found);
            assertArrayEquals(Ask.once(model, backend, state, at, Condition.NONE), found);
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
