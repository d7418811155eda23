package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.model.Condition;
import samplerscope.registry.Family;
import samplerscope.registry.Parameter;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.run.Recording;
import samplerscope.solver.Threshold;

class SpecReaderTest {

    private static final Catalog CATALOG = TestCatalog.catalog();

    private final SpecReader reader = new SpecReader(CATALOG);

    @Test
    void aModelIsEnough() {
        var spec = reader.read("{\"kind\": \"denoise\", \"version\": 1, \"model\": \"normal\"}", "small.json");

        assertEquals(RunSpec.Denoise.of(Choice.of("normal")), spec);
    }

    @Test
    void canonicalTextIsMadeForPeople() {
        var spec = RunSpec.Denoise.of(Choice.of("normal").with("width", 2))
            .withGrid(Choice.of("karras").with("steps", 8).with("rho", 6.5))
            .withSolvers(List.of(Choice.of("ddim").with("eta", 0.5)))
            .withGuidance(new Guidance(new Condition.OfClass(3), 2.5)).withSeed(Long.MAX_VALUE);

        assertEquals("""
            {
              "kind": "denoise",
              "version": 1,
              "model": {"id": "normal", "width": 2},
              "schedule": "vp-linear",
              "grid": {"id": "karras", "rho": 6.5, "steps": 8},
              "solvers": [{"id": "ddim", "eta": 0.5}],
              "guidance": {"class": 3, "scale": 2.5},
              "samples": 256,
              "batch": 0,
              "seed": 9223372036854775807,
              "recording": {"every": 1, "samples": 0}
            }
            """, SpecWriter.text(spec));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anySpecComesBackFromItsTextUnchanged(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            RunSpec.Denoise spec = randomSpec(random);

            String text = SpecWriter.text(spec);
            var back = reader.read(text, "random");

            assertEquals(spec, back);
            assertEquals(text, SpecWriter.text(back));
        }
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "samples": -1                                          | samples                 | whole number from 1
        "samples": 0                                           | samples                 | whole number from 1
        "samples": 2.5                                         | samples                 | whole number from 1
        "samples": 1e999                                       | samples                 | whole number
        "samples": NaN                                         | samples                 | whole number
        "samples": "many"                                      | samples                 | whole number
        "samples": null                                        | samples                 | whole number
        "batch": -8                                            | batch                   | whole number from 0
        "seed": 9223372036854775808                            | seed                    | whole number from
        "seed": []                                             | seed                    | whole number from
        "sample": 3                                            | sample                  | the fields are kind, version
        "grid": {"id": "karras", "steps": 0}                   | grid.steps              | from 1 to 10000
        "grid": {"id": "karras", "steps": 2.5}                 | grid.steps              | whole number
        "grid": {"id": "karras", "rho": NaN}                   | grid.rho                | finite number
        "grid": {"id": "karras", "rho": -Infinity}             | grid.rho                | finite number
        "grid": {"id": "karras", "rho": 1e400}                 | grid.rho                | finite number
        "grid": {"id": "karras", "roh": 7}                     | grid.roh                | knows only steps, rho
        "grid": {"steps": 4}                                   | grid.id                 | add it
        "grid": {"id": "list"}                                 | grid.values             | must be given
        "grid": {"id": "list", "values": [1, "2"]}             | grid.values[1]          | finite number
        "grid": 7                                              | grid                    | an id in quotes
        "schedule": "vp-quadratic"                             | schedule.id             | use one of: vp-linear
        "solvers": []                                          | solvers                 | one per step
        "solvers": "ddim"                                      | solvers                 | square brackets
        "solvers": ["ddim", {"id": "ddim", "eta": 2}]          | solvers[1].eta          | from 0 to 1
        "solvers": ["ddim", {"id": "ddim", "eta": {"a": 1}}]   | solvers[1].eta          | a number, a text
        "solvers": ["ddim", {"id": "ddim", "eta": "much"}]     | solvers[1].eta          | number from 0 to 1
        "guidance": {"class": "cat"}                           | guidance.class          | 'none', 'each' or the number
        "guidance": {"class": -1}                              | guidance.class          | whole number from 0
        "guidance": {"class": 1, "scale": -2}                  | guidance.scale          | from 0 to 1000
        "guidance": {"class": 1, "prompt": "a cat"}            | guidance.class          | left out beside a prompt
        "guidance": {"prompt": 7}                              | guidance.prompt         | a text
        "guidance": {"class": 1, "weight": 2}                  | guidance.weight         | prompt, negative, scale
        "call": {"threshold": {"quantile": 2}}                 | call.threshold.quantile | from 0 to 1
        "call": {"threshold": {"floor": 2, "ceiling": 1}}      | call.threshold.ceiling  | from 2
        "call": {"threshold": true}                            | call.threshold          | object in braces
        "call": {"labels": "integer"}                          | call.labels             | nearest-training-step
        "call": {"clip": true}                                 | call.clip               | threshold, labels
        "noise": "torch"                                       | noise.id                | use one of: own, torch-cpu
        "noise": {"id": "torch-cpu", "per": "image"}           | noise.per               | one of batch, sample
        "recording": {"every": 0}                              | recording.every         | whole number from 1
        "recording": 5                                         | recording               | object in braces
        """)
    void aWrongFieldIsNamedWithItsPlaceAndRemedy(String field, String place, String remedy) {
        String text = "{\"kind\": \"denoise\", \"version\": 1, \"model\": \"normal\",\n  %s}".formatted(field);

        var e = assertThrows(SpecException.class, () -> reader.read(text, "wrong.json"));

        assertEquals(place, e.place());
        assertTrue(e.remedy().contains(remedy), e.getMessage());
        assertTrue(e.happened().startsWith("wrong.json, line "), e.getMessage());
        // A missing field is reported where its object begins; all these are on the second line.
        assertEquals(2, e.line());
        assertTrue(e.column() > 1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                          | the text is empty
        {"kind": "denoise", "version": 1, "mod                      | ends in the middle
        {"kind": "denoise", "version": 1, "model": "normal"         | ends in the middle
        {"kind": "denoise", "version": 1, "model": "normal"} {}     | something follows
        {"kind": "denoise", "kind": "denoise", "version": 1}        | there twice
        {"kind": "denoise", "version": 1, "model": {"id": "normal", "id": "points"}} | there twice
        {"kind": "denoise", "version": 01}                          | not JSON
        PNG                                                         | not JSON
        []                                                          | the file is a list of 0
        7                                                           | the file is 7
        {"version": 1, "model": "normal"}                           | kind is missing
        {"kind": "decode", "version": 1, "model": "normal"}         | kind is 'decode'
        {"kind": "denoise", "model": "normal"}                      | version is missing
        {"kind": "denoise", "version": "1", "model": "normal"}      | version is '1'
        {"kind": "denoise", "version": -1, "model": "normal"}       | version is -1
        {"kind": "denoise", "version": NaN, "model": "normal"}      | version is NaN
        {"kind": "denoise", "version": 2, "model": "normal"}        | version is 2, but this program reads up to 1
        {"kind": "denoise", "version": 1}                           | model is missing
        {"kind": "denoise", "version": 1, "model": "cat"}           | no model is called 'cat'
        {"kind": "denoise", "version": 1, "model": "points"}        | model.file is missing
        {"kind": "denoise", "version": 1, "model": {"id": "points", "file": "\\u0000"}} | model.file is
        """)
    void aFileThatIsNoSpecSaysWhatItIs(String text, String happened) {
        var e = assertThrows(SpecException.class, () -> reader.read(text, "odd.json"));

        assertTrue(e.happened().contains(happened), e.getMessage());
        assertTrue(e.line() >= 1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfAText(@TempDir Path folder) throws Exception {
        String text = "{\"kind\": \"denoise\", \"version\": 1, \"model\": \"normal\"}";
        Path file = Files.writeString(folder.resolve("notepad.json"), "\uFEFF" + text);

        assertEquals(reader.read(text, "plain.json"), reader.read(file));
    }

    @Test
    void aVersionThatIsNoNumberIsToldWhichOneIsRead() {
        var e = assertThrows(SpecException.class,
            () -> reader.read("{\"kind\": \"denoise\", \"version\": null, \"model\": \"normal\"}", "odd.json"));

        assertEquals("it must be 1", e.remedy());
    }

    @Test
    void deepNestingIsRefusedInsteadOfOverflowing() {
        String text = "[".repeat(100_000);

        var e = assertThrows(SpecException.class, () -> reader.read(text, "deep.json"));

        assertTrue(e.happened().contains("not JSON"), e.getMessage());
    }

    @Test
    void lineAndColumnPointAtTheValue() {
        String text = """
            {
              "kind": "denoise", "version": 1,
              "model": {"id": "normal",
                        "width": -3}
            }
            """;

        var e = assertThrows(SpecException.class, () -> reader.read(text, "p.json"));

        assertEquals(4, e.line());
        assertEquals(22, e.column());
        assertEquals("p.json, line 4, column 22: model.width is -3", e.happened());
    }

    @Test
    void oldVersionsAreMigratedStepByStep() {
        // As if version 0 had named one solver and counted steps outside the grid.
        var migrations = new Migrations(1, List.of(old -> old
            .with("solvers", Json.array(List.of(old.get("solver").orElseThrow())))
            .with("grid", Json.object().with("id", "uniform-t").with("steps", old.get("steps").orElseThrow()))
            .without("solver").without("steps")));
        String text = "{\"kind\":\"denoise\",\"version\":0,\"model\":\"normal\",\"solver\":\"heun\",\"steps\":7}";

        var spec = new SpecReader(CATALOG, migrations).read(text, "old.json");

        assertEquals(List.of(Choice.of("heun")), spec.solvers());
        assertEquals(Choice.of("uniform-t").with("steps", 7), spec.grid());
        assertEquals(1, spec.version());
        var e = assertThrows(SpecException.class,
            () -> new SpecReader(CATALOG, migrations).read(text.replace(":0", ":-1"), "older.json"));
        assertTrue(e.remedy().contains("from 0 to 1"), e.getMessage());
    }

    @Test
    void aMissingFileAndABinaryOneAreTypedErrors(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("none.json");
        Path binary = Files.write(folder.resolve("p.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});

        var e = assertThrows(FileAccessException.class, () -> reader.read(missing));
        var b = assertThrows(SpecException.class, () -> reader.read(binary));

        assertTrue(e.happened().contains("there is no"), e.getMessage());
        assertTrue(b.happened().contains("not text in UTF-8"), b.getMessage());
    }

    @Test
    void savingReplacesAFileAsAWholeOrNotAtAll(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/down/spec.json");
        var spec = RunSpec.Denoise.of(Choice.of("normal"));
        SpecWriter.write(spec, file);

        assertThrows(FileAccessException.class, () -> FileAccess.write(file, out -> {
            out.write("half a".getBytes(StandardCharsets.UTF_8));
            throw new IOException("no space left");
        }));

        assertEquals(spec, reader.read(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList(), "a part file was left behind");
        }
    }

    @Test
    void aFileInThePlaceOfAFolderIsATypedError(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "x");

        var e = assertThrows(FileAccessException.class,
            () -> SpecWriter.write(RunSpec.Denoise.of(Choice.of("normal")), file.resolve("spec.json")));

        assertTrue(e.happened().contains("cannot be written"), e.getMessage());
    }

    private static RunSpec.Denoise randomSpec(SplittableRandom random) {
        var solvers = new ArrayList<Choice>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            solvers.add(choice(CATALOG.solvers(), random));
        }
        var condition = switch (random.nextInt(4)) {
            case 0 -> Condition.NONE;
            case 3 -> new Condition.OfText("a \"cat\"\n\u732b " + random.nextInt(), random.nextBoolean() ? "" : "rain");
            case 1 -> new Condition.EachClass();
            default -> new Condition.OfClass(random.nextInt(1000));
        };
        return new RunSpec.Denoise(1, choice(CATALOG.models(), random), choice(CATALOG.schedules(), random),
            choice(CATALOG.grids(), random), solvers, new Guidance(condition, 20 * random.nextDouble()),
            random.nextInt(1, 1_000_000), random.nextInt(100), random.nextLong(),
            new Recording(random.nextInt(1, 9), random.nextInt(9)), call(random), choice(Catalog.noises(), random));
    }

    private static ModelCall call(SplittableRandom random) {
        double floor = random.nextDouble(0.1, 2);
        var threshold = Optional.of(new Threshold(random.nextDouble(), floor, floor + random.nextDouble()))
            .filter(_ -> random.nextBoolean());
        return new ModelCall(threshold, ModelCall.Labels.values()[random.nextInt(2)]);
    }

    private static Choice choice(Registry<? extends Family> registry, SplittableRandom random) {
        Family family = registry.all().get(random.nextInt(registry.all().size()));
        Choice choice = Choice.of(family.id());
        for (Parameter p : family.parameters()) {
            if (random.nextBoolean() || p.standard().isEmpty()) {
                choice = choice.with(p.id(), setting(p.kind(), random));
            }
        }
        return choice;
    }

    private static Setting setting(Parameter.Kind kind, SplittableRandom random) {
        return switch (kind) {
            case Parameter.Kind.Real r -> new Setting.Num(random.nextDouble(r.min(), r.max()));
            case Parameter.Kind.Whole w -> new Setting.Num(random.nextInt(w.min(), w.max()));
            case Parameter.Kind.OneOf(var words) -> new Setting.Word(words.get(random.nextInt(words.size())));
            case Parameter.Kind.Switch _ -> new Setting.Flag(random.nextBoolean());
            case Parameter.Kind.Numbers _ -> new Setting.Numbers(List.of(random.nextDouble(), 1e300, -0.0, 3.0));
            case Parameter.Kind.Path _ -> new Setting.Word("a \"b\"\\\u00e4\t/" + random.nextInt() + ".csv");
        };
    }
}
