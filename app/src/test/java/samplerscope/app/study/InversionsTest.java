package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.study.Inversions.Found;
import samplerscope.app.study.Inversions.From;
import samplerscope.app.study.Inversions.Trip;
import samplerscope.run.Snapshot;

class InversionsTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    private static StudyModel study(String... solvers) {
        var specs = Arrays.stream(solvers).map(s -> TestStudies.spec("moons", s, 20, 60)).toList();
        return Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(specs)));
    }

    private static void encode(StudyModel study) {
        Ui.run(study.inversions()::start);
        Ui.until("every lane has an answer", () -> !study.inversions().running().get());
    }

    private static Trip trip(StudyModel study, int lane) {
        return Ui.get(() -> study.inversions().trip(study.lanes().get(lane)).orElseThrow());
    }

    @Test
    void theSameDataGoUpAndComeDownInEveryLane() {
        StudyModel study = study("ddim", "heun");
        encode(study);

        Trip ddim = trip(study, 0);
        Trip heun = trip(study, 1);
        assertEquals(41, ddim.frames().size(), "20 steps up, 20 down, and the data");
        assertEquals(20, ddim.latents());
        assertEquals(ddim.result().data().at(7), heun.result().data().at(7));
        assertTrue(heun.result().latentError().median() < ddim.result().latentError().median() / 2);
        assertTrue(Ui.get(() -> study.inversions().shown().get()));
    }

    @Test
    void theCursorStandsAtTheLatentsInTheMiddleAndEveryFrameHasItsPlace() {
        StudyModel study = study("ddim");
        encode(study);
        Trip trip = trip(study, 0);

        for (int i = 0; i < trip.frames().size(); i++) {
            assertEquals(i, trip.frameAt(trip.positionOf(i)));
        }
        assertEquals(0.5, trip.positionOf(trip.latents()));
        assertEquals(trip.frames().get(trip.latents() - 1).state(), trip.shouldBe(trip.latents() + 1).orElseThrow(),
            "one step down stands where it was one step before the latents");
        assertTrue(trip.shouldBe(3).isEmpty(), "on the way there nothing is wrong yet");
        assertEquals(trip.result().data(), trip.shouldBe(trip.frames().size() - 1).orElseThrow());
    }

    @Test
    void playbackMovesTheRoundTripWhileItIsShownAndTheRunsAfterwards() {
        StudyModel study = study("ddim");
        encode(study);
        Ui.run(() -> {
            study.playback().next();
            double one = study.inversions().position().get();
            study.playback().last();
            double all = study.inversions().position().get();
            study.inversions().shown().set(false);
            study.playback().first();

            assertEquals(trip(study, 0).positionOf(1), one, 1e-12);
            assertEquals(1, all);
            assertEquals(1, study.inversions().position().get(), "left where it was");
            assertEquals(0, study.selection().position().get());
        });
    }

    @Test
    void aSolverThatDrawsSaysSoAndTheOthersComeBack() {
        StudyModel study = study("euler-a", "ddim");
        encode(study);

        var failed = assertInstanceOf(Found.Failed.class, Ui.get(() -> study.inversions().of(study.lanes().getFirst())));
        assertTrue(failed.problem().happened().contains("draws fresh noise"), failed.problem().happened());
        assertTrue(failed.problem().remedy().contains("deterministic"), failed.problem().remedy());
        assertFalse(trip(study, 1).frames().isEmpty());
    }

    @Test
    void whatALaneMadeIsEncodedTowardsItsOwnNoise() {
        StudyModel study = study("dpmpp-3s");
        Ui.run(() -> study.inversions().from().set(From.RUN));
        encode(study);
        var early = assertInstanceOf(Found.Failed.class, Ui.get(() -> study.inversions().of(study.lanes().getFirst())));
        assertTrue(early.problem().happened().contains("has not run"), early.problem().happened());

        Ui.run(() -> study.runner().run(study.shownLanes()));
        Ui.until("the lane is done", () -> study.lanes().getFirst().state().get() instanceof LaneState.Done);
        encode(study);

        Snapshot latents = trip(study, 0).result().latents();
        Snapshot noise = study.lanes().getFirst().frames().getFirst().state();
        double[] misses = new double[latents.samples()];
        Arrays.setAll(misses, b -> Math.hypot(latents.at(2 * b) - noise.at(2 * b), latents.at(2 * b + 1) - noise.at(2 * b + 1)));
        Arrays.sort(misses);
        // The median of the misses of 20 third-order steps; two draws of the prior are 1.7 apart in the median.
        assertTrue(misses[misses.length / 2] < 0.1, () -> "missed by " + misses[misses.length / 2]);
    }

    @Test
    void runningAgainShowsTheRunsAndAnEditMarksTheTripOld() {
        StudyModel study = study("ddim");
        encode(study);
        Ui.run(() -> study.edit("steps", s -> s.withLane(0, l -> l.withSpec(l.spec().withGrid(l.spec().grid().with("steps", 9))))));
        boolean old = Ui.get(() -> study.inversions().isOld(study.lanes().getFirst()));
        Ui.run(() -> study.runner().run(study.shownLanes()));

        assertTrue(old);
        assertFalse(Ui.get(() -> study.inversions().shown().get()));
        Ui.until("the lane is done", () -> study.lanes().getFirst().state().get() instanceof LaneState.Done);
    }
}
