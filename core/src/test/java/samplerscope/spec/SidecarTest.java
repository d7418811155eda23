package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Condition;
import samplerscope.model.Model;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.NetworkException;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.Trajectory;
import samplerscope.schedule.ScheduleName;

/// The bundled digits as somebody's single file.
class SidecarTest {

    private static final Path ASSETS = Path.of(System.getProperty("samplerscope.home"), "assets");
    private static final String DIGITS = """
        {"version": 1, "parameterization": "velocity", "schedule": {"id": "vp-cosine"},
         "timestepLabel": {"kind": "time", "scale": 1000}, "shape": [1, 32, 32],
         "classes": ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], "nullClass": 10,
         "inputs": {"sample": "sample", "timestep": "timestep", "class": "class_labels"}, "output": "out_sample"}
        """;

    @TempDir
    private Path folder;
    private Path network;

    @BeforeEach
    void copyOneNetwork() throws IOException {
        network = Files.copy(ASSETS.resolve("models/glyphs-net/model.onnx"), folder.resolve("digits.onnx"));
    }

    /// Two runtimes of the same file: the samples differ by how rows are put into calls, which rounds differently.
    @Test
    void theFileIsTheModelThatTheManifestMakesOfIt() throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS);
        try (var resolver = new Resolver(Catalog.standard(ASSETS))) {
            RunSpec.Denoise spec = RunSpec.Denoise.of(ModelChoice.ofPath(network.toString()).orElseThrow())
                .withSchedule(Choice.of("vp-cosine")).withGrid(Choice.of("uniform-lambda").with("steps", 4))
                .withSolvers(List.of(Choice.of("ddim"))).withSamples(3)
                .withGuidance(new Guidance(new Condition.OfClass(3), 2));

            double[] own = end(resolver, spec);
            double[] bundled = end(resolver, spec.withModel(Choice.of("glyphs-net")));

            for (int i = 0; i < own.length; i++) {
                assertEquals(bundled[i], own[i], 1e-4);
            }
        }
    }

    private static double[] end(Resolver resolver, RunSpec.Denoise spec) {
        Engine engine = Engine.of(resolver.catalog().backends(), Engine.STANDARD_BACKEND, 1);
        Trajectory run = Trajectory.of(engine.open(resolver.resolve(spec, Path.of(""))));
        return run.end().toDoubles();
    }

    @Test
    void aModelKnowsWhatItsSidecarSays() throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS);
        try (Model model = open()) {
            assertEquals("digits", model.card().name());
            assertEquals("not stated", model.card().licence());
            assertEquals("vp-cosine", model.scheduleName().orElseThrow().id());
            assertEquals(10, model.card().classes().size());
            assertEquals(List.of("digits.onnx.json"), List.copyOf(model.checksums().keySet()));
        }
    }

    @Test
    void withoutANullClassTheModelNeedsAClass() throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS.replace(", \"nullClass\": 10", ""));
        try (Model model = open()) {
            assertTrue(model.needsClass());
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var said = new NetworkDescription(new NetworkDescription.About("A net", "me", "MIT"),
            new Prediction(Prediction.Form.EDM, 0.66), new ScheduleName("edm", Map.of("sigma-max",
            new Setting.Num(40))),
            new TimestepLabel(TimestepLabel.Clock.LOG_SIGMA, 0.25, -1), List.of(3, 8, 8), List.of("cat", "dog"),
            OptionalInt.of(2), new NetworkEntry.Ports("x", "c_noise", Optional.of("y"), "F_x"));

        Sidecar.write(network, said);

        assertEquals(said, Sidecar.read(network));
    }

    @Test
    void aFieldIsChangedByItsPath() throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS);

        NetworkDescription changed = Sidecar.changed(Sidecar.read(network), List.of("parameterization=noise",
            "schedule=ddpm", "timestepLabel.offset=-1"), network);

        assertEquals(Prediction.Form.NOISE, changed.prediction().form());
        assertEquals("ddpm", changed.schedule().id());
        assertEquals(-1, changed.timestep().offset());
        var e = assertThrows(SpecException.class, () -> Sidecar.changed(changed, List.of("parameterization=score"),
            network));
        assertTrue(e.getMessage().contains("--set parameterization=score") && e.getMessage().contains("velocity"),
            e.getMessage());
    }

    @Test
    void aNetworkWithoutASidecarSaysHowToWriteOne() {
        var e = assertThrows(MissingSidecarException.class, this::open);

        assertEquals(network.toAbsolutePath(), e.network());
        assertTrue(e.happened().contains("digits.onnx.json"), e.happened());
        assertTrue(e.remedy().contains("samplerscope describe"), e.remedy());
    }

    @Test
    void aNetworkThatIsNotThereIsNamed() {
        network = folder.resolve("nowhere.onnx");

        assertTrue(assertThrows(FileAccessException.class, this::open).happened().contains("nowhere.onnx"));
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "version": 1           | "version": 2                       | version is 2
        "velocity"             | "score"                            | parameterization is 'score'
        "velocity"             | "velocity", "sigmaData": 0.5       | sigmaData is 0.5
        "vp-cosine"            | "vp-cosinus"                       | vp-cosinus
        "vp-cosine"            | "vp-cosine", "offset": 9           | offset is 9
        "kind": "time"         | "kind": "clock"                    | timestepLabel.kind is 'clock'
        "scale": 1000          | "scale": 1000, "offest": 1         | 'timestepLabel.offest' is no field
        "shape": [1, 32, 32]   | "shape": [0, 32, 32]               | shape is 0
        "class": "class_labels"| "clas": "class_labels"             | 'inputs.clas' is no field
        "output": "out_sample" | "outputs": "out_sample"            | output is missing
        "output": "out_sample" | "output": "out_sample", "more": 1  | 'more' is no field
        """)
    void aWrongFieldIsToldWithItsLine(String said, String instead, String happened) throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS.replace(said, instead));

        String told = assertThrows(SpecException.class, this::open).happened();

        assertTrue(told.contains(happened), told);
        assertTrue(told.contains("digits.onnx.json, line"), told);
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "shape": [1, 32, 32]      | "shape": [3, 32, 32]       | shape     | float32 [?, 1, 32, 32]
        "sample": "sample"        | "sample": "x"              | inputs.sample | has no input 'x'
        "timestep": "timestep"    | "timestep": "sample"       | inputs.timestep | two roles
        , "class": "class_labels" |                            | inputs    | also takes 'class_labels'
        "output": "out_sample"    | "output": "y"              | output    | has no output 'y'
        "scale": 1000             | "scale": 0                 | timestepLabel | the same at every
        """)
    void aDescriptionOfAnotherNetworkIsToldWithTheField(String said, String instead, String field, String happened)
        throws IOException {
        Files.writeString(Sidecar.of(network), DIGITS.replace(said, instead == null ? "" : instead));

        String told = assertThrows(NetworkException.class, this::open).happened();

        assertTrue(told.contains("wrong in " + field) && told.contains(happened), told);
    }

    private Model open() {
        var settings = Settings.of("model", Sidecar.FAMILY.parameters(), Map.of("file",
            new Setting.Word(network.toString())));
        return Sidecar.FAMILY.open().open(settings, Path.of(""));
    }
}
