package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.SMALL;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.cli.TestCommands.Result;

/// What a user can get wrong: each is one exit code and two sentences.
class BadArgumentsTest {

    @TempDir
    private Path folder;
    private Path spec;
    private Path out;

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
        out = folder.resolve("results/first");
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
        run SPEC -o OUT --set grid.steps=1 --set grid.to-zero=true --set solvers=dpmpp-2m,dpmpp-2m | sigma = 0
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
    void aFileIsNoFolderForResults() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");

        Result result = samplerscope("run", spec, "-o", taken.resolve("below"), "--no-reference");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("taken is no folder"), result.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void theFolderForResultsIsAskedForBeforeTheWork(String command) throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");

        Result result = samplerscope(command, spec, "-o", taken, "--progress", "json");

        assertEquals(2, result.code());
        assertEquals(List.of("samplerscope: %s cannot be written: %s is no folder.".formatted(taken, taken),
            "Choose another folder."), result.err().lines().toList(), "no progress before it");
        assertEquals("a file", Files.readString(taken));
    }

    @Test
    void wordsOfAFileDoNotSteerTheTerminal() throws Exception {
        Files.writeString(spec, SMALL.replace("two-modes", "\\u001b[31mred"));

        Result result = samplerscope("run", spec, "-o", out);

        assertTrue(result.err().contains("no model is called '?[31mred'"), result.err());
    }

    @Test
    void debugShowsWhereAnErrorArose() {
        Result result = samplerscope("--debug", "run", "none.json", "-o", out);

        assertEquals(2, result.code());
        assertTrue(result.err().contains("\tat samplerscope."), result.err());
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
}
