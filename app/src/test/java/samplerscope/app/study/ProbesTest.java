package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.spec.ProbePath;

class ProbesTest {

    private StudyModel study;
    private LaneModel lane;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void run() {
        study = Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("moons", "ddim", 6, 50), TestStudies.spec("moons", "heun", 6, 50)))));
        lane = study.lanes().getFirst();
        Ui.run(() -> study.runner().run(study.shownLanes()));
        Ui.until("the lanes are done", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
    }

    private void followed() {
        Ui.until("every lane has followed every probe to where it stands", () -> study.probes().all().stream().allMatch(p ->
            study.lanes().stream().allMatch(l -> study.probes().path(p, l).filter(path -> isAt(p, path)).isPresent())));
    }

    private static boolean isAt(StudyProbe probe, ProbePath path) {
        double scale = Math.hypot(path.start().alpha(), path.start().sigma());
        return Math.abs(path.path().initial().at(0) / scale - probe.probe().place().at(0)) < 1e-5;
    }

    private void scrub(int step) {
        Ui.run(() -> study.selection().scrub(study.axis().get().positionOf(lane.moments().get(step), lane.steps())));
    }

    @Test
    void everyLaneFollowsAProbeFromTheLevelUnderTheCursor() {
        scrub(2);
        Ui.run(() -> study.probes().drop(lane, 0.4, -0.7));
        followed();

        double lambda = lane.frames().get(2).at().lambda();
        for (LaneModel each : study.lanes()) {
            ProbePath path = Ui.get(() -> study.probes().path(study.probes().all().getFirst(), each).orElseThrow());
            assertEquals(lambda, path.start().lambda(), 1e-9);
            assertEquals(4, path.path().records().size());
        }
    }

    @Test
    void aSampleAsAProbeEndsWhereItsLaneEnded() {
        scrub(3);
        Ui.run(() -> study.probes().dropSample(lane, 7));
        followed();

        ProbePath path = Ui.get(() -> study.probes().path(study.probes().all().getFirst(), lane).orElseThrow());
        // The same float32 steps from a state that was scaled and back: some ulps, grown a little.
        assertEquals(lane.newest().orElseThrow().state().at(14), path.path().end().at(0), 1e-5);
    }

    @Test
    void atTheEndOfTheRunAProbeIsFollowedFromTheStart() {
        Ui.run(() -> study.probes().drop(lane, 1, 0));
        followed();

        assertEquals(lane.frames().getFirst().at().lambda(),
            Ui.get(() -> study.probes().all().getFirst().probe().lambda()));
    }

    @Test
    void aDragIsOneUndoableStepAndPathsFollowItToItsEnd() {
        scrub(1);
        Ui.run(() -> study.probes().drop(lane, 0, 0));
        Ui.run(() -> {
            for (int i = 1; i <= 20; i++) {
                study.probes().move(1, i * 0.05, 0);
            }
        });
        followed();
        double moved = Ui.get(() -> study.probes().all().getFirst().probe().place().at(0));
        Ui.run(study::undo);
        double back = Ui.get(() -> study.probes().all().getFirst().probe().place().at(0));
        Ui.run(study::undo);

        assertEquals(1, moved, 1e-12);
        assertEquals(0, back);
        assertEquals(List.of(), Ui.get(() -> study.probes().all()));
        Ui.run(study::redo);
        followed();
    }

    @Test
    void severalProbesAreRemovedOneByOneAndTogether() {
        Ui.run(() -> {
            study.probes().drop(lane, 0, 0);
            study.probes().drop(lane, 1, 0);
            study.probes().drop(lane, 2, 0);
            study.probes().remove(2);
        });
        assertEquals(List.of("P1", "P3"), Ui.get(() -> study.probes().all().stream().map(StudyProbe::name).toList()));
        Ui.run(study.probes()::clear);
        assertEquals(0, Ui.get(() -> study.probes().all().size()));
        Ui.run(study::undo);
        assertEquals(2, Ui.get(() -> study.probes().all().size()));
    }

    @Test
    void anEditedLaneIsFollowedAnewAndOneThatIsOverSaysSo() {
        scrub(5);
        Ui.run(() -> study.probes().drop(lane, 0.3, 0.3));
        followed();
        Ui.run(() -> study.edit("stop early", s -> s.withLane(1, l -> l.withSpec(l.spec().withGrid(
            l.spec().grid().with("end", 0.9))))));

        Ui.until("the shorter lane says why it has no path", () -> study.probes().of(study.probes().all().getFirst(),
            study.lanes().get(1)) instanceof Probes.Found.Failed);

        var failed = assertInstanceOf(Probes.Found.Failed.class, Ui.get(() ->
            study.probes().of(study.probes().all().getFirst(), study.lanes().get(1))));
        assertTrue(failed.problem().happened().contains("the run is over"), failed.problem().happened());
        assertTrue(Ui.get(() -> study.probes().path(study.probes().all().getFirst(), lane).isPresent()));
    }
}
