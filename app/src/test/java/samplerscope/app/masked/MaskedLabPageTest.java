package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.setup.FileChoice;
import samplerscope.app.study.OwnModels;
import samplerscope.masked.Canvas;
import samplerscope.registry.Family;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.MaskedCatalog;
import samplerscope.spec.ModelChoice;

/// The page over the small chain.
class MaskedLabPageTest {

    private final List<String> written = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<Choice> used = new ArrayList<>();
    private final OwnModels own = new OwnModels(List.of());
    private LabModel model;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        model = Ui.get(() -> new LabModel(MaskedCatalog.standard(), Path.of("")));
        Ui.run(() -> model.edit(d -> d.withModel(Choice.of("chain-a")).withSequences(2)));
        stage = Ui.show(() -> new MaskedLabPage(model, files(), own, new LabWindow() {
            @Override
            public void write(Path file, String text) {
                written.add(file + ":" + text);
            }

            @Override
            public void use(Choice own) {
                used.add(own);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }), 1240, 760);
        Ui.until("the model is open", () -> model.isOpen() && model.shape().get().orElseThrow().length() == 7);
    }

    private static FileChoice files() {
        return new FileChoice() {
            @Override
            public Optional<Path> open(String what, List<String> extensions) {
                return Optional.empty();
            }

            @Override
            public Optional<Path> folder(String what) {
                return Optional.of(Path.of("mine"));
            }

            @Override
            public Optional<Path> save(String what, String proposal, List<String> extensions) {
                return Optional.of(Path.of(proposal));
            }
        };
    }

    @AfterEach
    void close() {
        Ui.close(stage);
        Ui.run(model::close);
    }

    private <N extends Node> N find(String selector, Class<N> type) {
        return type.cast(stage.getScene().getRoot().lookup(selector));
    }

    private void fire(String selector) {
        Ui.run(() -> find(selector, ButtonBase.class).fire());
    }

    private void run() {
        fire("#masked-run");
        Ui.until("the lanes rest", () -> !model.running().get());
    }

    @Test
    void runsAndTellsWhatTheRuleWeighed() {
        run();
        Ui.until("the strip is told", () -> find("#masked-decisions-title", Label.class).getText().contains("written"));

        assertTrue(find("#masked-facts-0", Label.class).getText().contains("passes"));
        assertTrue(find("#masked-canvas-0", CanvasView.class).getAccessibleText().startsWith("Lane A, step 2:"));
    }

    @Test
    void aFolderIsOpenedByTheWindow() {
        fire("#masked-model-folder");

        assertEquals(List.of(ModelChoice.ofMaskedFolder(Path.of("mine"))), used);
        assertEquals("chain-a", model.draft().get().model().id(), "until the window has opened it");
    }

    @Test
    @SuppressWarnings("unchecked")
    void choosingAFolderInTheListAsksForOne() {
        var box = (ComboBox<Family>) find("#masked-model", ComboBox.class);

        Ui.run(() -> box.setValue(box.getItems().stream().filter(f -> f.id().equals("folder")).findFirst().orElseThrow()));
        Ui.pulse();

        assertEquals(List.of(ModelChoice.ofMaskedFolder(Path.of("mine"))), used);
        assertEquals("chain-a", Ui.get(() -> box.getValue().id()), "what the lab has stays chosen");
    }

    @Test
    void ownMaskedModelsStandInTheListAndAreOpenedBeforeTheyReplaceAnother() {
        Choice mine = Choice.of("folder").with("folder", new Setting.Word("/data/mine"));
        Ui.run(() -> {
            own.used(Choice.of("model-folder").with("folder", new Setting.Word("cats")), Path.of("/data"));
            own.used(mine, Path.of("/data"));
        });
        ComboBox<?> box = find("#masked-model", ComboBox.class);
        List<String> names = Ui.get(() -> box.getItems().stream().map(f -> ((Family) f).name()).toList());
        assertEquals("mine", names.getLast());
        assertFalse(names.contains("cats"), "this is of another kind of diffusion");

        Ui.run(() -> box.getSelectionModel().selectLast());
        Ui.pulse();

        assertEquals(List.of(mine), used);
        assertEquals("chain-a", model.draft().get().model().id());
        assertEquals("chain-a", Ui.get(() -> ((Family) box.getValue()).id()), "what the lab has stays chosen");
    }

