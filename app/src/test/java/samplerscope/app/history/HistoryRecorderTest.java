package samplerscope.app.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.Studies;
import samplerscope.app.Ui;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Services;
import samplerscope.app.study.StudyModel;
import samplerscope.history.History;
import samplerscope.history.HistoryEntry;
import samplerscope.history.HistoryPlace;
import samplerscope.history.HistoryQuery;
import samplerscope.history.RunFacts;
import samplerscope.run.Trajectory;
import samplerscope.spec.Engine;
import samplerscope.spec.Reproduction;
import samplerscope.spec.RunFile;
import samplerscope.spec.RunFileReader;

/// Real lanes, run as in the window, and what the history has of them.
class HistoryRecorderTest {

    @TempDir
    private Path folder;
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private StudyModel study;
    private HistoryDesk desk;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        study = Studies.moons("ddim", "dpmpp-2m");
        desk = new HistoryDesk(new HistoryPlace(folder.resolve("history")), study.services().resolver().catalog());
        Ui.run(() -> study.log().listen(new HistoryRecorder(study.services(), desk, wanted::get)));
    }

    @AfterEach
    void close() {
        Ui.run(study.runner()::stop);
        desk.close();
    }

    private <T> T ask(Function<History, T> question) {
        var answer = new CompletableFuture<T>();
        Ui.run(() -> desk.look(question, answer::complete, p -> answer.completeExceptionally(
            new AssertionError(p.happened()))));
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /// Not on the FX thread, which answers.
    private void until(String what, Predicate<List<HistoryEntry>> condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.test(found())) {
            assertTrue(System.nanoTime() < deadline, "waited in vain until " + what);
            Ui.pulse();
        }
    }

    private List<HistoryEntry> found() {
        return ask(history -> history.find(HistoryQuery.ALL.in(HistoryQuery.Order.OLDEST)));
    }

    @Test
    void everyRunIsKeptAndItsErrorFollows() throws Exception {
        Studies.run(study);

        until("the errors are in the history", found -> found.size() == 2
            && found.stream().allMatch(e -> e.facts().error().isPresent()));
        for (HistoryEntry entry : found()) {
            String solver = entry.facts().solvers().getFirst();
            LaneModel lane = study.lanes().stream()
                .filter(l -> l.lane().get().spec().solvers().getFirst().id().equals(solver)).findFirst().orElseThrow();
            assertEquals(lane.errors().get().getLast().rms(), entry.facts().error().orElseThrow());
            assertEquals(RunFacts.Source.WINDOW, entry.facts().source());
            assertEquals(10, entry.facts().steps());
            assertEquals(lane.lane().get().spec(), ask(history -> history.spec(entry, study.services().base())));
            assertTrue(entry.facts().seconds() > 0 && entry.facts().name().contains("niform in lambda"));
            assertEquals(12, Files.readString(ask(h -> h.folder(entry)).resolve("curves.csv")).split("\n", -1).length);
        }
    }

    @Test
    void theRunFileRepeatsTheRunToTheBit() {
        Studies.run(study);
        until("the runs are kept", found -> found.size() == 2);
        var catalog = study.services().resolver().catalog();
        HistoryEntry entry = found().getFirst();
        RunFile kept = new RunFileReader(catalog).read(ask(h -> h.folder(entry)).resolve("run.run.json"));

        var run = study.services().resolver().resolve(kept.spec(), folder);
        Engine engine = Engine.of(catalog.backends(), kept.environment().backend(), 1);
        RunFile again = RunFile.of(run, engine, Trajectory.of(engine.open(run)), Map.of(), Map.of());

        assertEquals(new Reproduction.SameBits(10), Reproduction.compare(kept, again));
    }

    @Test
    void aStoppedRunIsKeptAsFarAsItCame() {
        Ui.run(() -> study.runner().runPaused(study.lanes()));
        Ui.until("both wait", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Paused));
        Ui.run(study.runner()::step);
        Ui.until("both have one step", () -> study.lanes().stream().allMatch(l -> l.frames().size() == 2));

        Ui.run(study.runner()::stop);

        until("both are kept", found -> found.size() == 2);
        assertTrue(found().stream().allMatch(
            e -> e.facts().status() == RunFacts.Status.PARTIAL && e.facts().steps() == 1));
    }

    @Test
    void nothingIsKeptWhereNobodyWantsIt() {
        wanted.set(false);

        Studies.run(study);

        assertEquals(List.of(), found());
    }

    @Test
    void theEndOfTheProgramWaitsForWhatIsBeingKept() {
        Studies.run(study);

        desk.close();

        try (History history = History.open(new HistoryPlace(folder.resolve("history")),
            study.services().resolver().catalog())) {
            assertEquals(2, history.find(HistoryQuery.ALL).size());
        }
    }

    /// With its errors, and in the order in which the runs ended.
    @Test
    void whatEndsBeforeTheFirstPicturesIsKeptAfterThem() {
        var shown = new CompletableFuture<Void>();
        Services now = study.services();
        var services = new Services(now.resolver(), now.references(), now.engine(), now.background(), now.exporting(),
            now.opening(), now.solving(), now.measuring(), now.base(), shown);
        HistoryPlace place = new HistoryPlace(folder.resolve("late"));
        try (var late = new HistoryDesk(place, now.resolver().catalog())) {
            Ui.run(() -> study.log().listen(new HistoryRecorder(services, late, wanted::get)));
            Studies.run(study);
            until("the history that does not wait has them", found -> found.size() == 2
                && found.stream().allMatch(e -> e.facts().error().isPresent()));
            assertFalse(Files.exists(folder.resolve("late")));

            Ui.run(() -> shown.complete(null));
        }

        try (History history = History.open(place, now.resolver().catalog())) {
            List<HistoryEntry> kept = history.find(HistoryQuery.ALL.in(HistoryQuery.Order.OLDEST));
            assertEquals(found().stream().map(e -> e.facts().solvers()).toList(),
                kept.stream().map(e -> e.facts().solvers()).toList());
            assertTrue(kept.stream().allMatch(e -> e.facts().error().isPresent()));
        }
    }

    @Test
    void aPlaceThatCannotBeUsedIsATroubleAndNoMore() throws Exception {
        Files.writeString(folder.resolve("history"), "in the way");

        Studies.run(study);

        Ui.until("it is said", () -> desk.trouble().get().isPresent());
        assertTrue(study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
    }
}
