package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class PlaybackTest {

    private StudyModel study;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void run() {
        study = Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("moons", "ddim", 6, 50), TestStudies.spec("moons", "heun", 6, 50)))));
        runAll();
    }

    private void runAll() {
        Ui.run(() -> study.runner().run(study.shownLanes()));
        Ui.until("the lanes are done", () -> study.lanes().stream().allMatch(l -> l.state().get() instanceof LaneState.Done));
    }

    private double position() {
        return study.selection().position().get();
    }

    /// A third of the axis in a second at speed 1.
    @Test
    void playsForwardsAndTurnsRoundWhereItIs() {
        Ui.run(() -> {
            study.selection().scrub(0.5);
            study.playback().advance(0.3);
            double forth = position();
            study.playback().turn();
            study.playback().advance(0.6);

            assertEquals(0.6, forth, 1e-9);
            assertEquals(0.4, position(), 1e-9);
        });
    }

    @Test
    void backwardsItBeginsAtTheDataAndLoopsFromNoiseToData() {
        Ui.run(() -> {
            study.playback().turn();
            study.selection().scrub(0);
            study.playback().play();
            double begins = position();
            study.selection().scrub(0.05);
            study.playback().advance(1);
            double looped = position();
            study.playback().pause();

            assertEquals(1, begins);
            assertEquals(1, looped);
        });
    }

    @Test
    void withoutALoopItStopsAtTheEndThatItPlaysTo() {
        Ui.run(() -> {
            study.playback().loop().set(false);
            study.playback().turn();
            study.selection().scrub(0.1);
            study.playback().play();
            study.playback().advance(1);

            assertEquals(0, position());
            assertFalse(study.playback().playing().get());
        });
    }

    @Test
    void chosenSamplesStayChosenThroughScrubbingARunFromTheSameNoiseAndUndo() {
        Ui.run(() -> study.selection().samples().set(Set.of(3, 17)));
        var before = Ui.get(() -> study.lanes().getFirst().frames().getFirst().state().at(2 * 17));

        Ui.run(() -> {
            study.selection().scrub(0.3);
            study.playback().next();
            study.edit("steps", s -> s.withLane(0, l -> l.withSpec(l.spec().withGrid(l.spec().grid().with("steps", 9)))));
        });
        Ui.until("the edit is planned", () -> study.lanes().getFirst().planned().get().isPresent());
        runAll();

        assertEquals(Set.of(3, 17), Ui.get(() -> study.selection().samples().get()));
        assertEquals(before, Ui.get(() -> study.lanes().getFirst().frames().getFirst().state().at(2 * 17)),
            "the same sample starts from the same noise");
        Ui.run(study::undo);
        assertTrue(Ui.get(() -> study.selection().samples().get().contains(17)));
    }
}
