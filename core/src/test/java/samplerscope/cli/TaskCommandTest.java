package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.cli.TestCommands.Result;
import samplerscope.history.HistoryPlace;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.measure.Oracle;
import samplerscope.masked.sampler.BuiltInMaskedSamplers;
import samplerscope.masked.task.SortDigits;
import samplerscope.registry.Registry;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.Resolver;

/// Tasks from the command line.
class TaskCommandTest {

    @TempDir
    private Path folder;

    @Test
    void tasksAreListed() {
        Result table = samplerscope("list", "tasks");
        Result json = samplerscope("list", "tasks", "--json");

        assertEquals(0, table.code(), table.err());
        assertTrue(table.out().contains("| Q  | Sudoku 4 x 4"), table.out());
        var all = ((Json.Arr) JsonReader.read(json.out(), "")).items();
        assertEquals(6, all.size());
        var sort = (Json.Obj) all.getFirst();
        assertEquals("S", ((Json.Text) sort.get("id").orElseThrow()).value());
        assertEquals(36, ((Json.Num) sort.get("canvas").orElseThrow()).value());
    }

    /// Knows the order of the digits, and doubts the first of them.
    private static final MaskedModelFamily SORTER = new MaskedModelFamily("sorter", "Sorter", "a test", List.of(),
        (_, _) -> Oracle.of(new SortDigits(), Oracle::sorted, (_, i) -> i == 0 ? 0.4 : 0).model());

    /// On a catalog with the sorter alone.
    private static Result sorting(Object... args) {
        var stdout = new StringWriter();
        var stderr = new StringWriter();
        var catalog = new MaskedCatalog(new Registry<>("masked model", List.of(SORTER)),
            new Registry<>("masked sampler", BuiltInMaskedSamplers.families()));
        try (var session = new Session(new PrintWriter(stdout), new PrintWriter(stderr),
            new Resolver(TestCommands.CATALOG), false, HistoryPlace.standard(), catalog)) {
            int code = Main.run(session, Stream.of(args).map(Object::toString).toList());
            return new Result(code, stdout.toString().replace("\r\n", "\n"), stderr.toString());
        }
    }

    @Test
    void compareShowsAccuracyAgainstPassesAndKeepsFiles() throws Exception {
        Result result = sorting("compare", "--model", "sorter", "--task", "s", "--count", "30", "--sampler", "random",
            "--sampler", "threshold", "--sampler", "threshold:threshold=0,temperature=1", "-o", folder);

        assertEquals(0, result.code(), result.err());
        List<String> lines = result.out().lines().toList();
        assertEquals("S, Sort digits: 30 prompts, a canvas of 36, the most likely tokens", lines.getFirst());
        assertTrue(lines.get(2).startsWith("| run "), result.out());
        assertTrue(lines.get(6).startsWith("| threshold-2 ") && lines.get(6).contains("no digit"), result.out());
        assertEquals(List.of("answers.csv", "tasks.csv", "tasks.json", "tasks.md"), names(folder));
        assertEquals(1 + 3 * 30, Files.readAllLines(folder.resolve("answers.csv")).size());
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void samplesAreTheCountWhereNoneIsGivenAndAPromptIsAskedEveryTime() {
        Result result = sorting("compare", "--model", "sorter", "--task", "S", "--samples", "7", "--prompt", "31415926",
            "--json");

        assertEquals(0, result.code(), result.err());
        var task = (Json.Obj) ((Json.Arr) JsonReader.read(result.out(), "")).items().getFirst();
        assertEquals(7, ((Json.Num) task.get("prompts").orElseThrow()).value());
        var run = (Json.Obj) ((Json.Arr) task.get("runs").orElseThrow()).items().getFirst();
        var passes = (Json.Obj) run.get("passes").orElseThrow();
        assertEquals(36 - 10, ((Json.Num) passes.get("value").orElseThrow()).value(), "one a pass behind a prompt of ten");
    }

    @Test
    void aPromptThatIsNoneOfTheTaskIsRefused() {
        Result result = sorting("compare", "--model", "sorter", "--task", "S", "--prompt", "12");

        assertEquals(2, result.code());
        assertTrue(result.err().contains("has 2 digits"), result.err());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "--model chain-a --task S                         | for which this model has no tokens",
        "--model chain-a --task S,X                       | no task is called 'X'",
        "--task S                                         | --task needs a model of masked diffusion",
        "--model chain-a --task S --keep                  | the history keeps runs",
        "--model chain-a --task S --metric energy         | for continuous diffusion",
        "--model chain-a --task S --count 0               | samples",
        "--model chain-a --count 10                       | no task is given"})
    void whatCannotBeAskedIsSaid(String arguments, String part) {
        Result result = samplerscope((Object[]) ("compare " + arguments.strip()).split(" "));

        assertEquals(2, result.code(), result.err());
        assertTrue(result.err().contains(part), result.err());
    }

    @Test
    void charactersThatAreMissingAreNamed() {
        Result result = samplerscope("compare", "--model", "chain-a", "--task", "D", "--sampler", "eb");

        assertTrue(result.err().contains("task D needs D ( ) [ ],"), result.err());
    }
}
