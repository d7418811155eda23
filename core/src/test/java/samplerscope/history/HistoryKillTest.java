package samplerscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.store.RunExecutor;

/// Another JVM keeps runs as fast as it can and is killed without warning, again and again, on one history.
class HistoryKillTest {

    private static final int ROUNDS = 4;
    private static final int LONGEST_MILLIS = 1200;
    private static final long SEED = 20_260_301;

    @TempDir
    private Path folder;

    /// Keeps runs for ever; says the id of each once it is kept.
    static final class Writer {
        public static void main(String[] args) {
            History history = History.open(new HistoryPlace(Path.of(args[0])), TestRuns.CATALOG);
            FinishedRun run = TestRuns.run("ddim", 1, RunExecutor.Measure.NOTHING);
            while (true) {
                HistoryEntry kept = history.add(run);
                history.mark(kept.id(), m -> m.adding(List.of("seen")));
                System.out.println(kept.id());
                System.out.flush();
            }
        }
    }

    @Test
    void everyRunThatWasAnnouncedOutlivesAKillAtAnyMoment() throws Exception {
        var place = new HistoryPlace(folder.resolve("history"));
        var random = new Random(SEED);
        var announced = new ArrayList<String>();

        for (int round = 0; round < ROUNDS; round++) {
            announced.addAll(killedAfter(place, random.nextInt(LONGEST_MILLIS)));
            check(place, announced);
        }

        assertTrue(announced.size() >= ROUNDS, "every round kept a run");
        System.out.println("%d runs kept in %d lives".formatted(announced.size(), ROUNDS));
    }

    /// The time counts from the first run, so that no round is over before it has begun.
    private List<String> killedAfter(HistoryPlace place, int millis) throws Exception {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
            "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"), Writer.class.getName(),
            place.root().toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var ids = new ArrayList<String>();
        try (BufferedReader out = process.inputReader()) {
            String first = out.readLine();
            assertTrue(first != null, "the writer did not start");
            ids.add(first);
            Thread.ofVirtual().start(() -> kill(process, millis));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                ids.add(line);
            }
        }
        process.waitFor();
        // The last line may have been cut by the kill.
        ids.removeIf(id -> !id.matches("\\d{8}-\\d{6}-[0-9a-f]{6}"));
        return ids;
    }

    private static void kill(Process process, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // By its handle: the process itself would also close the pipe, and with it what was announced last.
        process.toHandle().destroyForcibly();
    }

    private static void check(HistoryPlace place, List<String> announced) throws Exception {
        try (History history = History.open(place, TestRuns.CATALOG)) {
            List<HistoryEntry> found = history.find(HistoryQuery.ALL);
            List<String> ids = found.stream().map(HistoryEntry::id).toList();

            assertEquals(List.of(), history.remarks());
            assertEquals(List.of(), history.problems());
            assertEquals(List.of(), announced.stream().filter(id -> !ids.contains(id)).toList(), "lost");
            assertEquals(ids.stream().sorted().toList(), new RunFolders(place.runs()).ids(), "a row for each folder");
            for (HistoryEntry entry : found) {
                checkFiles(history.folder(entry));
                assertTrue(!announced.contains(entry.id()) || entry.marks().tags().equals(List.of("seen")));
            }
        }
    }

    /// Every file of the folder is whole, and the samples are those of the run file.
    private static void checkFiles(Path files) throws Exception {
        RunFile run = new RunFileReader(TestRuns.CATALOG).read(files.resolve("run.run.json"));
        assertEquals(4, run.steps().size());
        assertEquals(run.end().sha256(), sha256OfNumbers(files.resolve("samples.npy"), 20 * 2 * Float.BYTES));
        assertEquals(5, Files.readAllLines(files.resolve("curves.csv")).size());
        try (Stream<Path> all = Files.list(files)) {
            assertEquals(List.of("curves.csv", "entry.json", "run.run.json", "samples.npy", "states.npy",
                "thumbnail.png"), all.map(f -> f.getFileName().toString()).filter(n -> !n.endsWith(".part")).sorted()
                .toList());
        }
    }

    private static String sha256OfNumbers(Path npy, int bytes) throws Exception {
        byte[] all = Files.readAllBytes(npy);
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(all, all.length - bytes, bytes);
        return HexFormat.of().formatHex(digest.digest());
    }
}
