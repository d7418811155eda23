package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.cli.TestCommands.Result;
import samplerscope.export.NpyArrays;
import samplerscope.run.Snapshot;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;
import samplerscope.tensor.Shape;

class InvertCommandTest {

    @TempDir
    private Path folder;

    private Path spec = Path.of("");

    @BeforeEach
    void writeASpec() throws IOException {
        spec = Files.writeString(folder.resolve("small.json"), TestCommands.SMALL);
    }

    @Test
    void aTableHasARowForEveryLevelAndTheRoundTripBelow() {
        Result result = TestCommands.samplerscope("invert", spec, "--set", "grid.steps=6");

        assertEquals(0, result.code(), result.err());
        // A heading, a line, and seven levels.
        assertEquals(9, result.out().lines().filter(l -> l.startsWith("|")).count(), result.out());
        assertTrue(result.out().contains("40 samples, 6 steps up and 6 down, 12 evaluations"), result.out());
        assertTrue(result.out().contains("round trip: rms "), result.out());
        assertTrue(result.out().contains("length over that of the prior "), result.out());
    }

    @Test
    void aGridToZeroNoiseIsSaidToBeEncodedFromTheLevelAbove() {
        Result result = TestCommands.samplerscope("invert", spec, "--set", "grid.to-zero=true");

        assertEquals(0, result.code(), result.err());
        assertTrue(result.out().contains("the smallest level above the zero noise"), result.out());
    }

    @Test
    void jsonAndFilesHaveTheSameNumbers() throws IOException {
        Path out = folder.resolve("out");
        Result result = TestCommands.samplerscope("invert", spec, "--json", "-o", out);

        assertEquals(0, result.code(), result.err());
        var printed = (Json.Obj) JsonReader.read(result.out(), "out");
        assertEquals(printed.pretty(), JsonReader.read(Files.readString(out.resolve("invert.json")), "file").pretty());
        assertEquals(40, ((Json.Arr) printed.get("perSample").orElseThrow()).items().size());
        assertEquals(41, Files.readAllLines(out.resolve("samples.csv")).size());
        assertTrue(Files.exists(out.resolve("latents.npy")) && Files.exists(out.resolve("decoded.npy")));
    }

    @Test
    void samplesOfAFileAreEncodedAndWhatComesBackCanBeEncodedAgain() {
        Path mine = folder.resolve("mine.npy");
        NpyArrays.write(mine, Snapshot.of(Shape.of(3, 2), new double[] {1, 0, -1, 0.2, 0.9, -0.1}));
        Path out = folder.resolve("out");

        Result first = TestCommands.samplerscope("invert", spec, "--from", mine, "-o", out);
        Result again = TestCommands.samplerscope("invert", spec, "--from", out.resolve("decoded.npy"));

        assertEquals(0, first.code(), first.err());
        assertTrue(first.out().startsWith("two-modes on vp-linear: 3 samples"), first.out());
        assertEquals(0, again.code(), again.err());
    }

    @Test
    void whatCannotBeInvertedIsBadInputWithAWayOut() throws IOException {
        Path other = folder.resolve("other.npy");
        NpyArrays.write(other, Snapshot.of(Shape.of(3, 5), new double[15]));
        Path text = Files.writeString(folder.resolve("text.md"), "no data");

        for (List<Object> wrong : List.<List<Object>>of(List.of(spec, "--set", "solvers=euler-a"),
            List.of(spec, "--from", other), List.of(spec, "--from", text), List.of("no-such-model"),
            List.of("explosive", "--set", "solvers=ddim"))) {
            var arguments = new ArrayList<Object>(List.of("invert"));
            arguments.addAll(wrong);
            Result result = TestCommands.samplerscope(arguments.toArray());
            assertEquals(ExitCode.BAD_INPUT, result.code(), wrong + result.out() + result.err());
            assertEquals(2, result.err().lines().count(), "what happened, and what to do: " + result.err());
        }
    }
}
