package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Dglass.platform=Headless",
            "-Dprism.order=sw", "-Djava.awt.headless=true", "-Duser.home=" + folder, "-Dsamplerscope.home=" + folder,
            "-cp", System.getProperty("java.class.path"), ReadAndClosed.class.getName())
            .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("APPDATA", folder.toString());
        builder.environment().put("SAMPLERSCOPE_DATA", folder.toString());

        Process process = builder.start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();

        String output = Files.readString(folder.resolve("output"));
        assertTrue(ended, () -> "the window did not close: " + output);
        assertEquals(1, process.exitValue(), output);
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
