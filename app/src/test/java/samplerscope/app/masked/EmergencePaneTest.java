package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.masked.measure.Foresight;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;

/// The small chain, uncovered one by one at temperature 0.
class EmergencePaneTest {

    private LabModel model;
    private EmergencePane pane;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-a")).withSequences(3)
            .withLane(d.lanes().getFirst().with(Choice.of("confidence").with("per-step", 1).with("temperature", 0)))));
        stage = Ui.show(() -> {
            pane = new EmergencePane(model);
            model.answers().found().subscribe((_, _) -> pane.refresh());
            model.answer().subscribe((_, _) -> pane.refresh());
            return pane;
        }, 760, 260);
        Ui.until("the model is open", () -> model.isOpen() && model.shape().get().orElseThrow().length() == 7);
        Ui.run(pane::refresh);
    }

    @AfterEach
    void close() {
        Ui.close(stage);
        Ui.run(model::close);
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return type.cast(stage.getScene().getRoot().lookup(selector));
    }

    private void run() {
        Ui.run(model::start);
        Ui.until("the lanes rest", () -> !model.running().get());
        Ui.run(pane::refresh);
        Ui.until("the answers are told", () -> model.hasAnswers());
    }

    private List<String> rules() {
        return Ui.get(() -> find("#masked-exits", GridPane.class).getChildren().stream().map(n -> ((Label) n).getText())
            .toList());
    }

    @Test
    void beforeTheRunItSaysWhatWillBeThere() {
        assertTrue(Ui.get(() -> find("#masked-emergence", EmergenceStrip.class).getAccessibleText()).startsWith("Press Run"));
        assertTrue(rules().isEmpty());
    }

    @Test
    void asksEachRuleThatLeavesEarlyOnce() {
        run();

        List<String> told = rules();
        assertEquals(12, told.size(), "a head and three rules in three columns: " + told);
        assertTrue(told.stream().anyMatch(w -> w.endsWith("Prophet")), told.toString());
        assertTrue(told.stream().anyMatch(w -> w.endsWith("SchED")), told.toString());
    }

    @Test
    void aLaneThatLeavesEarlyIsAskedWithItsOwnSettings() {
        Ui.run(() -> model.choose(1, Choice.of("certificate-exit").with("bound", 1000)));
        run();

        List<String> told = rules();
        assertTrue(told.get(3).endsWith("certificate"), "the rule of the lane comes first: " + told);
        assertTrue(told.get(4).startsWith("pass 1,"), "with so large a bound it leaves at once: " + told);
    }

    @Test
    void theSelectedCellsBecomeTheAnswer() {
        run();
        Ui.run(() -> {
            model.selected().set(Set.of(2, 4));
            pane.refresh();
            find("#masked-answer-selection", ButtonBase.class).fire();
        });

        assertEquals(Optional.of(new Answer(2, 3)), model.answer().get());
        Ui.until("it is told", () -> model.answers().found().get().filter(f -> f.answer().isPresent()).isPresent());
        assertTrue(Ui.get(() -> find("#masked-answer-words", Label.class).getText()).endsWith("positions 3 to 5"));
        Ui.run(() -> find("#masked-answer-all", ButtonBase.class).fire());
        assertEquals(Optional.empty(), model.answer().get());
    }

    @Test
    void theReadingIsOfTheShownText() {
        run();
        Ui.run(() -> {
            model.sequence().set(2);
            pane.refresh();
        });

        AnswerModel.Found found = model.answers().found().get().orElseThrow();
        Sequence shown = Ui.get(() -> model.shown(0));
        AnswerModel.Reading reading = found.of(shown).orElseThrow();
        assertEquals(7, reading.foresight().settled().length);
        assertEquals(Foresight.Stage.WRITTEN, reading.foresight().stage(6, 0));
        assertFalse(Ui.get(() -> find("#masked-answer-there", Label.class).getText()).isEmpty());
    }

    @Test
    void aClickGoesToTheMoment() {
        run();
        Ui.run(() -> {
            var strip = find("#masked-emergence", EmergenceStrip.class);
            double x = 58 + (strip.getWidth() - 58 - 22) * 0.5;
            strip.fireEvent(new MouseEvent(MouseEvent.MOUSE_PRESSED, x, 60, x, 60, MouseButton.PRIMARY, 1, false, false,
                false, false, true, false, false, false, false, false, new PickResult(strip, x, 60)));
        });

        assertEquals(3.5, model.time().get(), 0.01);
    }

    @Test
    void anotherModelForgetsTheAnswer() {
        Ui.run(() -> model.answer().set(Optional.of(new Answer(0, 2))));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-b"))));

        assertEquals(Optional.empty(), model.answer().get());
    }
}
