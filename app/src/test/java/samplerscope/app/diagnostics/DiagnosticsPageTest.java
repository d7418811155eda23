package samplerscope.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.app.diagnostics.DiagnosticsReport.Fact;

class DiagnosticsPageTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void showsWhatIsMeasuredAndCopiesAllOfItAsText() {
        var diagnostics = Ui.get(Diagnostics::new);
        Stage stage = Ui.show(() -> new DiagnosticsPage(diagnostics, () -> List.of(new Fact("Device", "a small one")),
            () -> {}), 900, 700);
        Ui.run(() -> diagnostics.watch(stage.getScene()));
        var bars = Ui.find(stage.getScene().getRoot(), "#diagnostics-blocks", GridPane.class);

        Ui.until("answers are counted", () -> bars.getChildren().stream().anyMatch(
            n -> n instanceof Label label && label.getText().matches("[1-9][\\d,]*")));
        Ui.click(Ui.find(stage.getScene().getRoot(), "#diagnostics-copy", Button.class));

        String text = Ui.get(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(text.contains("a small one"), text);
        assertTrue(text.contains("Frames a second"), text);
        assertTrue(text.contains("fx-watchdog"), "threads by name: " + text);
        Ui.close(stage);
        Ui.until("nobody watches a window that is closed", () -> diagnostics.blocks().total() == 0);
    }
}
