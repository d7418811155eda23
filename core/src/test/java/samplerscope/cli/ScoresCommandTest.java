package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

class ScoresCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aTableSaysUpToWhereTheModelIsNearlyGaussian() {
        Result result = scores("moons", "--levels", "5", "--samples", "20");

        assertEquals(0, result.code(), result.err());
        assertEquals(7, result.out().lines().filter(l -> l.startsWith("|")).count(), result.out());
        assertTrue(result.out().contains("within 5 % of the Gaussian score up to lambda"), result.out());
        assertTrue(result.out().contains("within 5 % of the ideal score up to lambda 4.56"), result.out());
    }

    @Test
    void jsonHasEveryNumberAndItsStandardError() {
        var whole = (Json.Obj) JsonReader.read(scores("moons", "--levels", "3", "--samples", "10", "--json").out(), "out");

        var levels = ((Json.Arr) whole.get("levels").orElseThrow()).items();
        assertEquals(3, levels.size());
        for (Json level : levels) {
            for (String law : List.of("gaussian", "mixture", "ideal")) {
                var estimate = (Json.Obj) ((Json.Obj) level).get(law).orElseThrow();
                assertTrue(estimate.get("value").isPresent() && estimate.get("standardError").isPresent());
            }
        }
    }

    @Test
    void aFileOfDataIsAModelToCompareAndDataToCompareWith() throws IOException {
        Path points = Files.writeString(folder.resolve("mine.csv"), "0,0\n1,0\n0,1\n3,3\n");

        Result own = scores(points.toString(), "--levels", "3", "--samples", "10");
        Result other = scores("moons", "--data", points.toString(), "--data-set", "scale=none", "--levels", "3", "--samples",
            "10");

        assertEquals(0, own.code(), own.err());
        assertTrue(own.out().startsWith("points on vp-linear"), own.out());
        assertEquals(0, other.code(), other.err());
        assertTrue(other.out().startsWith("moons on vp-linear"), other.out());
    }

    @Test
    void whatCannotBeComparedIsBadInput() throws IOException {
        Path points = Files.writeString(folder.resolve("three.csv"), "0,0,1\n1,0,1\n");
        Path text = Files.writeString(folder.resolve("text.md"), "no data");

        for (List<String> wrong : List.of(List.of("no-such-model"), List.of("moons", "--samples", "1"),
            List.of("moons", "--data", points.toString()), List.of("moons", "--data", text.toString()),
            List.of("moons", "--data", folder.resolve("missing").toString()),
            List.of("moons", "--data", folder.toString()))) {
            Result result = scores(wrong.toArray(String[]::new));
            assertEquals(ExitCode.BAD_INPUT, result.code(), wrong + result.out() + result.err());
            assertEquals(2, result.err().lines().count(), "what happened, and what to do: " + result.err());
        }
    }

    private Result scores(String... arguments) {
        var all = new ArrayList<Object>(List.of("scores"));
        all.addAll(List.of(arguments));
        return TestCommands.samplerscope(all.toArray());
    }
}
