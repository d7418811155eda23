package samplerscope.app.setup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.registry.Parameter;

class FormTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void namesWrapBetweenWordsAndNeverInsideOneHoweverLargeTheTypeIs() {
        for (int size : new int[] {12, 20, 28}) {
            Form form = Ui.get(() -> new Form("test", List.of(real("temperature"), real("lower order at the end")),
                (_, _) -> {}, new NoFiles()));
            Stage stage = Ui.show(() -> {
                form.setStyle("-fx-font-size: " + size + "px");
                return form;
            }, 260, 300);
            try {
                Ui.pulse();
                Label word = name(form, "temperature");
                Node slider = Ui.get(() -> form.lookup("#test-temperature"));

                Ui.run(() -> {
                    assertTrue(word.getHeight() < 2 * size, "on one line: " + word.getHeight() + " at " + size);
                    assertTrue(word.getBoundsInParent().getMaxX() <= slider.getBoundsInParent().getMinX());
                    assertTrue(name(form, "lower order at the end").getHeight() > 2 * size, "wraps between words");
                });
            } finally {
                Ui.close(stage);
            }
        }
    }

    private static Label name(Form form, String text) {
        return (Label) form.getChildren().stream().filter(n -> n instanceof Label l && l.getText().equals(text))
            .findFirst().orElseThrow();
    }

    private static Parameter real(String id) {
        return Parameter.real(id, id, "help", 0.5, 0, 1);
    }
}
