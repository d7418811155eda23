package samplerscope.spec.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.Decoder;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.registry.Setting;
import samplerscope.run.DenoisingRun;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Guidance;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;

/// A folder, the scheduler of diffusers and a seed of PyTorch give the picture that they give in diffusers' own loop.
class PipelineTest {

    /// Of a picture in [0, 1]. Their loop is in float32 throughout.
    private static final double SAME_PICTURE = 1e-3;
    /// Of the state, relative to its largest number: random networks leave the range of pictures.
    private static final double SAME_STATE = 1e-3;

    private record Recorded(Json.Obj fields) {

        String folder() {
            return ((Json.Text) field("folder")).value();
        }

        Json.Obj config() {
            return (Json.Obj) field("config");
        }

        double[] numbers(String name) {
            return ((Json.Arr) field(name)).items().stream().mapToDouble(n -> ((Json.Num) n).value()).toArray();
        }

        long number(String name) {
            return (long) ((Json.Num) field(name)).value();
        }

        private Json field(String name) {
            return fields.get(name).orElseThrow();
        }

        @Override
        public String toString() {
            return folder() + " " + ((Json.Text) config().get("_class_name").orElseThrow()).value();
        }
    }

    static List<Recorded> runs() {
        Path file = Folders.of("pipelines.json");
        var root = (Json.Obj) JsonReader.read(FileAccess.readText(file), file.toString());
        return ((Json.Arr) root.get("runs").orElseThrow()).items().stream().map(r -> new Recorded((Json.Obj) r)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void theImportedSchedulerMakesTheRecordedPicture(Recorded recorded) {
        try (var resolver = new Resolver(Catalog.standard(Path.of("nowhere")));
             TensorBackend backend = new Float64Backend(1)) {
            Resolved resolved = resolver.resolve(spec(recorded), Path.of(""));

            double[] state = last(resolved, backend);

            double[] wanted = recorded.numbers("state");
            double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
            assertArrayEquals(recorded.numbers("image"), picture(resolved, state), SAME_PICTURE);
            assertArrayEquals(wanted, state, SAME_STATE * largest);
        }
    }

    @Test
    void fourSchedulersAreRecordedForEachFolder() {
        assertEquals(16, runs().size());
        assertEquals(4, runs().stream().map(Recorded::folder).distinct().count());
        assertEquals(4, runs().stream().map(r -> r.toString().split(" ")[1]).distinct().count());
    }

    private static RunSpec.Denoise spec(Recorded recorded) {
        Choice model = Choice.of(FolderModel.ID).with("folder", new Setting.Word(Folders.of(recorded.folder()).toString()));
        var spec = SchedulerImport.of(recorded.config(), (int) recorded.number("steps")).in(RunSpec.Denoise.of(model))
            .withSamples(2).withSeed(recorded.number("seed")).withNoise(Choice.of("torch-cpu").with("scale", new Setting.Word(scale(recorded))));
        return asked(recorded.folder()).map(spec::withGuidance).orElse(spec);
    }

    /// Euler of diffusers keeps `x / alpha` and starts it from `sigma / alpha`; the others start from 1.
    private static String scale(Recorded recorded) {
        return recorded.toString().contains("Euler") ? "sigma" : "unit";
    }

    /// By text, where the folder has texts.
    private static Optional<Guidance> asked(String folder) {
        return Stream.of(folder).filter(name -> name.startsWith("sd")).map(TextGolden::read)
            .map(golden -> new Guidance(golden.condition(), golden.scale())).findFirst();
    }

    private static double[] last(Resolved resolved, TensorBackend backend) {
        try (DenoisingRun run = resolved.open(backend)) {
            return Stream.generate(run::advance).takeWhile(Optional::isPresent).map(Optional::get)
                .reduce((_, later) -> later).orElseThrow().state().toDoubles();
        }
    }

    private static double[] picture(Resolved resolved, double[] state) {
        Optional<Decoder> decoder = resolved.model().decoder();
        double[] pixels = decoder.map(d -> doubles(d.decode(floats(state)))).orElse(state);
        return Arrays.stream(pixels).map(p -> Math.clamp(p / 2 + 0.5, 0, 1)).toArray();
    }

    private static float[] floats(double[] x) {
        var all = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            all[i] = (float) x[i];
        }
        return all;
    }

    private static double[] doubles(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }
}