    @Test
    void typingIntoTheCanvasGivesTokens() {
        Ui.run(() -> {
            var canvas = find("#masked-canvas-0", CanvasView.class);
            model.point(2);
            canvas.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "c", "", KeyCode.UNDEFINED, false, false, false, false));
            canvas.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "a", "", KeyCode.UNDEFINED, false, false, false, false));
        });

        assertEquals(List.of(-1, -1, 2, 0), model.draft().get().given());
        Ui.until("the field shows it", () -> find("#masked-prompt", TextField.class).getText().equals("__ca"));
        Ui.run(() -> {
            var canvas = find("#masked-canvas-0", CanvasView.class);
            model.point(2);
            canvas.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DELETE, false, false, false, false));
            canvas.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "z", "", KeyCode.UNDEFINED, false, false, false, false));
        });
        assertEquals(List.of(-1, -1, -1, 0), model.draft().get().given());
        Ui.until("what is no token is told", () -> find("#masked-problem", Label.class).getText().contains("'z'"));
    }

    @Test
    void aSpanIsPinnedOrHiddenForTheNextFork() {
        run();
        Ui.run(() -> {
            model.focus().set(0);
            model.scrub(model.end());
            model.point(0);
            press(KeyCode.RIGHT, false);
            press(KeyCode.RIGHT, true);
            press(KeyCode.RIGHT, true);
            press(KeyCode.ENTER, false);
        });

        assertEquals(Set.of(1, 2, 3), Ui.get(() -> model.selected().get()));
        int[] end = Ui.get(() -> model.shown(0)).state(Ui.get(() -> model.shown(0)).steps() - 1);
        assertEquals(Map.of(1, end[1], 2, end[2], 3, end[3]), Ui.get(() -> model.edits().get()));
        Ui.run(() -> press(KeyCode.DELETE, false));
        assertEquals(Map.of(1, Canvas.MASK, 2, Canvas.MASK, 3, Canvas.MASK), Ui.get(() -> model.edits().get()));
    }

    private void press(KeyCode key, boolean shift) {
        find("#masked-canvas-0", CanvasView.class)
            .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, false, false, false));
    }

    @Test
    void cellsLieInTheCanvas() {
        Rectangle2D last = Ui.get(() -> find("#masked-canvas-0", CanvasView.class).place(6));

        assertTrue(last.getMaxX() <= Ui.get(() -> find("#masked-canvas-0", CanvasView.class).getWidth()), last.toString());
    }

    @Test
    void cellsGrowWithTheTypeAndTheMouseFindsThemWhereTheyAre() {
        CanvasView canvas = find("#masked-canvas-0", CanvasView.class);
        double low = Ui.get(canvas::getHeight);

        Ui.run(() -> stage.getScene().getRoot().setStyle("-fx-font-size: 26px")); // twice the usual

        Ui.until("cells are twice as high", () -> canvas.getHeight() > 1.9 * low);
        Rectangle2D cell = Ui.get(() -> canvas.place(3));
        double x = cell.getMinX() + cell.getMaxX(); // the middle, in pixels
        double y = cell.getMinY() + cell.getMaxY();
        Ui.hover(canvas, x / canvas.getWidth(), y / canvas.getHeight(), false);
        assertEquals(3, Ui.get(model.hovered()::get));
    }

    @Test
    void aLaneThatIsRemovedMayBeLaidOutOnceMore() {
        Ui.run(() -> {
            var canvas = find("#masked-canvas-1", CanvasView.class);
            model.edit(d -> d.removing(1));
            canvas.requestLayout();
            stage.getScene().getRoot().layout();
        });

        Ui.until("its card is gone", () -> find("#masked-lane-1", LaneCard.class) == null);
    }

    @Test
    void forksFromThePage() {
        run();
        Ui.run(() -> model.scrub(1));
        Ui.until("the fork can be made", () -> !find("#masked-fork", ButtonBase.class).isDisabled());
        fire("#masked-fork");
        Ui.until("the fork rests", () -> !model.running().get() && model.draft().get().lanes().size() == 3);

        Ui.until("its lane is seen", () -> find("#masked-lane-2", LaneCard.class) != null);
        fire("#masked-remove-2");
        assertEquals(2, model.draft().get().lanes().size());
    }

    @Test
    void savesTheStepMap() {
        run();
        Ui.run(() -> find("#masked-export", MenuButton.class).getItems().forEach(i -> i.getOnAction().handle(null)));

        assertEquals(2, written.size());
        assertTrue(written.getFirst().startsWith("step-map.csv:step,passes,position"), written.getFirst());
        assertTrue(written.getLast().startsWith("step-map.json:{\"length\": 7"), written.getLast());
    }

    @Test
    void answersAndTours() {
        run();
        for (LabAnswers.Question question : LabAnswers.Question.values()) {
            fire("#masked-ask-" + question.name().toLowerCase(java.util.Locale.ROOT));
        }
        LabDraft before = model.draft().get();
        Ui.run(() -> ((MaskedLabPage) stage.getScene().getRoot()).guide("better-perplexity"));
        Ui.until("the first step has run", () -> model.isOpen() && !model.running().get()
            && model.draft().get().lanes().getLast().sampler().id().equals("llada"));
        assertFalse(find("#masked-tour-next", ButtonBase.class).isDisabled());
        fire("#masked-tour-leave");
        assertEquals(before, model.draft().get());
        fire("#masked-close");
        assertEquals(1, closed.get());
    }
}
