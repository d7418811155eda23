package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;

class PrecisionPaneTest {

    private LabModel model;
    private PrecisionPane pane;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-a")).withSequences(1)
            .withLane(d.lanes().getFirst().with(Choice.of("ancestral").with("steps", 4)))));
        stage = Ui.show(() -> {
            pane = new PrecisionPane(model);
            model.precision().found().subscribe((_, _) -> pane.refresh());
            return pane;
        }, 760, 260);
        Ui.until("the model is open", () -> model.isOpen() && model.shape().get().orElseThrow().length() == 7);
        choose("#masked-precision-size", 256); // little work
    }

    @AfterEach
    void close() {
        Ui.close(stage);
        Ui.run(model::close);
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return type.cast(stage.getScene().getRoot().lookup(selector));
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(String selector, T value) {
        Ui.run(() -> find(selector, ChoiceBox.class).setValue(value));
    }

    private PrecisionModel.Found told() {
        Ui.until("it is worked out", () -> model.precision().found().get().isPresent());
        return Ui.get(() -> model.precision().found().get().orElseThrow());
    }

    private List<String> facts() {
        return Ui.get(() -> find("#masked-precision-facts", GridPane.class).getChildren().stream()
            .map(n -> ((Label) n).getText()).toList());
    }

    @Test
    void tellsALawWithATail() {
        PrecisionModel.Found found = told();

        assertEquals(256, found.draw().law().length);
        assertEquals(1.0 / 1024, found.draw().reveal());
        assertTrue(found.draw().temperature() < 1, "few bits sharpen: " + found.draw().temperature());
        Ui.until("the table is there", () -> facts().size() == 18);
        assertEquals("to be", facts().get(1));
    }

    @Test
    void aSureRevealHardlySharpens() {
        double seldom = told().draw().temperature();
        choose("#masked-precision-steps", 1);
        double sure = told().draw().temperature();

        assertTrue(sure > seldom, sure + " is nearer to 1 than " + seldom);
        assertEquals(1, sure, 1e-3);
    }

    @Test
    void emulatedDrawsAreCounted() {
        choose("#masked-precision-steps", 16);
        PrecisionModel.Found found = told();

        double share = (double) found.shown() / Arrays.stream(found.counts()).sum();
        assertEquals(found.draw().drawnReveal(), share, 5 * Math.sqrt(share / 6e6 * 257)); // 5 standard errors
    }

    @Test
    @SuppressWarnings("unchecked")
    void theLawOfAChosenPositionIsDrawnFrom() {
        Ui.run(() -> {
            var box = (ChoiceBox<Object>) find("#masked-precision-law", ChoiceBox.class);
            box.setValue(box.getItems().getLast());
        });
        Ui.run(pane::refresh);
        assertTrue(facts().isEmpty(), "no position is chosen yet");
        Ui.run(model::start);
        Ui.until("the lanes rest", () -> !model.running().get());
        Ui.run(() -> {
            model.scrub(0);
            model.point(3);
            pane.refresh();
        });

        double[] law = told().draw().law();
        assertEquals(3, law.length);
        assertTrue(law[0] >= law[1] && law[1] >= law[2]);
    }

    @Test
    void theLaneRunsWithTheOtherDraw() {
        assertEquals(Optional.of(false), LabFacts.isCoarse(model, 0));
        Ui.run(pane::refresh);
        Ui.run(() -> find("#masked-precision-flip", ButtonBase.class).fire());
        Ui.until("it rests", () -> !model.running().get() && !model.runs().get().isEmpty());

        assertEquals(Optional.of(true), LabFacts.isCoarse(model, 0));
        assertFalse(model.isStale(model.draft().get().lanes().getFirst()));
        Ui.run(() -> find("#masked-precision-flip", ButtonBase.class).fire());
        assertEquals(Optional.of(false), LabFacts.isCoarse(model, 0));
    }

    @Test
    void theOtherDrawMayStandBeside() {
        Ui.run(pane::refresh);
        Ui.run(() -> find("#masked-precision-beside", ButtonBase.class).fire());

        assertEquals(3, model.draft().get().lanes().size());
        assertEquals(new Setting.Word("gumbel-24"), model.draft().get().lanes().getLast().sampler().settings().get("draw"));
    }

    @Test
    void aSamplerWithoutTheChoiceHasNoSwitch() {
        Ui.run(() -> {
            model.choose(0, Choice.of("klass"));
            pane.refresh();
        });

        assertTrue(Ui.get(() -> find("#masked-precision-flip", ButtonBase.class).isDisabled()));
    }
}
