package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.SMALL;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// Masked diffusion from the command line.
class MaskedCommandTest {

    private static final String TEXT =
        "{\"kind\": \"unmask\", \"version\": 1, \"model\": \"chain-a\", \"sampler\": \"dependence-bounded\", \"samples\": 12}";

    @TempDir
    private Path folder;
    private Path spec;
    private Path other;
    private Path out;

    @BeforeEach
    void writeSpecs() throws Exception {
        spec = Files.writeString(folder.resolve("text.json"), TEXT);
        other = Files.writeString(folder.resolve("points.json"), SMALL);
        out = folder.resolve("out");
    }

    @Test
    void runPrintsCanvasesAndErrorsAndKeepsFiles() throws Exception {
        Result result = samplerscope("run", spec, "-o", out, "--show", "2", "--step-map", folder.resolve("map.json"));

        assertEquals(0, result.code(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().matches("[abc]{7}"), result.out());
        assertEquals("... and 10 more", lines.get(2));
        assertTrue(result.out().contains("path-KL "), result.out());
        assertEquals(12, Files.readAllLines(out.resolve("canvases.txt")).size());
        assertEquals(12 * 7 + 1, Files.readAllLines(out.resolve("steps.csv")).size(), "a row a token");
        assertTrue(Files.readString(folder.resolve("map.json")).contains("\"committed\""));
    }

    @Test
    void optionsDoWithoutAFile() {
        Result result = samplerscope("run", "--model", "chain-a", "--sampler", "beta-parallel:beta=1,per-step=7", "--samples", "3",
            "--seed", "5", "--prompt", "a_b", "--json");

        assertEquals(0, result.code(), result.err());
        var summary = (Json.Obj) JsonReader.read(result.out(), "");
        assertEquals("chain-a, beta-parallel beta=1 per-step=7", ((Json.Text) summary.get("title").orElseThrow()).value());
        assertEquals("1", ((Json.Num) summary.get("nfe").orElseThrow()).digits(), "all that is hidden in one pass");
        var texts = ((Json.Arr) summary.get("texts").orElseThrow()).items();
        assertTrue(texts.stream().allMatch(t -> ((Json.Text) t).value().matches("a.b.{4}")), texts.toString());
    }

    @Test
    void aRunIsReproduced() throws Exception {
        samplerscope("run", spec, "-o", out);
        Path file = out.resolve("run.run.json");

        Result same = samplerscope("reproduce", file);
        Files.writeString(file, Files.readString(file).replace("\"seed\": 1", "\"seed\": 2"));
        Result different = samplerscope("reproduce", file);

        assertEquals(0, same.code(), same.err());
        assertTrue(same.out().startsWith("same bits"), same.out());
        assertEquals(4, different.code(), different.err());
    }

    @Test
    void theFileOfARunIsASpecToo() {
        samplerscope("run", spec, "-o", out);

        Result again = samplerscope("run", out.resolve("run.run.json"), "--set", "samples=2", "--no-reference");

        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().contains("2 sequences of 7 positions"), again.out());
        assertFalse(again.out().contains("path-KL"), "nothing is measured");
    }

    @Test
    void theExactLawOfOneTokenAPassIsTheLawOfTheWorld() {
        Result result = samplerscope("run", "--model", "chain-a", "--sampler", "random", "--samples", "2", "--exact", "--json");

        assertEquals(0, result.code(), result.err());
        var exact = (Json.Obj) ((Json.Obj) JsonReader.read(result.out(), "")).get("exact").orElseThrow();
        assertEquals(7, ((Json.Num) exact.get("passes").orElseThrow()).value(), 1e-9, "sums of 16,000 products");
        assertEquals(0, ((Json.Num) exact.get("kl-missed").orElseThrow()).value(), 1e-9);
        assertEquals(0, ((Json.Num) exact.get("total-variation").orElseThrow()).value(), 1e-9);
    }

