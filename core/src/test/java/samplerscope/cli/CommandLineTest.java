package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import samplerscope.export.PngFile;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.registry.Registry;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.Catalog;
import samplerscope.spec.JsonReader;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.spec.SpecReader;
import samplerscope.tensor.Tensor;

/// The whole command line in this process, from arguments to files, output and exit code.
class CommandLineTest {

    private static final Catalog CATALOG = catalog();
    private static final String SMALL =
        "{\"kind\": \"denoise\", \"version\": 1, \"model\": \"two-modes\", \"samples\": 40}";

    @TempDir
    private Path folder;
    private Path spec;
    private Path out;

    /// What a command printed, and its exit code.
    private record Result(int code, String out, String err) {}

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
        out = folder.resolve("results/first");
    }

    private static Result samplerscope(Object... args) {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        try (var session = new Session(new PrintWriter(stdout), new PrintWriter(stderr), CATALOG, false)) {
            int code = Main.run(session, List.of(args).stream().map(Object::toString).toList());
            return new Result(code, stdout.toString().replace("\r\n", "\n"), stderr.toString());
        }
    }

    @Test
    void aRunLeavesItsFiveFilesAndASummary() throws Exception {
        Result result = samplerscope("run", spec, "-o", out, "--threads", "1", "--gif", "--apng");

        assertEquals("", result.err());
        assertEquals(0, result.code());
        assertTrue(result.out().startsWith("""
            two-modes, dpmpp-2m on uniform-lambda, vp-linear
            completed; 10 of 10 steps, 10 of 10 network evaluations, 40 samples
            error"""), result.out());
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(new RunFile.Ending.Completed(), file.ending());
        assertTrue(file.metrics().get("path-error").standardError() > 0);
        assertEquals(11, Files.readAllLines(out.resolve("curves.csv")).size());
        assertEquals(List.of(40, 2), ints(NpyFile.read(out.resolve("samples.npy"), 1 << 20).getShape()));
        assertEquals(640, ImageIO.read(out.resolve("end.png").toFile()).getWidth());
        assertTrue(Files.size(out.resolve("run.gif")) > 1000);
        String text = Files.readString(out.resolve("run.run.json"));
        assertEquals(text, PngFile.runFile(out.resolve("end.png")).orElseThrow());
        assertEquals(text, PngFile.runFile(out.resolve("run.png")).orElseThrow());
    }

    @Test
    void metricsCompareTheSamplesWithTheExactLaw() {
        Result run = samplerscope("run", spec, "-o", out, "--metric", "energy-distance", "--no-reference");
        Result compared = samplerscope("compare", spec, "-o", out, "--metric", "energy-distance");

        assertTrue(run.out().contains("\nenergy-distance "), run.out() + run.err());
        var file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertTrue(file.metrics().get("energy-distance").standardError() > 0);
        assertTrue(compared.out().lines().findFirst().orElseThrow().contains("| energy-distance "), compared.out());
        assertEquals(2, samplerscope("run", spec, "-o", out, "--metric", "beauty").code());
    }

    @Test
    void curvesNameTheirColumnsAndEndWithTheFinalError() throws Exception {
        samplerscope("run", spec, "-o", out, "--set", "grid.steps=3");

        List<String> lines = Files.readAllLines(out.resolve("curves.csv"));
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));

        assertEquals("step,nfe,seconds,time,alpha,sigma,lambda,rms,rms_se,median,p10,p90,local_rms,local_rms_se",
            lines.getFirst());
        String[] last = lines.getLast().split(",");
        assertEquals("2", last[0]);
        assertEquals("3", last[1]);
        assertEquals(file.metrics().get("path-error").value(), Double.parseDouble(last[7]));
        assertEquals(14, last.length);
    }

    @Test
    void theSummaryIsJsonOnDemand() {
        Result result = samplerscope("run", spec, "-o", out, "--json");

        String json = JsonReader.read(result.out(), "output").compact();
        assertTrue(json.contains("\"ending\": \"completed\", \"steps\": 10, \"nfe\": 10, \"samples\": 40"), json);
        assertTrue(json.contains("\"path-error\""), json);
    }

    @Test
    void setChangesFieldsByTheirPath() {
        samplerscope("run", spec, "-o", out, "--no-reference", "--set", "grid=karras", "--set", "grid.steps=4",
            "--set", "solvers=heun,dpmpp-2m,dpmpp-2m,ddim", "--set", "solvers[3].eta=0.5", "--set", "seed=7");

        var ran = new RunFileReader(CATALOG).read(out.resolve("run.run.json")).spec();
        assertEquals("karras", ran.grid().id());
        assertEquals(4, ran.solvers().size());
        assertEquals("{eta=0.5}", ran.solvers().getLast().settings().toString());
        assertEquals(7, ran.seed());
    }

    @Test
    void aRunFileRunsAgainWithTheSameBits() {
        samplerscope("run", spec, "-o", out, "--threads", "1", "--no-reference");
        samplerscope("run", out.resolve("run.run.json"), "-o", folder.resolve("again"), "--threads", "2",
            "--no-reference");

        var reader = new RunFileReader(CATALOG);
        assertEquals(reader.read(out.resolve("run.run.json")).end(),
            reader.read(folder.resolve("again/run.run.json")).end());
        Result same = samplerscope("reproduce", out.resolve("run.run.json"), "--threads", "2");
        assertEquals(0, same.code());
        assertEquals("same bits: every state of 10 steps is the same\n", same.out());
    }

    @Test
    void anotherBackendReproducesWithDifferences() {
        samplerscope("run", spec, "-o", out, "--no-reference");

        Result result = samplerscope("reproduce", out.resolve("run.run.json"), "--backend", "cpu-float64", "--json");

        assertEquals(4, result.code());
        assertTrue(result.out().contains("\"answer\": \"same within tolerance\""), result.out());
        assertTrue(result.out().contains("backend was cpu-float32, is cpu-float64"), result.out());
    }

    @Test
    void aChangedRunFileIsReproducedAsDifferent() throws Exception {
        samplerscope("run", spec, "-o", out, "--no-reference");
        Path file = out.resolve("run.run.json");
        Files.writeString(file, Files.readString(file).replace("\"dpmpp-2m\"", "\"ddim\""));

        Result result = samplerscope("reproduce", file);

        assertEquals(4, result.code());
        assertTrue(result.out().startsWith("different: step 1 is the first to differ"), result.out());
        assertTrue(result.out().contains("plan was "), result.out());
    }

    @Test
    void aComparisonPairsTheSamplesOfItsRuns() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"),
            SMALL.replace("}", ", \"solvers\": [\"ddim\"]}"));

        Result result = samplerscope("compare", spec, other, spec, "-o", out);

        assertEquals("", result.err());
        assertEquals(0, result.code());
        List<String> table = result.out().lines().toList();
        assertTrue(table.get(0).matches("\\| run +\\| solvers +\\| grid +\\| schedule +\\| steps \\| nfe \\| error .*"),
            table.get(0));
        assertTrue(table.get(3).startsWith("| other   | ddim     | uniform-lambda | vp-linear | 10    | 10  |"),
            table.get(3));
        assertTrue(table.get(4).contains("| 0.000 +- 0.0"), "the same run twice differs by nothing: " + table.get(4));
        assertEquals(4, Files.readAllLines(out.resolve("compare.csv")).size());
        assertEquals(31, Files.readAllLines(out.resolve("curves.csv")).size());
        for (String name : List.of("small", "other", "small-2")) {
            assertTrue(Files.exists(out.resolve(name + ".run.json")), name);
        }
    }

    @Test
    void onlyRunsFromTheSameNoiseAreCompared() throws Exception {
        Path other = Files.writeString(folder.resolve("other.json"), SMALL.replace("}", ", \"seed\": 2}"));

        Result result = samplerscope("compare", spec, other, "-o", out);
        Result repaired = samplerscope("compare", spec, other, "-o", out, "--set", "seed=5", "--set", "samples=3");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("seed differs: it is 1 in small and 2 in other."), result.err());
        assertTrue(result.err().contains("--set seed=..."), result.err());
        assertEquals(0, repaired.code(), repaired.err());
    }

    @ParameterizedTest(name = "list {0} names {1}")
    @CsvSource({"models,moons", "schedules,vp-linear", "grids,karras", "solvers,dpmpp-2m", "metrics,path-error",
        "backends,cpu-float64"})
    void listsNameEveryFamily(String kind, String one) {
        Result text = samplerscope("list", kind);
        Result json = samplerscope("list", kind, "--json");

        assertTrue(text.out().contains("| " + one + " "), text.out());
        assertTrue(JsonReader.read(json.out(), "output").compact().contains("{\"id\": \"" + one + "\""), json.out());
    }

    @Test
    void aPlanPrintsItsCoefficientsInThreeForms() {
        Object[] plan = {"plan", spec, "--set", "grid.steps=2", "--set", "solvers=ddim"};

        Result text = samplerscope(plan);
        Result json = samplerscope(with(plan, "--json"));
        Result csv = samplerscope(with(plan, "--csv"));

        assertTrue(text.out().contains("2 steps, 2 network evaluations, 0 draws of noise"), text.out());
        assertTrue(text.out().contains("step 1  lambda "), text.out());
        var coefficient = Pattern.compile("x <- ([0-9.]+) x").matcher(text.out());
        assertTrue(coefficient.find(), text.out());
        assertTrue(json.out().contains("\"coefficient\": " + coefficient.group(1).substring(0, 6)), json.out());
        assertTrue(csv.out().startsWith("step,solver,from_lambda,"), csv.out());
        assertTrue(csv.out().contains(",x," + coefficient.group(1).substring(0, 6)), csv.out());
    }

    @Test
    void aNewSpecCanBeReadAndChecked() {
        Path made = folder.resolve("made.json");

        Result printed = samplerscope("spec", "new", "--set", "model=rings", "--set", "samples=5");
        Result written = samplerscope("spec", "new", "-o", made);
        Result again = samplerscope("spec", "new", "-o", made);
        Result checked = samplerscope("spec", "check", made);

        assertEquals("rings", new SpecReader(CATALOG).read(printed.out(), "printed").model().id());
        assertEquals(0, written.code());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("is there already"), again.err());
        assertEquals(0, checked.code());
        assertTrue(checked.out().contains("\"kind\": \"denoise\""), checked.out());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"run", "compare", "list", "plan", "reproduce", "spec"})
    void everyCommandExplainsItselfWithExamples(String command) {
        Result result = samplerscope(command, "--help");

        assertEquals(0, result.code());
        assertTrue(result.out().contains("Examples:\n  samplerscope " + command), result.out());
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        Result result = samplerscope();

        assertEquals(0, result.code());
        assertTrue(result.out().contains("reproduce"), result.out());
        assertEquals(result.out(), samplerscope("help").out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        run SPEC                                     | Missing required option: '--out=DIR'
        run SPEC -o OUT --backend cuda               | no backend is called 'cuda'
        run SPEC -o OUT --threads 0                  | --threads is 0
        run SPEC -o OUT --threads many               | Invalid value for option '--threads'
        run SPEC -o OUT --set grid                   | there is no = behind a path
        run SPEC -o OUT --set grid.steps=-2          | --set grid.steps=-2: grid.steps is -2
        run SPEC -o OUT --set grid.steps=NaN         | grid.steps is NaN
        run SPEC -o OUT --set grid.stepz=2           | grid.stepz is 2
        run SPEC -o OUT --set solvers[4]=ddim        | there is no '4' in a list of 1
        run SPEC -o OUT --set seed.a=1               | there is no 'a' in 1
        run SPEC -o OUT --set samples=1e999          | samples is 1e999
        run SPEC -o OUT --set grid.to-zero=true      | sigma = 0
        run SPEC -o OUT --set model=explosive --truth | no exact law is known
        run SPEC -o OUT --set solvers=ddim,heun      | 2 solvers for 10 steps
        run SPEC -o OUT --truth --no-reference       | mutually exclusive
        run none.json -o OUT                         | none.json cannot be read: there is no
        run SPEC -o OUT --set guidance.class=3       | has no class 3
        compare -o OUT                               | Missing required parameter
        list cats                                    | Invalid value for positional parameter
        plan SPEC --json --csv                       | mutually exclusive
        reproduce SPEC                               | this is a spec, not the file of a finished run
        dance                                        | Unmatched argument at index 0: 'dance'
        """)
    void badArgumentsAreExitCodeTwoAndSayWhy(String command, String message) {
        Object[] args = List.of(command.split(" ")).stream()
            .map(arg -> arg.equals("SPEC") ? spec : arg.equals("OUT") ? out : arg).toArray();

        Result result = samplerscope(args);

        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(result.err().contains("\tat "), "no stack trace");
        assertFalse(Files.exists(out), "nothing was written");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"kind": "denoise", "version": 1, "mod                                  | cut short
        {"kind": "denoise", "version": 7, "model": "moons"}                     | version is 7
        {"kind": "denoise", "version": 1, "model": "moons", "samples": -4}      | samples is -4
        {"kind": "denoise", "version": 1, "model": "moons", "samples": NaN}     | samples is NaN
        {"kind": "denoise", "version": 1, "model": "moons", "sample": 4}        | 'sample' is no field here
        {"kind": "denoise", "version": 1, "model": "cat"}                       | no model is called 'cat'
        """)
    void aBadFileIsExitCodeTwoAndNamesFileLineAndColumn(String text, String message) throws Exception {
        Files.writeString(spec, text);

        Result result = samplerscope("run", spec, "-o", out);

        assertEquals(2, result.code());
        assertTrue(result.err().contains("small.json, line 1, column "), result.err());
        assertTrue(result.err().toLowerCase(Locale.ROOT).contains(message.toLowerCase(Locale.ROOT)),
            result.err());
        assertEquals(2, result.err().lines().count(), "two sentences on two lines");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAFailure() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");

        Result result = samplerscope("run", spec, "-o", taken.resolve("below"), "--no-reference");

        assertEquals(1, result.code());
        assertTrue(result.err().contains("cannot be written"), result.err());
    }

    @Test
    void debugShowsWhereAnErrorArose() {
        Result result = samplerscope("--debug", "run", "none.json", "-o", out);

        assertEquals(2, result.code());
        assertTrue(result.err().contains("\tat samplerscope."), result.err());
    }

    @Test
    void progressIsToldAsJsonLines() {
        Result result = samplerscope("run", spec, "-o", out, "--progress", "json", "--set", "grid.steps=2");

        assertEquals(List.of(
            "{\"run\": \"small.json\", \"stage\": \"reference\", \"done\": 0, \"total\": 0}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 0, \"total\": 2}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 1, \"total\": 2}",
            "{\"run\": \"small.json\", \"stage\": \"run\", \"done\": 2, \"total\": 2}"), result.err().lines().toList());
    }

    @Test
    void aBarEndsWithAnEmptyLineSoThatResultsStandAlone() {
        Result result = samplerscope("run", spec, "-o", out, "--progress", "bar", "--set", "grid.steps=2");

        assertTrue(result.err().contains("run  [..............................] 0/2"), result.err());
        assertTrue(result.err().endsWith("\r\033[K"), result.err());
    }

    @Test
    void anInterruptedRunLeavesWhatItHasDone() throws Exception {
        var stderr = new StringWriter();
        var worker = new CompletableFuture<Thread>();
        var code = CompletableFuture.supplyAsync(() -> {
            worker.complete(Thread.currentThread());
            var stdout = new PrintWriter(new StringWriter());
            try (var session = new Session(stdout, new PrintWriter(stderr), CATALOG, false)) {
                return Main.run(session, List.of("run", spec.toString(), "-o", out.toString(), "--no-reference",
                    "--gif", "--progress", "json", "--set", "grid.steps=2000"));
            }
        });
        while (!stderr.toString().contains("\"done\": 3,")) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        worker.join().interrupt();

        assertEquals(3, code.get(60, TimeUnit.SECONDS));
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(new RunFile.Ending.Cancelled(), file.ending());
        assertTrue(file.steps().size() >= 3 && file.steps().size() < 2000, () -> file.steps().size() + " steps");
        assertEquals(file.steps().size() + 1, Files.readAllLines(out.resolve("curves.csv")).size());
        double[] head = new double[16];
        float[] samples = NpyFile.read(out.resolve("samples.npy"), 1 << 20).asFloatArray();
        for (int i = 0; i < head.length; i++) {
            head[i] = samples[i];
        }
        assertEquals(file.end().head(), doubles(head));
    }

    @Test
    void aRunThatFailsKeepsTheStepsBeforeAndSaysWhy() throws Exception {
        Files.writeString(spec, SMALL.replace("two-modes", "explosive"));

        Result result = samplerscope("run", spec, "-o", out, "--no-reference", "--set", "solvers=ddim");

        assertEquals(1, result.code());
        assertTrue(result.err().startsWith("samplerscope: step 5: what the model returned"), result.err());
        assertTrue(result.out().contains("failed; 5 of 10 steps"), result.out());
        RunFile file = new RunFileReader(CATALOG).read(out.resolve("run.run.json"));
        assertEquals(5, file.steps().size());
        assertTrue(file.ending() instanceof RunFile.Ending.Failed(String happened, String _)
            && happened.startsWith("step 5: what the model"), () -> file.ending().toString());
    }

    @Test
    void aDamagedManifestIsTwoSentencesToo() throws Exception {
        Path assets = Files.createDirectories(folder.resolve("assets"));
        Files.writeString(assets.resolve("manifest.json"), "{\"version\": 1, \"models\": 7}");
        var stderr = new StringWriter();
        var printer = new PrintWriter(stderr);

        int code = Main.start(printer, printer, assets, false, List.of("list", "models"));

        assertEquals(2, code);
        assertTrue(stderr.toString().startsWith("samplerscope: manifest.json, line 1, column 26: models is 7."),
            stderr.toString());
    }

    @Test
    void jarsBringCommandsAndOneRunsWhenNoneIsGiven() {
        CommandProvider provider = new CommandProvider() {
            @Override
            public List<Callable<Integer>> commands() {
                return List.of(new Greeting());
            }

            @Override
            public Optional<String> defaultCommand() {
                return Optional.of("greet");
            }
        };
        var stdout = new StringWriter();
        var printer = new PrintWriter(stdout);
        try (var session = new Session(printer, printer, CATALOG, false)) {
            assertEquals(42, Main.run(session, List.of(), List.of(provider)));
            assertEquals(0, Main.run(session, List.of("help"), List.of(provider)));
        }

        assertTrue(stdout.toString().contains("Greets whoever asks."), stdout.toString());
    }

    @Command(name = "greet", description = "Greets whoever asks.")
    private static final class Greeting implements Callable<Integer> {
        @Override
        public Integer call() {
            return 42;
        }
    }

    /// Predicts noise 0 until half the noise is gone, and NaN from there.
    private record Explosive() implements Model {
        @Override
        public ModelCard card() {
            return new ModelCard("explosive", "Explosive", ModelCard.Kind.LEARNED, List.of(2), List.of(), "a test",
                "a test", "Apache-2.0");
        }

        @Override
        public Optional<ExactLaw> law() {
            return Optional.empty();
        }

        @Override
        public Denoiser denoiser(Binding binding) {
            return new Denoiser() {
                @Override
                public Parameterization parameterization() {
                    return Parameterization.NOISE;
                }

                @Override
                public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
                    double factor = at.sigma() > 0.8 ? 0 : Double.NaN;
                    binding.backend().combine(into, new double[] {factor}, new Tensor[] {x});
                }
            };
        }
    }

    private static Catalog catalog() {
        Catalog standard = Catalog.standard(Path.of("there is no such folder"));
        var models = new ArrayList<>(standard.models().all());
        models.add(ModelFamily.of(new Explosive()));
        return new Catalog(new Registry<>("model", models), standard.schedules(), standard.grids(), standard.solvers(),
            standard.metrics(), standard.backends());
    }

    private static Object[] with(Object[] args, Object last) {
        var all = new ArrayList<>(List.of(args));
        all.add(last);
        return all.toArray();
    }

    private static List<Integer> ints(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static List<Double> doubles(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
