package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// Tasks from the command line; what they come to on a model is tested where they are measured.
class TaskCommandTest {

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
