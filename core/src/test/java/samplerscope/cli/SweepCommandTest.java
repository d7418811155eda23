package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;

class SweepCommandTest {

    @TempDir
    private Path folder;
    private Path spec = Path.of("");

    @BeforeEach
    void writeSpec() throws IOException {
        spec = Files.writeString(folder.resolve("small.json"), TestCommands.SMALL);
    }

    @Test
    void printsOneRowPerCellAndTheSeedsTogether() {
        Result result = samplerscope("sweep", spec, "--axis", "solver=ddim,dpmpp-2m", "--axis", "nfe=4..8 step 4", "--axis",
            "seed=1,41", "--baseline", "solver=ddim", "-o", folder.resolve("out"));

        assertEquals(0, result.code(), result.err());
        assertEquals(8 + 2 + 4 + 2, result.out().lines().filter(l -> l.startsWith("|")).count(), result.out());
        assertTrue(result.out().contains("better"), result.out());
        assertTrue(result.err().isEmpty(), result.err()); // these seeds share no samples
    }

    @Test
    void filesHoldEveryNumber() throws IOException {
        Path out = folder.resolve("out");
        samplerscope("sweep", spec, "--axis", "solver=ddim", "--axis", "nfe=4,8", "--converge", "energy-distance", "--features",
            "pca:1", "-o", out);

        List<String> cells = Files.readAllLines(out.resolve("sweep.csv"));
        assertTrue(cells.getFirst().startsWith("solver,nfe,runs,samples,steps_taken,nfe_spent"), cells.getFirst());
        assertEquals(3, cells.size());
        assertTrue(Files.readAllLines(out.resolve("convergence.csv")).size() > 4);
        assertTrue(Files.readString(out.resolve("sweep.json")).contains("\"onFront\""));
    }

    @Test
    void cellsThatFailAreNamedOncePerReason() {
        Result result = samplerscope("sweep", spec, "--axis", "solver=heun", "--axis", "nfe=1,4", "-o", folder.resolve("out"));

        assertEquals(0, result.code());
        assertTrue(result.out().contains("failed: heun needs at least 2 evaluations"), result.out());
    }

    @Test
    void aSweepOfWhichNothingRanHasFailed() {
        assertEquals(1, samplerscope("sweep", spec, "--axis", "solver=heun", "--axis", "nfe=1", "-o",
            folder.resolve("out")).code());
    }

    @Test
    void wrongAxesAreBadInputBeforeAnythingRuns() {
        for (List<String> wrong : List.of(List.of("--axis", "solver=ddmi"), List.of("--axis", "nfe"),
            List.of("--axis", "nfe=4", "--axis", "steps=4"), List.of("--axis", "nfe=4", "--baseline", "nfe=5"),
            List.of("--axis", "nfe=4", "--features", "colours"))) {
            var all = new ArrayList<Object>(List.of("sweep", spec, "-o", folder.resolve("none")));
            all.addAll(wrong);
            Result result = samplerscope(all.toArray());

            assertEquals(2, result.code(), wrong + result.err());
        }
        assertFalse(Files.exists(folder.resolve("none/sweep.csv")));
    }

    @Test
    void saysThatSeedsShareSamples() {
        Result result = samplerscope("sweep", spec, "--axis", "seed=1,2", "--axis", "nfe=4", "-o", folder.resolve("out"));

        assertTrue(result.err().contains("share samples"), result.err());
    }

    @Test
    void theSameFolderGoesOnWithWhatIsThere() throws IOException {
        Path out = folder.resolve("out");
        samplerscope("sweep", spec, "--axis", "solver=ddim,heun", "--axis", "nfe=4", "-o", out);
        String before = row(out, "heun,4");
        Result more = samplerscope("sweep", spec, "--axis", "solver=ddim,heun", "--axis", "nfe=4,8", "-o", out);

        assertTrue(more.out().contains("2 of 4 cells were in"), more.out());
        assertEquals(before.substring(0, before.indexOf(",,")), row(out, "heun,4").substring(0, before.indexOf(",,")));
    }

    private static String row(Path out, String start) throws IOException {
        return Files.readAllLines(out.resolve("sweep.csv")).stream().filter(l -> l.startsWith(start)).findFirst()
            .orElseThrow();
    }

    @Test
    void aSweepThatIsDoneWritesTheSameBytesAgain() throws IOException {
        Path out = folder.resolve("out");
        List<Object> command = List.of("sweep", spec, "--axis", "solver=ddim,heun", "--axis", "nfe=4,8", "--baseline",
            "solver=ddim", "--metric", "energy-distance", "--converge", "energy-distance", "-o", out);
        samplerscope(command.toArray());
        List<byte[]> before = files(out);
        samplerscope(command.toArray());
        List<byte[]> after = files(out);

        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
    }

    private static List<byte[]> files(Path out) throws IOException {
        var all = new ArrayList<byte[]>();
        for (String name : List.of("sweep.csv", "sweep.json", "sweep.md", "convergence.csv")) {
            all.add(Files.readAllBytes(out.resolve(name)));
        }
        return all;
    }

    @Test
    void theExactLawAndTheModelsOwnPathAreNotMixed() {
        Path out = folder.resolve("out");
        samplerscope("sweep", spec, "--axis", "nfe=4", "-o", out);

        assertFalse(samplerscope("sweep", spec, "--axis", "nfe=4", "--truth", "-o", out).out().contains("cells were in"));
        assertFalse(samplerscope("sweep", spec, "--axis", "nfe=4", "--backend", "cpu-float64", "-o", out).out()
            .contains("cells were in"));
        assertTrue(samplerscope("sweep", spec, "--axis", "nfe=4", "-o", out).out().contains("1 of 1 cells were in"));
    }
}
