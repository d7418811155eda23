package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.SamplerscopeException;
import samplerscope.registry.Family;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// Whole runs of 20 steps on the device and on the CPU, both in float32, from the same noise.
@Tag("gpu")
class SolverAgreementTest {

    private static final Path HERE = Path.of("");
    private static final Resolver RESOLVER = new Resolver(Catalog.standard(HERE));

    static Stream<String> solvers() {
        return RESOLVER.catalog().solvers().all().stream().map(Family::id);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void everySolverEndsWhereItDoesOnTheCpu(String solver) {
        Resolved resolved = resolve(solver);
        Assumptions.assumeTrue(resolved != null, solver + " does not run by itself");

        double[] device = run(resolved, TestDevice.backend());
        double[] host = run(resolved, new Float32Backend(2));

        // Noise is Box and Muller in float64 on the CPU and in float32 on the device, and the solver's own dynamics
        // carry what rounding begins.
        assertTrue(difference(device, host) < 1e-4, solver + ": " + difference(device, host));
    }

    /// On the CPU it is ONNX Runtime that evaluates the network.
    @Test
    void aNetworkEndsWhereItDoesOnTheCpu() {
        var assets = Path.of(System.getProperty("samplerscope.home"), "assets");
        try (var resolver = new Resolver(Catalog.standard(assets))) {
            Resolved resolved = resolver.resolve(spec("dpmpp-2m").withModel(Choice.of("moons-net")), HERE);

            double[] device = run(resolved, TestDevice.backend());
            double[] host = run(resolved, new Float32Backend(2));

            assertTrue(difference(device, host) < 1e-4, "by " + difference(device, host));
        }
    }

    @Test
    void nearlyAllSolversWereCompared() {
        assertTrue(solvers().filter(solver -> resolve(solver) != null).count() > 40);
    }

    private static RunSpec.Denoise spec(String solver) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("gaussian-grid"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 20), List.of(Choice.of(solver)), Guidance.NONE, 1001, 0, 1,
            Recording.ALL);
    }

    private static Resolved resolve(String solver) {
        try {
            return RESOLVER.resolve(spec(solver), HERE);
        } catch (SamplerscopeException e) {
            return null;
        }
    }

    private static double[] run(Resolved resolved, TensorBackend backend) {
        try (backend; DenoisingRun run = resolved.open(backend)) {
            double[] state = {};
            for (var step = run.advance(); step.isPresent(); step = run.advance()) {
                state = step.get().state().toDoubles();
            }
            return state;
        }
    }

    /// Root mean square of the difference over that of the state.
    private static double difference(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        double apart = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            apart += (a[i] - b[i]) * (a[i] - b[i]);
            size += b[i] * b[i];
        }
        return Math.sqrt(apart / size);
    }
}
