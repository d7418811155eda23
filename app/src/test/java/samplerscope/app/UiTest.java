package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
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

    @Test
    void failsWithTheCauseThatTheFxThreadMet() {
        var e = assertThrows(AssertionError.class, () -> Ui.run(() -> {
            throw new IllegalStateException("out of ink");
        }));

        assertTrue(e.getMessage().contains("out of ink"));
    }
}
