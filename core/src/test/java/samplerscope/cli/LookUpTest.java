package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.SMALL;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.SpecReader;

/// The commands that only tell: `list`, `plan`, `spec`, `help`.
class LookUpTest {

    @TempDir
    private Path folder;
    private Path spec;

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
    }

    @ParameterizedTest(name = "list {0} names {1}")
    @CsvSource({"models,moons", "schedules,vp-linear", "grids,karras", "solvers,dpmpp-2m", "metrics,path-error",
        "backends,cpu-float64", "presets,usf-imagenet-256-4"})
    void listsNameEveryFamily(String kind, String one) {
        Result text = samplerscope("list", kind);
        Result json = samplerscope("list", kind, "--json");

        assertTrue(text.out().contains("| " + one + " "), text.out());
        assertTrue(JsonReader.read(json.out(), "output").compact().contains("{\"id\": \"" + one + "\""), json.out());
    }

    @Test
    void devicesAreListedWithTheirIdAndMemory() {
        Result text = samplerscope("devices");
        var json = (Json.Obj) JsonReader.read(samplerscope("devices", "--json").out(), "output");

        assertEquals(ExitCode.DONE, text.code(), text.err());
        assertTrue(text.out().contains("| cpu-float64 "), text.out());
        assertTrue(Pattern.compile("\\| cpu-float32 .*iB .*yes, when nothing is said").matcher(text.out()).find(),
            text.out());
        assertTrue(text.out().contains("ONNX Runtime has "), text.out());
        assertTrue(json.compact().contains("{\"id\": \"cpu-float32\", \"backend\": \"cpu-float32\""), json.compact());
        assertTrue(json.get("networks").orElseThrow().compact().contains("CPU"), json.compact());
    }

    @Test
    void withoutAGpuModuleOneLineTellsHowToGetIt() {
        Result text = samplerscope("devices");

        assertTrue(text.out().lines().anyMatch(line -> line.startsWith("No GPU backend: ")
            && line.contains("docs/gpu.md") && line.contains("sdk install tornadovm ")), text.out());
    }

    @Test
    void onlySolversAreMeasured() {
        Result result = samplerscope("list", "grids", "--measured");

        assertEquals(ExitCode.BAD_INPUT, result.code());
        assertTrue(result.err().contains("list solvers --measured"), result.err());
    }

    @Test
    void aPresetBringsScheduleGridAndASolverForEachStep() {
        Result result = samplerscope("spec", "new", "--preset", "usf-imagenet-256-4", "--set", "model=problem-s");
        var spec = new SpecReader(CATALOG).read(result.out(), "output");

        assertEquals("ddpm", spec.schedule().id());
        assertEquals("list", spec.grid().id());
        assertEquals(5, spec.solvers().size());
        assertEquals("problem-s", spec.model().id());
    }

    @Test
    void presetsAreListedByProgramWithWhatDiffers() {
        Result text = samplerscope("list", "presets");

        assertTrue(text.out().indexOf("As in authors:") < text.out().indexOf("| reference-3m "), text.out());
        assertTrue(text.out().indexOf("As in k-diffusion:") < text.out().indexOf("| k-diffusion-dpmpp-2m "), text.out());
        assertTrue(text.out().contains("a missing factor 2"), text.out());
    }

    @Test
    void aPresetTakesItsSteps() {
        var ten = new SpecReader(CATALOG).read(samplerscope("spec", "new", "--preset", "authors-dpmpp-3m").out(), "a");
        var five = new SpecReader(CATALOG).read(
            samplerscope("spec", "new", "--preset", "authors-dpmpp-3m", "--steps", "5").out(), "b");
        Result none = samplerscope("spec", "new", "--preset", "k-diffusion-heun", "--steps", "1");
        Result fixed = samplerscope("spec", "new", "--preset", "usf-cifar-10-5", "--steps", "7");

        assertEquals("uniform-t", ten.grid().id());
        assertEquals("{curvature='published', lower-order-final=false}",
            ten.solvers().getFirst().settings().toString());
        assertEquals("5", five.grid().settings().get("steps").toString());
        assertEquals("{curvature='published'}", five.solvers().getFirst().settings().toString());
        assertEquals(ExitCode.BAD_INPUT, none.code());
        assertTrue(none.err().contains("from 2 to"), none.err());
        assertEquals(ExitCode.BAD_INPUT, fixed.code());
        assertTrue(fixed.err().contains("must be 5"), fixed.err());
    }

    @Test
    void aSolverIsShownWithItsPresetsAndItsErrors() {
        Result solver = samplerscope("show", "dpmpp-3m");
        Result preset = samplerscope("show", "reference-3m");
        Result neither = samplerscope("show", "dpmpp-4m");

        assertTrue(solver.out().contains("| problem-s, uniform-lambda "), solver.out());
        assertTrue(solver.out().contains("| reference-3m, problem-b "), solver.out());
        assertTrue(solver.out().contains("curvature"), solver.out());
        assertTrue(preset.out().contains("spec new --preset reference-3m --steps 10"), preset.out());
        assertEquals(ExitCode.BAD_INPUT, neither.code());
        assertTrue(neither.err().contains("list presets"), neither.err());
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
    @ValueSource(strings = {"run", "compare", "list", "plan", "reproduce", "show", "spec"})
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
        assertTrue(result.out().contains("\n  ./samplerscope         open the window\n"), result.out());
        assertTrue(result.out().contains("\n  ./samplerscope test    run all tests\n"), result.out());
        assertEquals(result.out(), samplerscope("help").out());
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

    private static Object[] with(Object[] args, Object last) {
        var all = new ArrayList<>(List.of(args));
        all.add(last);
        return all.toArray();
    }
}
