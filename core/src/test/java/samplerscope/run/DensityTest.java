package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.simd.Float32Backend;

class DensityTest {

    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("")));

    @Test
    void countsAllSamplesWhenSomeAreRecorded() {
        try (var run = run("gaussian-grid", 100)) {
            assertEquals(20_000, total(run.initialDensity()), 20); // a normal leaves the square once in ten thousand

            StepRecord.Denoised first = run.advance().orElseThrow();

            assertEquals(100, first.state().samples());
            assertEquals(20_000, total(first.density()), 20);
        }
    }

    @Test
    void isLeftOutWhenAllAreRecorded() {
        try (var run = run("gaussian-grid", 0)) {
            assertTrue(run.initialDensity().isEmpty());
            assertTrue(run.advance().orElseThrow().density().isEmpty());
        }
    }

    /// Noise is 80 wide at this start, and the picture divides by that.
    @Test
    void isInTheCoordinatesOfThePicture() {
        var spec = spec(100).withSchedule(Choice.of("edm"));
        try (var run = RESOLVER.resolve(spec, Path.of("")).open(new Float32Backend(1))) {
            assertEquals(20_000, total(run.initialDensity()), 20);
        }
    }

    private static int total(Optional<Density> density) {
        return Arrays.stream(density.orElseThrow().counts()).sum();
    }

    private static DenoisingRun run(String model, int recorded) {
        return RESOLVER.resolve(spec(recorded).withModel(Choice.of(model)), Path.of("")).open(new Float32Backend(1));
    }

    private static RunSpec.Denoise spec(int recorded) {
        return new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("gaussian-grid"), Choice.of("vp-linear"),
            Choice.of("uniform-lambda").with("steps", 3), List.of(Choice.of("ddim")), Guidance.NONE, 20_000, 0, 1,
            new Recording(1, recorded));
    }
}
