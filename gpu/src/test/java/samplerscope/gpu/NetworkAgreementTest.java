package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Model;
import samplerscope.schedule.NoiseLevel;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Resolver;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// The bundled networks of dense layers on the device against ONNX Runtime: they predict noise, velocity and flow, and
/// one has EDM's scalings around it.
@Tag("gpu")
class NetworkAgreementTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");

    private final Random random = new Random(13);

    @ParameterizedTest
    @CsvSource({"moons-net, 1", "moons-net, 3", "moons-net, 1001", "moons-net, 100000", "moons-v-net, 1001",
        "moons-flow-net, 1001", "moons-edm-net, 1001", "checkerboard-flow-net, 1001"})
    void inThePlane(String id, int batch) {
        try (Model network = new Resolver(Catalog.standard(ASSETS)).model(Choice.of(id), ASSETS);
             TensorBackend device = TestDevice.backend(); TensorBackend host = new Float32Backend(2)) {
            for (double time : new double[] {0.001, 0.01, 0.3, 0.7, 1}) {
                NoiseLevel at = network.nativeSchedule().orElseThrow().at(time);
                double[] x = random.doubles(2L * batch, -3, 3).toArray();
                double[] there = ask(network, device, x, at);
                double[] here = ask(network, host, x, at);
                for (int i = 0; i < x.length; i++) {
                    assertEquals(here[i], there[i], bound(at) * Math.max(1, Math.abs(here[i])), "number " + i);
                }
            }
        }
    }

    /// ONNX Runtime itself is up to 9e-5 away from float64 (200,000 points) near the data, where the network's slopes are
    /// steep, and 4e-6 elsewhere.
    private static double bound(NoiseLevel at) {
        return at.time() < 0.1 ? 2e-4 : 1e-5;
    }

    private static double[] ask(Model network, TensorBackend backend, double[] x, NoiseLevel at) {
        Tensor state = backend.allocate(Shape.of(x.length / 2, 2));
        Tensor into = backend.allocate(state.shape());
        backend.copyFrom(x, state);
        try (var denoiser = network.denoiser(new Binding(backend))) {
            denoiser.evaluate(state, at, into);
            var result = new double[x.length];
            into.copyTo(result);
            return result;
        }
    }
}
