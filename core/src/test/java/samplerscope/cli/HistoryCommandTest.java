package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.CATALOG;
import static samplerscope.cli.TestCommands.SMALL;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.history.HistoryPlace;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.spec.Resolver;
import samplerscope.spec.SpecReader;

class HistoryCommandTest {

    @TempDir
    private Path folder;
    private Path spec;

    @BeforeEach
    void writeSpec() throws Exception {
        spec = Files.writeString(folder.resolve("small.json"), SMALL);
    }

    private Result samplerscope(Object... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        try (var session = new Session(new PrintWriter(out), new PrintWriter(err), new Resolver(CATALOG), false,
            new HistoryPlace(folder.resolve("history")))) {
            int code = Main.run(session, List.of(args).stream().map(Object::toString).toList());
            return new Result(code, out.toString().replace("\r\n", "\n"), err.toString());
        }
    }

    private void keep(String solver) {
        Result run = samplerscope("run", spec, "-o", folder.resolve("out"), "--set", "solvers=" + solver, "--keep");
        assertEquals("", run.err());
        assertTrue(run.out().contains("kept in the history as "), run.out());
    }

    private List<Json> listed(Object... search) {
        var args = new ArrayList<Object>(List.of("history", "list", "--json"));
        args.addAll(List.of(search));
        Result list = samplerscope(args.toArray());
        assertEquals(0, list.code(), list.err());
        return ((Json.Arr) JsonReader.read(list.out(), "output")).items();
    }

    @Test
    void onlyWhatIsToBeKeptIsKept() {
        samplerscope("run", spec, "-o", folder.resolve("out"));
        assertFalse(Files.exists(folder.resolve("history")), "a history that nobody asks for is not begun");
        assertEquals("no run is like that\n", samplerscope("history", "list").out());

        keep("ddim");
        samplerscope("compare", spec, spec, "-o", folder.resolve("out"), "--keep");

        assertEquals(3, listed().size());
        assertEquals(1, listed("solver=ddim").size());
        assertEquals(2, listed("solver:dpmpp", "source:command", "nfe>=2").size());
        List<String> lines = samplerscope("history", "search", "ddim").out().lines().toList();
        assertTrue(lines.get(2).contains("| two-modes | ddim"));
    }

    @Test
    void marksAreGivenAndTakenAway() {
        keep("ddim");

        samplerscope("history", "tag", "last", "Paper", "fig2");
        samplerscope("history", "tag", "last", "fig2", "--remove");
        samplerscope("history", "favourite", "last");
        samplerscope("history", "note", "last", "the", "one");

        assertEquals(1, listed("tag:paper", "is:favourite", "\"the one\"").size());
        assertEquals(0, listed("tag:fig2").size());
        String page = samplerscope("history", "show", "last").out();
        assertTrue(page.contains("marks     favourite paper\n") && page.contains("note      the one\n"), page);
    }

    @Test
    void deletedRunsComeBackUntilTheyAreDeletedForGood() {
        keep("ddim");
        String id = ((Json.Text) ((Json.Obj) listed().getFirst()).get("id").orElseThrow()).value();

        samplerscope("history", "delete", id);
        assertEquals(List.of(0, 1), List.of(listed().size(), listed("is:deleted").size()));
        samplerscope("history", "undelete", id.substring(0, 18));
        assertEquals(1, listed().size());
        assertEquals("deleted 1 for good\n", samplerscope("history", "delete", id, "--for-good").out());

        assertEquals(2, samplerscope("history", "undelete", id).code());
        assertFalse(Files.exists(folder.resolve("history/runs").resolve(id)));
    }

    @Test
    void aSpecComesBackAsItWas() {
        keep("heun");
        Path again = folder.resolve("deep/again.json");

        assertEquals(0, samplerscope("history", "restore", "last", "-o", again).code());

        var reader = new SpecReader(CATALOG);
        var expected = reader.read(folder.resolve("out/run.run.json"));
        assertEquals(expected, reader.read(again));
        assertEquals(expected, reader.read(samplerscope("history", "restore", "last").out(), "output"));
    }

    @Test
    void aBudgetAndARebuildSayWhatTheyDid() {
        keep("ddim");

        Result budget = samplerscope("history", "budget", "0.001");
        Result rebuilt = samplerscope("history", "rebuild", "--json");

        assertTrue(budget.out().startsWith("1 runs and 0 deleted ones take 0.") && budget.out().contains("1.0 MiB"),
            budget.out());
        assertEquals("{\n  \"runs\": 1\n}\n", rebuilt.out());
    }

    @Test
    void whatCannotBeUnderstoodIsSaidWithWhatToDo() {
        for (List<Object> args : List.<List<Object>>of(List.of("show", "1999"), List.of("list", "nfe<=ten"),
            List.of("list", "--first", "0"), List.of("budget", "-3"), List.of("list", "--sort", "beauty"))) {
            var all = new ArrayList<Object>(List.of("history"));
            all.addAll(args);
            Result result = samplerscope(all.toArray());
            assertEquals(2, result.code(), args + result.out());
            assertTrue(result.err().startsWith("samplerscope: "), result.err());
        }
        assertTrue(samplerscope("history").out().contains("restore"), "without a command: what there is");
    }
}
