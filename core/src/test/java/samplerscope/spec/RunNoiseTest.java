package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.UnknownIdException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Precision;

class RunNoiseTest {

    private static final Path HERE = Path.of("");

    private final Resolver resolver = new Resolver(TestCatalog.catalog());

    /// `torch.randn(1, 2, generator=torch.Generator().manual_seed(s))` for the seeds 0 and 1, four digits.
    @Test
    void aRunStartsFromTheNoiseOfPyTorchThatItNames() {
        double[] start = initial(spec("torch-cpu", "sample").withSeed(0).withSamples(2), 0, 2);

        assertArrayEquals(new double[] {1.5410, -0.2934, 0.6614, 0.2669}, start, 5e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "torch-cpu", "torch-cuda"})
    void aPartOfARunStartsAsInTheWhole(String noise) {
        RunSpec.Denoise spec = spec(noise, "batch").withSamples(11);

        double[] whole = initial(spec, 0, 11);

        assertArrayEquals(Arrays.copyOfRange(whole, 14, 20), initial(spec, 7, 3));
    }

    @Test
    void aReferenceStartsFromTheNoiseOfItsRun() {
        Resolved run = resolver.resolve(spec("torch-cpu", "batch").withSamples(9), HERE);

        var path = new References(1).of(run, 3, References.Truth.MODEL);

        assertArrayEquals(Arrays.copyOf(initial(run.spec(), 0, 9), 6), path.at(run.levels().getFirst()).orElseThrow()
            .toDoubles(), 1e-12);
    }

    @Test
    void aSpecThatNamesOurOwnNoiseIsTheSpecThatNamesNone() {
        var spec = RunSpec.Denoise.of(Choice.of("normal"));

        assertEquals(SpecWriter.text(spec), SpecWriter.text(spec.withNoise(Choice.of("own"))));
    }

    @Test
    void aFieldOfTheNoiseIsSetByItsPath() {
        var changed = SpecEdit.apply(RunSpec.Denoise.of(Choice.of("normal")), List.of("noise=torch-cpu",
            "noise.per=sample"), new SpecReader(TestCatalog.catalog()));

        assertEquals(Choice.of("torch-cpu").with("per", new Setting.Word("sample")), changed.noise());
    }

    @Test
    void aWrongNoiseIsFoundBeforeTheRun() {
        assertThrows(UnknownIdException.class, () -> resolver.resolve(
            RunSpec.Denoise.of(Choice.of("normal")).withNoise(Choice.of("numpy")), HERE));
        assertThrows(InvalidParameterException.class, () -> resolver.resolve(
            RunSpec.Denoise.of(Choice.of("normal")).withNoise(Choice.of("torch-cuda").with("threads", 1000)), HERE));
    }

    private static RunSpec.Denoise spec(String noise, String per) {
        Choice source = Choice.of(noise);
        return RunSpec.Denoise.of(Choice.of("normal")).withGrid(Choice.of("uniform-lambda").with("steps", 4))
            .withSolvers(List.of(Choice.of("ddim")))
            .withNoise(noise.equals("own") ? source : source.with("per", new Setting.Word(per)));
    }

    private double[] initial(RunSpec.Denoise spec, int first, int samples) {
        Resolved run = resolver.resolve(spec, HERE);
        try (var backend = new Float64Backend(1); var started = run.open(backend, first, samples)) {
            assertEquals(Precision.FLOAT64, started.initial().precision());
            return started.initial().toDoubles();
        }
    }
}
