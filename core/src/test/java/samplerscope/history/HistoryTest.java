package samplerscope.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jetbrains.bio.npy.NpyFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;

class HistoryTest {

    @TempDir
    private Path folder;
    private HistoryPlace place;
    private History history;

    @BeforeEach
    void open() {
        place = new HistoryPlace(folder.resolve("history"));
        history = History.open(place, TestRuns.CATALOG);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void aRunComesBackWithAllThatIsKnownOfIt() throws Exception {
        FinishedRun run = TestRuns.run("dpmpp-2m", 7);

        HistoryEntry added = history.add(run);

        HistoryEntry found = history.get(added.id());
        assertEquals(added, found);
        assertEquals(List.of(found), history.find(HistoryQuery.ALL));
        assertEquals("two-modes", found.facts().model());
        assertEquals(List.of("dpmpp-2m"), found.facts().solvers());
        assertEquals(4, found.facts().steps());
        assertEquals(run.executed().curve().finalError().orElseThrow().rms(), found.facts().error().orElseThrow());
        assertEquals(run.executed().file().seconds(), found.facts().seconds());
        assertEquals(TestRuns.NOON.plusSeconds(7), found.at());
        assertEquals(TestRuns.spec("dpmpp-2m", 7), history.spec(found, TestRuns.BASE));
        Path files = history.folder(found);
        assertEquals(run.executed().file(), new RunFileReader(TestRuns.CATALOG).read(files.resolve("run.run.json")));
        assertEquals(5, Files.readAllLines(files.resolve("curves.csv")).size());
        assertEquals(List.of(20, 2), shape(files.resolve("samples.npy")));
        assertEquals(List.of(5, 20, 2), shape(files.resolve("states.npy")), "the start and four steps");
        assertEquals(192, ImageIO.read(place.thumbnail(found.id()).toFile()).getWidth());
        assertEquals(RunFolders.size(files), new RunFolders.Size(found.bytes(), found.arrays()));
    }

    private static List<Integer> shape(Path npy) {
        return Arrays.stream(NpyFile.read(npy, 1 << 16).getShape()).boxed().toList();
    }

    @Test
    void statesThatAreLargeTogetherAreLeftOut() {
        var small = new SmallStates();
        FinishedRun run = TestRuns.run("ddim", 1);
        long one = 20 * 2 * Float.BYTES;

        for (long bytes = 0; bytes + one <= SmallStates.LIMIT; bytes += one) {
            small.see(run.executed().run().levels().getFirst(), run.executed().end());
        }

        assertEquals(SmallStates.LIMIT / one, small.states().size());
        small.see(run.executed().run().levels().getFirst(), run.executed().end());
        assertEquals(List.of(), small.states());
    }

    @Test
    void anErrorThatComesLateCompletesTheRun() {
        HistoryEntry early = history.add(TestRuns.run("ddim", 1, RunExecutor.Measure.NOTHING));
        var late = TestRuns.execute("ddim", 1, RunExecutor.Measure.MODEL, new SmallStates());
        assertEquals(Optional.empty(), early.facts().error());

        history.measured(early.id(), late, TestRuns.BASE);

        HistoryEntry found = history.get(early.id());
        assertEquals(late.curve().finalError().orElseThrow().rms(), found.facts().error().orElseThrow());
        assertEquals(late.file(),
            new RunFileReader(TestRuns.CATALOG).read(history.folder(found).resolve("run.run.json")));
        assertEquals(found.facts(), entryFile(found).facts());
    }

    private HistoryEntry entryFile(HistoryEntry entry) {
        return new RunFolders(place.runs()).entry(entry.id()).orElseThrow().entry();
    }

    @Test
    void marksStayInTheIndexAndBesideTheArrays() {
        HistoryEntry run = history.add(TestRuns.run("ddim", 1));

        HistoryEntry marked = history.mark(run.id(), m -> m.withFavourite(true)
            .adding(List.of("Paper", "fig 2", "paper")).withNote(" \u00e9trange: \"why?\"\nsecond line "));

        assertEquals(new Marks(true, List.of("2", "fig", "paper"), "\u00e9trange: \"why?\"\nsecond line",
            Optional.empty()), marked.marks());
        assertEquals(marked, history.get(run.id()));
        assertEquals(marked.marks(), entryFile(marked).marks());
        assertEquals(List.of("2", "fig", "paper"), history.words().tags());
    }

    @Test
    void aDeletedRunIsOutOfSightAndComesBack() {
        HistoryEntry run = history.add(TestRuns.run("ddim", 1));

        HistoryEntry deleted = history.mark(run.id(), m -> m.deletedAt(Instant.now()));

        assertEquals(List.of(), history.find(HistoryQuery.ALL));
        assertEquals(new History.Usage(0, 1, deleted.bytes()), history.usage());
        assertTrue(history.hasFolder(run));
        history.mark(run.id(), Marks::restored);
        assertEquals(List.of(run), history.find(HistoryQuery.ALL));
    }

    @Test
    void whatWasDeletedLongAgoIsPurgedAtTheNextStart() {
        HistoryEntry old = history.add(TestRuns.run("ddim", 1));
        HistoryEntry young = history.add(TestRuns.run("ddim", 2));
        history.mark(old.id(), m -> m.deletedAt(Instant.now().minus(History.REGRET).minus(Duration.ofHours(1))));
        history.mark(young.id(), m -> m.deletedAt(Instant.now().minus(History.REGRET).plus(Duration.ofHours(1))));

        reopen();

        assertThrows(UnknownRunException.class, () -> history.get(old.id()));
        assertFalse(Files.exists(history.folder(old)));
        assertTrue(history.hasFolder(young));
    }

    @Test
    void aRunIsFoundByTheBeginningOfItsId() {
        HistoryEntry first = history.add(TestRuns.run("ddim", 1));
        HistoryEntry second = history.add(TestRuns.run("ddim", 2));

        assertEquals(first, history.get(first.id().substring(0, 16)));
        assertEquals(second, history.get(History.LAST));
        var several = assertThrows(UnknownRunException.class, () -> history.get("2026"));
        assertTrue(several.remedy().contains(first.id()) && several.remedy().contains(second.id()));
        assertThrows(UnknownRunException.class, () -> history.get("1999"));
    }

    @Test
    void theBudgetTakesDeletedRunsThenTheOldestArraysAndNoFavourite() {
        List<HistoryEntry> runs = IntStream.rangeClosed(1, 4)
            .mapToObj(i -> history.add(TestRuns.run("ddim", i))).toList();
        history.mark(runs.get(0).id(), m -> m.withFavourite(true));
        HistoryEntry deleted = history.mark(runs.get(3).id(), m -> m.deletedAt(Instant.now()));

        history.keepAtMost(history.usage().bytes() - deleted.bytes() - 1);

        assertThrows(UnknownRunException.class, () -> history.get(runs.get(3).id()));
        assertEquals(0, history.get(runs.get(1).id()).arrays(), "the oldest that is no favourite");
        assertFalse(Files.exists(history.folder(runs.get(1)).resolve("samples.npy")));
        assertTrue(Files.exists(place.thumbnail(runs.get(1).id())));
        assertTrue(history.get(runs.get(2).id()).arrays() > 0, "no more than needed");
        history.keepAtMost(1);
        assertEquals(0, history.get(runs.get(2).id()).arrays());
        assertEquals(runs.get(0).arrays(), history.get(runs.get(0).id()).arrays());
        assertEquals(TestRuns.spec("ddim", 2), history.spec(runs.get(1), TestRuns.BASE), "what can be run again stays");
    }

    @Test
    void aBudgetThatCannotBeReadGivesNothingUp() throws Exception {
        Files.writeString(place.root().resolve("budget.json"), "{\"keepBytes\": ");

        HistoryEntry run = history.add(TestRuns.run("ddim", 1));

        assertTrue(history.budget().isEmpty());
        assertTrue(run.arrays() > 0 && history.get(run.id()).arrays() > 0);
    }

    @Test
    void aFolderWithoutARowIsFoundAtTheNextStart() throws Exception {
        HistoryEntry run = history.mark(history.add(TestRuns.run("ddim", 1)).id(), m -> m.withNote("kept"));
        execute("DELETE FROM run");

        reopen();

        assertEquals(List.of(run), history.find(HistoryQuery.ALL));
        assertEquals(1, history.find(new QueryReader(ZoneOffset.UTC).read("kept")).size());
        assertEquals(List.of(), history.remarks(), "nothing was damaged");
    }

    @Test
    void aRowWithoutAFolderSaysSoAndCanStillBeRunAgain() throws Exception {
        HistoryEntry run = history.add(TestRuns.run("ddim", 3));
        new RunFolders(place.runs()).delete(run.id());

        reopen();

        assertFalse(history.hasFolder(history.get(run.id())));
        assertEquals(TestRuns.spec("ddim", 3), history.spec(run, TestRuns.BASE));
        assertEquals("still", history.mark(run.id(), m -> m.withNote("still")).marks().note());
        assertEquals(0, history.rebuild());
        assertEquals(1, history.find(HistoryQuery.ALL).size());
    }

    @Test
    void aDamagedIndexIsSetAsideAndMadeAnewFromTheFolders() throws Exception {
        HistoryEntry first = history.mark(history.add(TestRuns.run("ddim", 1)).id(), m -> m.withFavourite(true));
        HistoryEntry second = history.add(TestRuns.run("heun", 2));
        history.close();
        byte[] bytes = Files.readAllBytes(place.database());
        Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
        Files.write(place.database(), bytes);

        history = History.open(place, TestRuns.CATALOG);

        assertEquals(List.of(second, first), history.find(HistoryQuery.ALL));
        assertEquals(2, history.remarks().size());
        assertTrue(history.remarks().getLast().contains("anew from 2 runs"));
        try (Stream<Path> files = Files.list(place.root())) {
            assertTrue(files.anyMatch(f -> f.getFileName().toString().startsWith("index.db.damaged-")));
        }
    }

    @Test
    void somethingElseInThePlaceOfTheIndexIsSetAside() throws Exception {
        history.add(TestRuns.run("ddim", 1));
        history.close();
        Files.writeString(place.database(), "this is no database, however long it goes on. ".repeat(200));

        history = History.open(place, TestRuns.CATALOG);

        assertEquals(1, history.find(HistoryQuery.ALL).size());
        assertFalse(history.remarks().isEmpty());
    }

    @Test
    void anIndexFromANewerVersionIsLeftAlone() throws Exception {
        execute("PRAGMA user_version = 99");
        history.close();

        var e = assertThrows(HistoryException.class, () -> History.open(place, TestRuns.CATALOG));

        assertTrue(e.happened().contains("newer version"));
        execute("PRAGMA user_version = 2");
        history = History.open(place, TestRuns.CATALOG);
    }

    @Test
    void halfAFolderIsNeverSeenAndSweptUpWhenItsWriterIsGone() throws Exception {
        Path abandoned = part(deadProcess(), Duration.ofHours(1));
        Path young = part(deadProcess(), Duration.ZERO);
        Path own = part(ProcessHandle.current().pid(), Duration.ofHours(1));

        reopen();

        assertEquals(List.of(), history.find(HistoryQuery.ALL));
        assertEquals(List.of(false, true, true),
            Stream.of(abandoned, young, own).map(Files::exists).toList());
    }

    private Path part(long process, Duration age) throws Exception {
        Path part = place.runs().resolve(".20260101-120000-abcdef%d.%d.part".formatted(age.toHours(), process));
        Files.createDirectories(part);
        Files.writeString(part.resolve("samples.npy"), "half");
        Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(age)));
        return part;
    }

    private static long deadProcess() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(java, "--version").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aFailedWriteLeavesNothing() {
        var folders = new RunFolders(place.runs());

        assertThrows(IllegalStateException.class, () -> folders.create("broken", part -> {
            new Budget(part.resolve("one")).set(1);
            throw new IllegalStateException("a test");
        }));

        assertEquals(List.of(), folders.ids());
        assertEquals(0, place.runs().toFile().list().length);
    }

    @Test
    void twoProgramsWriteOneHistoryAtOnce() throws Exception {
        List<FinishedRun> runs = IntStream.range(0, 8).mapToObj(i -> TestRuns.run("ddim", i)).toList();
        try (History other = History.open(place, TestRuns.CATALOG); var threads = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Callable<String>>();
            for (int i = 0; i < runs.size(); i++) {
                History mine = i % 2 == 0 ? history : other;
                FinishedRun run = runs.get(i);
                String tag = "t" + i;
                work.add(() -> mine.mark(mine.add(run).id(), m -> m.adding(List.of(tag))).id());
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            assertEquals(other.find(HistoryQuery.ALL), history.find(HistoryQuery.ALL));
        }

        assertEquals(8, history.find(HistoryQuery.ALL).size());
        assertEquals(8, history.words().tags().size());
        assertEquals(List.of(), history.problems());
    }

    @Test
    void aRunThatFailedIsKeptWithItsReason() {
        FinishedRun run = TestRuns.run("ddim", 1);
        var file = run.executed().file();
        var failed = new RunFile(file.spec(), file.environment(), file.plan(), file.modelFiles(),
            file.initial(), file.steps().subList(0, 2), new RunFile.Ending.Failed("it broke", "mend it"),
            Map.of());
        var executed = new Executed(run.executed().run(), failed, run.executed().curve(),
            run.executed().end(), run.executed().outcome());

        HistoryEntry kept = history.add(new FinishedRun(executed, TestRuns.BASE, "x", "CPU", RunFacts.Source.WINDOW,
            TestRuns.NOON, List.of()));

        assertEquals(RunFacts.Status.FAILED, kept.facts().status());
        assertEquals("it broke; mend it", kept.facts().problem());
        assertEquals(2, kept.facts().steps());
        assertEquals(kept, entryFile(kept).withSize(kept.bytes(), kept.arrays()));
    }

    private void reopen() {
        history.close();
        history = History.open(place, TestRuns.CATALOG);
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + place.root().resolve("index.db"));
             var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