    @Test
    void compareHasIntervalsPairsAndTheFront() throws Exception {
        Result result = samplerscope("compare", spec, "--sampler", "beta-parallel:beta=1,per-step=1", "--sampler",
            "beta-parallel:beta=1,per-step=4", "-o", out);

        assertEquals(0, result.code(), result.err());
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().contains("| passes") && lines.getFirst().contains("Pareto"), result.out());
        assertTrue(lines.get(2).startsWith("| beta-parallel ") && lines.get(3).startsWith("| beta-parallel-2 "), result.out());
        assertEquals(3, Files.readAllLines(out.resolve("compare.csv")).size());
        assertTrue(Files.exists(out.resolve("beta-parallel-2.run.json")));
    }

    @Test
    void severalFilesAreComparedToo() throws Exception {
        Path second = Files.writeString(folder.resolve("klass.json"), TEXT.replace("dependence-bounded", "klass"));

        Result result = samplerscope("compare", spec, second, "--json");

        assertEquals(0, result.code(), result.err());
        assertEquals(2, ((Json.Arr) JsonReader.read(result.out(), "")).items().size());
    }

    @Test
    void listsKnowTheFamily() {
        Result samplers = samplerscope("list", "samplers", "--family", "masked", "--json");
        Result models = samplerscope("list", "models", "--family", "masked");

        assertEquals(0, samplers.code(), samplers.err());
        assertTrue(samplers.out().contains("\"id\": \"klass\""), samplers.out());
        assertTrue(models.out().contains("| chain-b "), models.out());
        assertFalse(models.out().contains("| moons "), models.out());
    }

    @Test
    void showPrintsASamplerAndAModel() {
        assertTrue(samplerscope("show", "klass").out().contains("A sampler of masked diffusion"));
        assertTrue(samplerscope("show", "chain").out().contains("| length "));
    }

    @Test
    void specsAreMadeAndChecked() {
        Path made = folder.resolve("made.json");

        Result make = samplerscope("spec", "new", "--masked", "chain-b", "--set", "sampler=klass", "--set", "prompt=ab",
            "-o", made);
        Result check = samplerscope("spec", "check", made);

        assertEquals(0, make.code(), make.err());
        assertEquals(0, check.code(), check.err());
        assertTrue(check.out().contains("\"prompt\": \"ab\""), check.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        run --model chain-b --sampler random --exact         | 8 tokens at 32 positions make more than
        run --model chain-a --sampler klass --exact          | sampler 'klass' does not plan its steps
        run --model cat                                      | no masked model is called 'cat'
        run --model chain-a --sampler freecache              | Decoding with a cache needs keys and values
        run --model chain-a --sampler cat                    | no masked sampler is called 'cat'
        run TEXT --set sampler.cat=1                         | sampler.cat is 1
        run TEXT --prompt aaaabbbb                           | the prompt has 8 positions and the canvas 7
        run TEXT --prompt axb                                | no token reads 'x'
        run TEXT --samples 0                                 | samples is 0
        run TEXT --samples many                              | Invalid value for option '--samples'
        run TEXT --gif                                       | --gif, --apng and --metric are for points
        run --model chain-a --sampler random:per-step=8      | must be at most 7, the positions of the canvas
        run --model chain-a --sampler adjust:per-step=8      | must be at most 7, the positions of the canvas
        run --model chain-a --sampler info-gain:per-step=8   | must be at most 7, the positions of the canvas
        run --model chain-a --sampler saber:least=8          | must be at most 7, the positions of the canvas
        run --model chain-a --sampler klass:per-step=8       | must be at most 7, the positions of the canvas
        run --model chain-a --sampler klass:threshold=-1     | It must be a number from 0 to 1
        run --model chain-a --sampler threshold:threshold=1.5 | It must be a number from 0 to 1
        run TEXT --sampler klass --sampler saber             | 2 samplers are given
        run POINTS -o OUT --sampler klass                    | points.json is of continuous diffusion
        run POINTS -o OUT --step-map x.csv                   | --step-map and --exact are for masked diffusion
        run                                                  | Missing required parameter: 'SPEC'
        compare TEXT POINTS -o OUT                           | points.json is a run of continuous diffusion and text.json
        compare TEXT TEXT --sampler klass                    | 2 specs and --sampler are given
        compare TEXT --metric energy-distance                | --metric is for continuous diffusion
        list samplers                                        | continuous diffusion has solvers
        list grids --family masked                           | masked diffusion has no grids
        plan TEXT                                            | this is a spec of masked diffusion
        anatomy TEXT                                         | this is a spec of masked diffusion
        spec export TEXT --to diffusers                      | this is a spec of masked diffusion
        spec new --masked chain-a --steps 4                  | --masked is given with --model, --preset or --steps
        reproduce TEXT                                       | this is a spec, not the file of a finished run
        """)
    void badInputIsExitCodeTwoAndSaysWhy(String command, String message) {
        Object[] args = List.of(command.split(" +")).stream().map(arg -> switch (arg) {
            case "TEXT" -> spec;
            case "POINTS" -> other;
            case "OUT" -> out;
            default -> arg;
        }).toArray();

        Result result = samplerscope(args);

        assertEquals(2, result.code(), result.out() + result.err());
        assertTrue(result.err().contains(message), result.err());
        assertFalse(Files.exists(out), "nothing was written");
    }

    @Test
    void aBadFileNamesLineAndColumn() throws Exception {
        Files.writeString(spec, TEXT.replace("chain-a", "cat"));

        Result result = samplerscope("run", spec);

        assertEquals(2, result.code());
        assertTrue(result.err().contains("text.json, line 1, column "), result.err());
    }
}
