package samplerscope.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.metric.Estimate;
import samplerscope.registry.Setting;
import samplerscope.run.Outcome;
import samplerscope.run.Trajectory;

class RunFileTest {

    private static final Catalog CATALOG = TestCatalog.catalog();
    private static final Path HERE = Path.of(".");
    private static final Map<String, Estimate> METRICS = Map.of(
        "path-error", new Estimate(1.25e-3, 4e-5, 256, "rms per element"),
        "one-sample", new Estimate(2, Double.NaN, 1, ""));

    private final RunFileReader reader = new RunFileReader(CATALOG);
    private final RunSpec.Denoise spec = RunSpec.Denoise.of(Choice.of("normal")).withSamples(33)
        .withGrid(Choice.of("uniform-lambda")).withSolvers(List.of(Choice.of("dpmpp-2m")));

    @Test
    void aRunFileComesBackFromItsTextUnchanged() {
        RunFile file = run(spec, "cpu-float32", 1);

        String text = RunFileWriter.text(file);
        RunFile back = reader.read(text, "a.run.json");

        assertEquals(file, back);
        assertEquals(text, RunFileWriter.text(back));
    }

    @Test
    void aSpecReaderTakesTheSpecOutOfARunFile() {
        String text = RunFileWriter.text(run(spec, "cpu-float32", 1));

        assertEquals(spec, new SpecReader(CATALOG).read(text, "a.run.json"));
    }

    @Test
    void threadsAndWhatIsRecordedChangeNoBit() {
        RunFile one = run(spec, "cpu-float32", 1);
        RunFile two = run(spec, "cpu-float32", 2);

        assertEquals(one.end(), two.end());
        assertInstanceOf(Reproduction.SameBits.class, Reproduction.compare(one, two));
    }

    @Test
    void anotherPrecisionIsTheSameWithinTolerance() {
        RunFile single = run(spec, "cpu-float32", 1);
        RunFile twice = run(spec, "cpu-float64", 1);

        var answer = assertInstanceOf(Reproduction.WithinTolerance.class, Reproduction.compare(single, twice));

        assertEquals(-1, answer.firstStep());
        // Some ten float32 roundings on numbers of size one.
        assertTrue(answer.largest() > 1e-9 && answer.largest() < 1e-5, () -> answer.toString());
        assertEquals(List.of("backend was cpu-float32, is cpu-float64", "precision was float32, is float64"),
            answer.facts());
    }

    @Test
    void anotherModelIsDifferentFromTheFirstStepOn() {
        RunFile narrow = run(spec, "cpu-float32", 1);
        RunFile wide = run(spec.withModel(Choice.of("normal").with("width", 2)), "cpu-float32", 1);

        var answer = assertInstanceOf(Reproduction.Different.class, Reproduction.compare(narrow, wide));

        assertEquals(0, answer.firstStep());
        assertTrue(answer.largest() > 0.01, () -> answer.toString());
    }

    @Test
    void anotherPlanIsAFactThatDiffers() {
        RunFile ten = run(spec, "cpu-float32", 1);
        RunFile other = run(spec.withSolvers(List.of(Choice.of("ddim"))), "cpu-float32", 1);

        var answer = assertInstanceOf(Reproduction.Different.class, Reproduction.compare(ten, other));

        // The first step of 2M is DDIM.
        assertEquals(1, answer.firstStep());
        assertTrue(answer.facts().getFirst().startsWith("plan was "), () -> answer.toString());
        assertNotEquals(ten.plan().sha256(), other.plan().sha256());
    }

    @ParameterizedTest(name = "after {0} steps")
    @ValueSource(ints = {0, 1, 4, 9})
    void aCancelledRunIsAConsistentFile(int steps, @TempDir Path folder) {
        RunFile whole = run(spec, "cpu-float32", 1);
        RunFile partial = cancelledAfter(steps);
        Path file = folder.resolve("partial" + RunFile.EXTENSION);

        RunFileWriter.write(partial, file);
        RunFile back = reader.read(file);

        assertEquals(new RunFile.Ending.Cancelled(), back.ending());
        assertEquals(steps, back.steps().size());
        assertEquals(new Reproduction.SameBits(steps), Reproduction.compare(back, whole));
    }

