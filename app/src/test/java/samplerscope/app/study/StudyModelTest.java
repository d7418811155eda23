package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.spec.Choice;

class StudyModelTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    private static StudyModel study(String... solvers) {
        var specs = Arrays.stream(solvers).map(s -> TestStudies.spec("moons", s, 8, 500)).toList();
        return Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(specs)));
    }

    private static void finish(StudyModel study) {
        Ui.until("the runs have ended and are measured", () -> !study.runner().active().get()
            && study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done
                && (l.errors().get().size() == l.frames().size() || l.reference().get() instanceof ReferenceState.None)));
    }

    @Test
    void runsLanesSideBySideAndMeasuresThem() {
        StudyModel study = study("ddim", "heun");

        Ui.run(() -> study.runner().run(study.shownLanes()));
        finish(study);

        LaneModel ddim = study.lanes().get(0);
        LaneModel heun = study.lanes().get(1);
        assertEquals(9, ddim.frames().size());
        assertEquals(8, ddim.newest().orElseThrow().nfe());
        assertEquals(16, heun.newest().orElseThrow().nfe());
        assertEquals(0, ddim.errors().get().getFirst().rms().value(), 1e-6, "both start from the same noise");
        assertTrue(ddim.errors().get().getLast().median() > 1e-4, "eight DDIM steps are not exact");
        assertEquals(ddim.frames().getFirst().state().at(7), heun.frames().getFirst().state().at(7));
        Ui.until("local errors are known", () -> ddim.localErrors().get().size() == 8);
    }

    @Test
    void hasALaneInFocusEvenWhileAllLanesAreReplaced() {
        StudyModel study = study("ddim", "heun");
        var seen = new ArrayList<LaneModel>();
        Ui.run(() -> study.lanes().addListener((ListChangeListener<LaneModel>) _ -> seen.add(study.focusedLane())));

        Ui.run(() -> study.look(s -> s.comparing(List.of(TestStudies.spec("moons", "euler", 4, 50)))));

        assertEquals(study.lanes(), seen);
        assertEquals("euler", study.focusedLane().lane().get().spec().solvers().getFirst().id());
    }

    @Test
    void stepsOneAtATimeWhilePausedAndGoesOn() {
        StudyModel study = study("ddim");
        LaneModel lane = study.lanes().getFirst();

        Ui.run(() -> study.runner().runPaused(study.lanes()));
        Ui.until("the start is there", () -> lane.frames().size() == 1 && lane.state().get() instanceof LaneState.Paused);
        Ui.run(() -> study.runner().step());
        Ui.until("one step was taken", () -> lane.frames().size() == 2);
        Ui.run(() -> study.runner().resume());
        finish(study);

        assertEquals(9, lane.frames().size());
    }

    @Test
    void runsWhileOtherWorkOfTheProgramTakesItsTime() {
        StudyModel study = study("ddim");
        LaneModel lane = study.lanes().getFirst();
        var over = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            study.services().background().submit(() -> {
                over.await();
                return true;
            });
        }

        Ui.run(() -> study.runner().run(study.lanes()));

        try {
            Ui.until("it has run", () -> lane.state().get() instanceof LaneState.Done, () -> lane.state().get().toString());
        } finally {
            over.countDown();
        }
    }

    @Test
    void showsNothingOfARunBetweenItsBeginningAndItsEndWhileThePaceRests() {
        StudyModel study = longStudy(TestStudies.services(), Pace.resting(Duration.ofHours(1)));

        assertEquals(List.of(0, 1, LONG + 1), shown(study));
    }

    @Test
    void showsARunWhileItGoesOnAsSoonAsThePaceAllows() {
        StudyModel study = longStudy(TestStudies.services(), Pace.resting(Duration.ZERO));

        List<Integer> shown = shown(study);
        assertEquals(LONG + 1, shown.getLast());
        // Whatever the machine: a run waits for its reader when that is behind by as many steps as its queue holds.
        assertTrue(shown.size() > LONG / 100, shown.toString());
    }

    @Test
    void theReferenceOfAShortRunComesAfterIt() {
        Services services = TestStudies.services();
        var asked = new AtomicReference<Supplier<LaneState>>();
        var when = new ArrayList<LaneState>();
        StudyModel study = longStudy(solving(services, new Watched(services.solving(), () -> when.add(asked.get().get()))),
            Pace.resting(Duration.ZERO));
        LaneModel lane = study.lanes().getFirst();
        asked.set(lane.state()::get);
        shown(study);

        assertInstanceOf(LaneState.Done.class, lane.state().get());
        // A machine so slow that the run is no short one may have asked beside it.
        if (((LaneState.Done) lane.state().get()).seconds() < 1) {
            assertEquals(List.of(lane.state().get()), when, "asked for while the lane was in this state");
        }
    }

    /// More than any queue of a run holds, so that its reader has to come several times.
    private static final int LONG = 600;

    private static StudyModel longStudy(Services services, Pace pace) {
        return Ui.get(() -> new StudyModel(services, Study.of(List.of(TestStudies.spec("moons", "ddim", LONG, 200))), pace));
    }

    /// Calls somebody before it hands work on.
    private static final class Watched extends AbstractExecutorService {

        private final ExecutorService inner;
        private final Runnable before;

        Watched(ExecutorService inner, Runnable before) {
            this.inner = inner;
            this.before = before;
        }

        @Override
        public void execute(Runnable command) {
            before.run();
            inner.execute(command);
        }

        @Override
        public void shutdown() {
            inner.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return inner.shutdownNow();
        }

        @Override
        public boolean isShutdown() {
            return inner.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return inner.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return inner.awaitTermination(timeout, unit);
        }
    }

    private static Services solving(Services s, ExecutorService solving) {
        return new Services(s.resolver(), s.references(), s.engine(), s.background(), s.exporting(), s.opening(), solving,
            s.measuring(), s.base(), s.shown());
    }

    /// How many states are shown, one number for each change, from the beginning of a run to its end.
    private static List<Integer> shown(StudyModel study) {
        var shown = new ArrayList<Integer>();
        Ui.run(() -> {
            study.lanes().getFirst().frameCount().subscribe(count -> shown.add(count.intValue()));
            study.runner().run(study.lanes());
        });
        finish(study);
        return shown;
    }

    @Test
    void aStoppedRunKeepsWhatItHas() {
        StudyModel study = study("ddim");
        LaneModel lane = study.lanes().getFirst();

        Ui.run(() -> study.runner().runPaused(study.lanes()));
        Ui.until("paused", () -> lane.state().get() instanceof LaneState.Paused);
        Ui.run(() -> study.runner().step());
        Ui.until("one step was taken", () -> lane.frames().size() == 2);
        Ui.run(() -> study.runner().stop());
        Ui.until("it has stopped", () -> lane.state().get() instanceof LaneState.Cancelled);

        assertEquals(2, lane.frames().size());
        assertEquals(1, lane.trajectory().orElseThrow().outcome().steps());
        assertEquals(RunEntry.Status.PARTIAL, study.log().entries().getFirst().status());
    }

    @Test
    void anEditMakesADraftAndUndoTakesItBack() {
        StudyModel study = study("ddim", "heun");
        Ui.run(() -> study.runner().run(study.lanes()));
        finish(study);

        Ui.run(() -> study.editSpec("seed 2", "", true, s -> s.withSeed(2)));

        assertTrue(Ui.get(() -> study.lanes().stream().allMatch(l -> l.old().get())), "linked lanes share the seed");
        assertEquals("seed 2", study.undoWords().get());
        Ui.run(study::undo);
        assertTrue(Ui.get(() -> study.lanes().stream().noneMatch(l -> l.old().get())));
        assertInstanceOf(LaneState.Done.class, study.lanes().getFirst().state().get());
        assertEquals("seed 2", study.redoWords().get());
    }

    @Test
    void aDraftNeverShowsThePlanOfTheSpecBeforeIt() {
        StudyModel study = study("ddim");
        LaneModel lane = study.focusedLane();
        Ui.run(() -> study.runner().run(study.lanes()));
        finish(study);
        Ui.until("the plan is there", () -> lane.planned().get().isPresent());
        var planOfDraft = new ArrayList<Long>();
        Ui.run(() -> lane.state().addListener((_, _, now) -> {
            if (now instanceof LaneState.Draft) {
                lane.planned().get().ifPresent(plan -> planOfDraft.add(plan.spec().seed()));
            }
        }));

        Ui.run(() -> study.editSpec("seed 2", "", true, s -> s.withSeed(2)));

        // Who runs drafts as soon as they have a plan would run the old one, and the edit would never be seen.
        assertEquals(List.of(), planOfDraft);
        assertInstanceOf(LaneState.Draft.class, lane.state().get());
    }

    @Test
    void anEditOfAHandThatWaitsIsNotLostToTheDraftBeforeIt() {
        StudyModel study = study("ddim");
        LaneModel lane = study.focusedLane();
        Ui.run(() -> study.live().offer("seed 2", "drag", s -> s.withSeed(2)));
        Ui.run(() -> {
            study.live().offer("seed 3", "drag", s -> s.withSeed(3));
            assertTrue(study.live().isWaiting());
            study.live().follow(lane); // as a pane does that hears of a draft
            study.live().settle();
        });

        Ui.until("the last edit has run", () -> lane.state().get() instanceof LaneState.Done
            && lane.ran().get().orElseThrow().spec().seed() == 3);
    }

    @Test
    void aReferenceThatArrivesLateIsNotComparedWithTheNextRun() {
        var specs = List.of(TestStudies.spec("moons-net", "ddim", 2, 50));
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(specs)));
        LaneModel lane = study.lanes().getFirst();
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("it has ended, but its reference has not", () -> lane.state().get() instanceof LaneState.Done);

        Ui.run(() -> {
            study.editSpec("seed", "", true, s -> s.withSeed(77));
            study.runner().run(study.lanes());
        });
        Ui.until("the next run has ended and is measured", () -> lane.frames().size() == 3
            && lane.ran().get().orElseThrow().spec().seed() == 77 && lane.errors().get().size() == 3);

        // Both begin with the same noise; against the reference of another seed this would be about 1.
        assertEquals(0, lane.errors().get().getFirst().rms().value(), 1e-5);
    }

    @Test
    void aDragIsOneUndoStepAndADragAfterARestAnother() throws InterruptedException {
        StudyModel study = study("ddim");
        Ui.run(() -> study.editSpec("samples", "samples", true, s -> s.withSamples(600)));
        Ui.run(() -> study.editSpec("samples", "samples", true, s -> s.withSamples(700)));
        Thread.sleep(1500); // longer than the rest that ends a gesture
        Ui.pulse();
        Ui.run(() -> study.editSpec("samples", "samples", true, s -> s.withSamples(800)));

        Ui.run(study::undo);
        assertEquals(700, study.focusedLane().lane().get().spec().samples());
        Ui.run(study::undo);
        assertEquals(500, study.focusedLane().lane().get().spec().samples());
    }

    @Test
    void aSpecThatCannotRunSaysWhyBeforeItRuns() {
        StudyModel study = study("ddim");

        Ui.run(() -> study.editSpec("solver", "", false, s -> s.withSolvers(List.of(Choice.of("no-such-solver")))));

        LaneModel lane = study.lanes().getFirst();
        Ui.until("the problem is known", () -> lane.state().get() instanceof LaneState.Draft(var p) && p.isPresent());
        var problem = ((LaneState.Draft) lane.state().get()).problem().orElseThrow();
        assertTrue(problem.happened().contains("no-such-solver"));
        assertTrue(problem.remedy().contains("ddim"));
        assertTrue(study.drafts().isEmpty());
    }

    @Test
    void aStochasticLaneSaysWhyItHasNoPairedError() {
        StudyModel study = study("euler-a");

        Ui.run(() -> study.runner().run(study.lanes()));
        finish(study);

        assertInstanceOf(ReferenceState.None.class, study.lanes().getFirst().reference().get());
        assertTrue(study.lanes().getFirst().errors().get().isEmpty());
    }

    @Test
    void removingALaneWhileItRunsStopsIt() {
        StudyModel study = study("ddim", "heun");
        Ui.run(() -> study.runner().runPaused(study.lanes()));

        Ui.run(() -> study.edit("remove lane", s -> s.removing(0)));
        Ui.run(() -> study.runner().resume());
        Ui.until("the other lane has ended", () -> !study.runner().active().get());

        assertEquals(1, study.lanes().size());
        assertFalse(study.lanes().getFirst().frames().isEmpty());
    }

    @Test
    void theRunTableRemembersWhatWasDoneToARow() {
        StudyModel study = study("ddim");
        Ui.run(() -> study.runner().run(study.lanes()));
        finish(study);

        Ui.run(() -> study.edit("delete run", s -> s.withMark(0, m -> m.withDeleted(true))));
        assertTrue(study.study().get().markOf(0).deleted());
        Ui.run(study::undo);

        assertFalse(study.study().get().markOf(0).deleted());
        assertEquals(1, study.log().entries().size());
        assertTrue(study.log().entries().getFirst().error().isPresent());
    }
}
