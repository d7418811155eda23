package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, in a process of its own, over assets that were damaged.
class StartFailureTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsWrongWithTheAssetsAndEnds() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("assets/manifest.json"), "{\"cut off");
        OwnProcess program = OwnProcess.of(folder, folder, ReadAndClosed.class);

        String output = program.output();
        assertTrue(program.ended(), () -> "the window did not close: " + output);
        assertEquals(1, program.exit(), output);
        assertTrue(output.contains("samplerscope: manifest.json, line 1, column"), output);
        assertTrue(output.contains(ReadAndClosed.SEEN + "manifest.json, line 1, column"), output);
        assertFalse(output.contains("Exception in"), output);
    }

    /// Reads what the window says, and closes it.
    static final class ReadAndClosed {

        static final String SEEN = "the window says: ";

        private ReadAndClosed() {}

        public static void main(String[] args) {
            Thread.ofPlatform().daemon().start(() -> {
                while (Window.getWindows().isEmpty()) {
                    Thread.onSpinWait();
                }
                Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(window -> {
                    Node happened = window.getScene().lookup("#problem-happened");
                    System.out.println(SEEN + ((Label) happened).getText());
                    window.hide();
                }));
            });
            Main.main(args);
        }
    }
}
