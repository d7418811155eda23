package samplerscope.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class MenusTest {

    private final AtomicInteger plays = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final BooleanProperty loops = new SimpleBooleanProperty();
    /// Whether the command that turns it does nothing.
    private boolean refuses;
    private final MenuBar[] bar = new MenuBar[1];
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @BeforeEach
    void open() {
        List<Command> commands = List.of(Command.of("play", "Time", "Play", "P", plays::incrementAndGet),
            Command.of("run", "Time", "Run", "Shortcut+R", runs::incrementAndGet),
            Command.of("slower", "Time", "Slower", "Open_Bracket", () -> {}),
            Command.of("loop", "Time > More", "x_t", "", () -> {
                if (!refuses) {
                    loops.set(!loops.get());
                }
            }).showing(loops));
        stage = Ui.show(() -> {
            bar[0] = Menus.bar(commands);
            var field = new TextField();
            field.setId("name");
            var elsewhere = new StackPane();
            elsewhere.setId("elsewhere");
            elsewhere.setFocusTraversable(true);
            return new VBox(bar[0], field, elsewhere);
        }, 400, 200);
        Ui.run(() -> Menus.keys(stage.getScene(), commands));
    }

    @AfterEach
    void close() {
        Ui.close(stage);
    }

    @Test
    void showEveryKey() {
        List<String> shown = Ui.get(() -> bar[0].getMenus().getFirst().getItems().stream().map(MenuItem::getAccelerator)
            .filter(Objects::nonNull).map(KeyCombination::getDisplayText).toList());

        assertEquals(List.of("P", "Ctrl+R", "["), shown);
    }

    /// A menu that listened would act beside the scene.
    @Test
    void listenToNone() {
        var p = new KeyEvent(KeyEvent.KEY_PRESSED, "", "P", KeyCode.P, false, false, false, false);

        assertFalse(Ui.get(() -> bar[0].getMenus().getFirst().getItems().stream()
            .anyMatch(item -> item.getAccelerator() != null && item.getAccelerator().match(p))));
    }

    @Test
    void standWithinOthers() {
        Menu within = within();

        assertEquals("More", within.getText());
        assertEquals("x_t", within.getItems().getFirst().getText());
        assertFalse(within.getItems().getFirst().isMnemonicParsing());
    }

    @Test
    void markWhatIsOn() {
        var item = (CheckMenuItem) within().getItems().getFirst();
        assertFalse(item.isSelected());

        Ui.run(() -> loops.set(true));
        assertTrue(item.isSelected());

        choose(item);
        assertFalse(item.isSelected());
        assertFalse(loops.get());
    }

    @Test
    void markNothingThatWasNotDone() {
        var item = (CheckMenuItem) within().getItems().getFirst();
        refuses = true;

        choose(item);

        assertFalse(item.isSelected());
    }

    /// What a click on an item does.
    private static void choose(CheckMenuItem item) {
        Ui.run(() -> {
            item.setSelected(!item.isSelected());
            item.fire();
        });
    }

    private Menu within() {
        return (Menu) bar[0].getMenus().getFirst().getItems().getLast();
    }

    @Test
    void actOnceOnAKeyAndNeverWhileSomebodyTypes() {
        var field = Ui.find(stage.getScene().getRoot(), "#name", TextField.class);
        var elsewhere = Ui.find(stage.getScene().getRoot(), "#elsewhere", StackPane.class);

        Ui.run(field::requestFocus);
        Ui.press(field, KeyCode.P);
        assertEquals(0, plays.get());

        Ui.run(elsewhere::requestFocus);
        Ui.press(elsewhere, KeyCode.P);
        Ui.press(elsewhere, KeyCode.R, KeyCode.SHORTCUT);
        assertEquals(1, plays.get());
        assertEquals(1, runs.get());
    }
}
