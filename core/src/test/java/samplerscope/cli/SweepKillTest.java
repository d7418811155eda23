package samplerscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.cli.TestCommands.samplerscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another JVM sweeps and is killed without warning, again and again, with one folder; then the sweep is done to its end.
class SweepKillTest {

    private static final int ROUNDS = 3;
    private static final int LONGEST_MILLIS = 200;
    private static final long SEED = 20_261_127;
    private static final int CELLS = 120;

    @TempDir
    private Path folder;

    /// The command, as the program starts it.
    static final class Sweeper {
        public static void main(String[] args) {
            samplerscope((Object[]) args);
        }
    }

    @Test
    void aKillAtAnyMomentCostsTheCellsUnderWayAndNothingElse() throws Exception {
        Path spec = Files.writeString(folder.resolve("small.json"), TestCommands.SMALL);
        Path out = folder.resolve("out");
        var random = new Random(SEED);

        for (int round = 0; round < ROUNDS; round++) {
            killedAfter(random.nextInt(LONGEST_MILLIS), out, command(spec, out));
        }
        int kept = cells(out).size();
        TestCommands.Result rest = samplerscope(command(spec, out).toArray());
        samplerscope(command(spec, folder.resolve("once")).toArray());

        assertTrue(kept >= ROUNDS && kept < CELLS, kept + " cells were done");
        assertTrue(rest.out().contains("%d of %d cells were in".formatted(kept, CELLS)), rest.out());
        assertEquals(withoutSeconds(folder.resolve("once")), withoutSeconds(out));
    }

    private static List<Object> command(Path spec, Path out) {
        return List.of("sweep", spec, "--axis", "solver=ddim,dpmpp-2m", "--axis", "nfe=4..63", "--baseline", "solver=ddim",
            "-o", out);
    }

    /// The time counts from the first cell of this life, so that every life is of use.
    private void killedAfter(int millis, Path out, List<Object> command) throws Exception {
        int before = cells(out).size();
        var line = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "--add-modules",
            "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
            Sweeper.class.getName()));
        command.forEach(part -> line.add(part.toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (process.isAlive() && cells(out).size() == before) {
            Thread.sleep(1);
        }
        Thread.sleep(millis);
        process.destroyForcibly().waitFor();
    }

    private static List<Path> cells(Path out) throws IOException {
        if (!Files.isDirectory(out.resolve("cells"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out.resolve("cells"))) {
            return files.filter(f -> f.toString().endsWith(".npz")).toList();
        }
    }

    private static String withoutSeconds(Path out) throws IOException {
        return Files.readString(out.resolve("sweep.json")).replaceAll("\"seconds\": [^,}\\n]*", "");
    }
}
