package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.controlsfx.control.textfield.TextFields;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UiTest {

    @BeforeAll
    static void start() {
        Ui.start();
    }

    @Test
    void clicksButtonsAndTypesIntoFields() {
        var clicks = new AtomicInteger();
        Stage stage = Ui.show(() -> {
            var button = new Button("Run");
            button.setId("run");
            button.setOnAction(_ -> clicks.incrementAndGet());
            var field = new TextField();
            field.setId("name");
            return new VBox(8, button, field);
        }, 1280, 800);
        Button run = Ui.find(stage.getScene().getRoot(), "#run", Button.class);
        TextField name = Ui.find(stage.getScene().getRoot(), "#name", TextField.class);

        Ui.click(run);
        Ui.type(name, "moons");
        Ui.press(name, KeyCode.BACK_SPACE);

        assertEquals(1, clicks.get());
        assertEquals("moon", Ui.get(name::getText));
        assertEquals(1280, Ui.snapshot(stage.getScene().getRoot()).getWidth());
        Ui.close(stage);
    }

    /// Its own sheet asks for names that the theme of the controls does not have.
    private static StackPane foreign() {
        return new StackPane(TextFields.createClearableTextField());
    }

    @Test
    void aViewIsDressedAsInTheProgram() {
        assertFalse(complaints(() -> {
            Stage bare = Ui.get(Stage::new);
            Ui.run(() -> {
                bare.setScene(new Scene(foreign(), 400, 100));
                bare.show();
            });
            return bare;
        }).isEmpty());
        assertEquals(List.of(), complaints(() -> Ui.show(UiTest::foreign, 400, 100)));
    }

    /// What the style sheets could not do while a window was opened.
    private static List<String> complaints(Supplier<Stage> open) {
        var heard = new CopyOnWriteArrayList<String>();
        var ear = new StreamHandler() {
            @Override
            public synchronized void publish(LogRecord told) {
                heard.add(told.getMessage());
            }
        };
        Logger styles = Logger.getLogger("javafx.css");
        styles.addHandler(ear);
        styles.setUseParentHandlers(false); // what is looked for on purpose is no warning to anybody

        Stage opened = open.get();
        Ui.pulse();
        Ui.close(opened);
        styles.setUseParentHandlers(true);
        styles.removeHandler(ear);
        return heard;
    }

    @Test
    void failsWithTheCauseThatTheFxThreadMet() {
        var e = assertThrows(AssertionError.class, () -> Ui.run(() -> {
            throw new IllegalStateException("out of ink");
        }));

        assertTrue(e.getMessage().contains("out of ink"));
    }
}
