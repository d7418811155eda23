package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class BenchRowsCommandTest {

    @Test
    void theListNamesRowsAndContests() {
        Result result = samplerscope("bench", "--list");

        assertEquals(ExitCode.DONE, result.code());
        assertTrue(result.out().contains("combine-4-16e6") && result.out().contains("mixture-ddim"), result.out());
    }

    @Test
    void aRowIsMeasuredByNameAndAGroupByItsOwn() {
        Result one = samplerscope("bench", "memory-ddim", "--rounds", "2", "--json");
        Result group = samplerscope("bench", "memory", "--rounds", "1", "--csv");

        Json.Obj row = (Json.Obj) ((Json.Arr) ((Json.Obj) JsonReader.read(one.out(), "output")).get("rows").orElseThrow())
            .items().getFirst();
        assertEquals(Json.text("memory-ddim").value(), ((Json.Text) row.get("name").orElseThrow()).value());
        assertEquals(2, ((Json.Num) row.get("rounds").orElseThrow()).value());
        assertEquals(6, group.out().lines().count(), group.out());
    }

    @Test
    void quickLeavesRowsOut() {
        assertEquals(2, samplerscope("bench", "memory", "--quick", "--rounds", "1", "--csv").out().lines().count());
    }

    @Test
    void whatJsonWroteIsRendered(@TempDir Path folder) {
        Path file = folder.resolve("bench.json");

        assertEquals(ExitCode.DONE, samplerscope("bench", "memory-ddim", "--rounds", "1", "--json", "-o", file).code());
        Result page = samplerscope("bench", "--render", file);

        assertTrue(Files.exists(file));
        assertTrue(page.out().contains("- java: ") && page.out().contains("| memory-ddim "), page.out());
    }

    @Test
    void withoutPythonTheRowsOfThePeerAreSkippedWithALine() {
        Result result = samplerscope("bench", "--peer", "mmd", "--python", "/nowhere/python", "--rounds", "1", "--csv");

        assertEquals(ExitCode.DONE, result.code());
        assertTrue(result.err().contains("PyTorch is left out") && result.err().contains("--python"), result.err());
        assertTrue(result.out().lines().skip(1).allMatch(line -> line.contains("skipped")), result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "--rounds=0", "--quick --full", "--csv --json", "--threads=0",
        "--render=/nowhere/x.json"})
    void badArgumentsAreRefusedBeforeAnythingIsMeasured(String arguments) {
        var all = new ArrayList<Object>(List.of("bench"));
        all.addAll(List.of(arguments.split(" ")));

        assertEquals(ExitCode.BAD_INPUT, samplerscope(all.toArray()).code());
    }
}