    @Test
    void aFailedRunKeepsTheTwoSentences() {
        Resolved resolved = resolve(spec);
        Engine engine = Engine.of(CATALOG.backends(), "cpu-float64", 1);
        var error = new FileAccessException(HERE, "the disk went away", "plug it in");
        try (var run = engine.open(resolved)) {
            var recorder = new RunFileRecorder(resolved, engine, run.initial());
            run.advance().ifPresent(recorder::add);

            RunFile file = recorder.file(new Outcome.Failed(1, error), Map.of(), Map.of());

            assertEquals(new RunFile.Ending.Failed("the disk went away", "plug it in"), file.ending());
            assertEquals(file, reader.read(RunFileWriter.text(file), "failed"));
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "threads": 1           | "threads": 0          | environment.threads  | from 1
        "threads": 1           | "threads": 1, "gpu": 0 | environment.gpu     | the fields are program
        "how": "completed"     | "how": "exploded"     | ending.how           | 'cancelled' or
        "step": 3              | "step": 2             | steps[3].step        | from 3
        "step": 3              | "step": -3            | steps[3].step        | from 3
        "nfe": 4               | "nfe": NaN            | steps[3].nfe         | whole number
        "alpha": 1             | "alpha": -1           | plan.levels[0]       |
        "sha256": "            | "sha256": "zz         | plan.sha256          | 64 hexadecimal digits
        "value": 0.00125       | "value": "good"       | path-error.value     | finite number
        "kind": "run"          | "kind": "running"     | kind                 | must be 'denoise'
        "version": 1           | "version": 99         | version              | newer program
        "samples": 33          | "samples": -33        | samples              | whole number from 1
        """)
    void aDamagedFieldIsNamed(String from, String to, String place, String remedy) {
        // A straight path starts at a round level, which the text can be searched for.
        var start = spec.withSchedule(Choice.of("edm"));
        String text = RunFileWriter.text(run(start, "cpu-float64", 1));
        assertTrue(text.contains(from), text);

        var e = assertThrows(SpecException.class,
            () -> reader.read(text.replaceFirst(Pattern.quote(from), to), "a.run.json"));

        assertTrue(e.place().endsWith(place), e.place() + ": " + e.getMessage());
        assertTrue(remedy == null || e.remedy().contains(remedy), e.getMessage());
        assertTrue(e.line() > 1);
    }

    @Test
    void aTruncatedFileIsRefusedWhereverItWasCut() {
        String text = RunFileWriter.text(run(spec, "cpu-float32", 1)).stripTrailing();
        for (int length = 0; length < text.length(); length += 97) {
            String cut = text.substring(0, length);

            assertThrows(SpecException.class, () -> reader.read(cut, "cut"), cut);
        }
    }

    @Test
    void aSpecIsNoRunFile() {
        var e = assertThrows(SpecException.class, () -> reader.read(SpecWriter.text(spec), "spec.json"));

        assertTrue(e.remedy().contains("run it first"));
    }

    @Test
    void filesOfTheModelAreFingerprintedAndFollowTheSpecToAnotherFolder(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("out/first"));
        Files.writeString(folder.resolve("data/p.csv"), "abc");
        var named = spec.withModel(Choice.of("points").with("file", new Setting.Word("data/p.csv")));

        Resolved run = new Resolver(CATALOG).resolve(named, folder);
        var checksums = ModelFiles.checksums(run, CATALOG, folder);
        Engine engine = Engine.of(CATALOG.backends(), "cpu-float64", 1);
        RunFile file = RunFile.of(run, engine, Trajectory.of(engine.open(run)), checksums, Map.of());
        RunFile moved = ModelFiles.moved(file, CATALOG, folder, folder.resolve("out/first"));

        // SHA-256 of "abc", FIPS 180-2, App. B.1.
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(Map.of("data/p.csv", abc), checksums);
        assertEquals(Map.of("../../data/p.csv", abc), moved.modelFiles());
        Resolved again = new Resolver(CATALOG).resolve(moved.spec(), folder.resolve("out/first"));
        assertEquals(moved.modelFiles(), ModelFiles.checksums(again, CATALOG, folder.resolve("out/first")));
    }

    private static Resolved resolve(RunSpec.Denoise spec) {
        return new Resolver(CATALOG).resolve(spec, HERE);
    }

    private static RunFile run(RunSpec.Denoise spec, String backend, int threads) {
        Resolved resolved = resolve(spec);
        Engine engine = Engine.of(CATALOG.backends(), backend, threads);
        return RunFile.of(resolved, engine, Trajectory.of(engine.open(resolved)), Map.of(), METRICS);
    }

    private RunFile cancelledAfter(int steps) {
        Resolved resolved = resolve(spec);
        Engine engine = Engine.of(CATALOG.backends(), "cpu-float32", 1);
        try (var run = engine.open(resolved)) {
            var recorder = new RunFileRecorder(resolved, engine, run.initial());
            for (int i = 0; i < steps; i++) {
                run.advance().ifPresent(recorder::add);
            }
            return recorder.file(new Outcome.Cancelled(steps), Map.of(), Map.of());
        }
    }
}
