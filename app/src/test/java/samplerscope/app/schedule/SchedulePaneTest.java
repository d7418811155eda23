package samplerscope.app.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ToggleSwitch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Circle;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.LaneModel;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.Choice;
import samplerscope.spec.HandMade;

/// The editor, headless, driven by real events.
class SchedulePaneTest {

    static final FileChoice NO_FILES = new FileChoice() {
        @Override
        public Optional<Path> open(String title, List<String> extensions) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String name, List<String> extensions) {
            return Optional.empty();
        }
    };


    private StudyModel study;
    private SchedulePane pane;
    private Stage stage;
    private LaneModel lane;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        study = Ui.get(() -> new StudyModel(TestStudies.services(),
            Study.of(List.of(TestStudies.spec("moons", "ddim", 8, 400)))));
        lane = study.lanes().getFirst();
        stage = Ui.show(() -> {
            pane = new SchedulePane(study, NO_FILES);
            return pane;
        }, 900, 400);
        Ui.until("the plan is there", () -> lane.planned().get().isPresent());
        Ui.run(() -> study.runner().run(List.of(lane)));
        settled();
        Ui.until("the levels are drawn", () -> handle(3).isVisible() && handle(3).getCenterX() > 0);
    }

    @AfterEach
    void close() {
        Ui.run(study.runner()::stop);
        Ui.close(stage);
    }

    private Circle handle(int level) {
        return Ui.find(pane, "#level-" + level, Circle.class);
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return Ui.find(pane, selector, type);
    }

    /// Whether what is shown comes from the spec as it is now.
    private void settled() {
        Ui.until("the lane has run", () -> lane.state().get() instanceof LaneState.Done
            && lane.ran().get().filter(r -> r.spec().equals(lane.lane().get().spec())).isPresent());
    }

    private HandMade schedule() {
        return Ui.get(() -> HandMade.of(lane.planned().get().orElseThrow()));
    }

    private double lambda(int level) {
        return schedule().levels().get(level).lambda();
    }

    @Test
    void aDraggedLevelRunsTheLaneAndIsOneUndoStep() {
        double before = lambda(3);
        double next = lambda(4);

        Ui.drag(handle(3), 0.5, 0.5, 0.5, -0.8);
        settled();

        assertTrue(lambda(3) > before && lambda(3) < next, before + " " + lambda(3) + " " + next);
        assertEquals("list", lane.lane().get().spec().grid().id());
        assertEquals(9, Ui.get(() -> lane.frames().size()));
        assertEquals("level 3", Ui.get(() -> study.undoWords().get()));
        Ui.run(study::undo);
        settled();
        assertEquals("uniform-lambda", lane.lane().get().spec().grid().id());
        assertEquals("", Ui.get(() -> study.undoWords().get()));
    }

    @Test
    void aDragMakesOneRowOfTheRunTable() {
        int rows = study.log().entries().size();

        Ui.drag(handle(2), 0.5, 0.5, 0.5, -0.5);
        settled();
        Ui.until("the run is kept", () -> study.log().entries().size() == rows + 1);
        Ui.press(handle(2), KeyCode.UP, KeyCode.SHIFT);
        Ui.press(handle(2), KeyCode.UP, KeyCode.SHIFT);
        settled();
        Ui.until("and the next one", () -> study.log().entries().size() == rows + 2);
        assertEquals(lane.lane().get().spec(), study.log().entries().getLast().spec());
    }

    @Test
    void aPictureThatFollowsTheHandNeverFallsBackToNoise() {
        // A run that a busy machine takes too long over shows itself as any other.
        var slow = new AtomicBoolean();
        var fell = new AtomicBoolean();
        Ui.run(() -> {
            lane.state().addListener((_, _, now) -> slow.compareAndSet(false, now instanceof LaneState.Running));
            lane.old().addListener((_, _, old) -> fell.compareAndSet(false, old && !slow.get()));
        });
        for (int i = 0; i < 12; i++) {
            Ui.press(handle(4), i % 2 == 0 ? KeyCode.UP : KeyCode.DOWN, KeyCode.SHIFT);
            Ui.run(() -> fell.compareAndSet(false, lane.frames().size() < 9 && !slow.get()));
        }
        settled();

        assertFalse(fell.get(), "a frame is missing or dimmed while edits run");
    }

    @Test
    void keysSplitAndRemoveSteps() {
        Ui.press(handle(2), KeyCode.INSERT);
        settled();
        assertEquals(9, schedule().steps());

        Ui.press(handle(3), KeyCode.DELETE);
        Ui.press(handle(3), KeyCode.DELETE);
        settled();
        assertEquals(7, schedule().steps());
    }

    @Test
    void withoutLiveAnEditWaitsForRun() {
        Ui.run(() -> find("#schedule-live", ToggleSwitch.class).setSelected(false));

        Ui.drag(handle(3), 0.5, 0.5, 0.5, -0.8);
        Ui.until("the plan is there", () -> lane.planned().get().isPresent());

        assertInstanceOf(LaneState.Draft.class, Ui.get(() -> lane.state().get()));
        assertTrue(Ui.get(() -> lane.old().get()));
    }

    @Test
    void aSolverOfOneStepNamesThemAll() {
        Ui.run(() -> pane.model().setSolver(2, Choice.of("heun")));
        Ui.until("the steps are named", () -> lane.lane().get().spec().solvers().size() == 8);
        settled();

        assertEquals("heun", lane.lane().get().spec().solvers().get(2).id());
        assertEquals("ddim", lane.lane().get().spec().solvers().get(3).id());
        assertEquals(9, lane.ran().get().orElseThrow().nfe());
    }

    @Test
    void levelsFollowTheMotionOfThePrediction() {
        Ui.until("the motion is measured", () -> pane.model().motion().get().isPresent());
        Ui.until("errors are known", () -> lane.errors().get().size() == 9);
        double before = lane.errors().get().getLast().rms().value();

        Ui.run(() -> find("#schedule-shape", MenuButton.class).getItems().getFirst().fire());
        settled();

        assertEquals(8, schedule().steps());
        assertEquals("follow the schedule", Ui.get(() -> study.undoWords().get()));
        Ui.until("its error is known", () -> lane.errors().get().size() == 9
            && lane.errors().get().getLast().rms().value() < before);
    }

    @Test
    void aGridThatCannotBeEditedSaysWhy() {
        Ui.run(() -> study.editSpec("restart", "", false,
            s -> s.withGrid(Choice.of("restart")).withSolvers(List.of(Choice.of("heun")))));
        Ui.until("it is said", () -> find("#chart-levels-empty", Label.class).isVisible()
            && find("#chart-levels-empty", Label.class).getText().contains("adds noise"));

        assertTrue(Ui.get(() -> find("#schedule-paste", Button.class).isDisabled()));
    }

    @Test
    void aPastedListBecomesTheSchedule() {
        var card = new AtomicReference<PasteCard>();
        Ui.run(() -> pane.onPaste(card::set));
        Ui.click(find("#schedule-paste", Button.class));
        Stage shown = Ui.show(card::get, 600, 400);
        TextArea text = Ui.find(card.get(), "#paste-text", TextArea.class);
        Button use = Ui.find(card.get(), "#paste-use", Button.class);

        Ui.run(() -> text.setText("14.6, seven"));
        assertTrue(Ui.get(use::isDisabled));
        Ui.run(() -> text.setText("sigmas = [14.6, 7.0, 2.0, 0.5, 0.02, 0]"));
        assertFalse(Ui.get(use::isDisabled));
        assertTrue(Ui.find(card.get(), "#paste-understood", Label.class).getText().startsWith("5 levels as sigma"));
        Ui.click(use);
        Ui.close(shown);
        settled();

        assertEquals(5, schedule().steps());
        assertTrue(schedule().toZero());
        assertEquals(7.0, schedule().levels().get(1).rho(), 1e-9);
    }
}
