package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.study.LaneState;
import samplerscope.app.study.Study;
import samplerscope.app.study.StudyModel;
import samplerscope.app.study.TestStudies;

/// What is left of runs when the window is closed: nothing.
class ClosingTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void cancelsWhatRuns() {
        StudyModel study = Ui.get(() -> new StudyModel(TestStudies.services(), Study.of(List.of(
            TestStudies.spec("moons", "ddim", 5000, 2000), TestStudies.spec("moons", "heun", 5000, 2000)))));
        Ui.run(() -> study.runner().run(study.lanes()));
        Ui.until("both lanes run", () -> study.lanes().stream().allMatch(l -> l.frames().size() > 1));

        Ui.run(study.runner()::close);

        Ui.until("both lanes have stopped", () -> study.lanes().stream().allMatch(
            l -> l.state().get() instanceof LaneState.Cancelled));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
            .noneMatch(t -> t.getName().equals("run") && t.isAlive()));
    }

    /// The program itself, in a process of its own, closed in the middle of its first runs.
    @Test
    void endsTheProcess() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-Dglass.platform=Headless",
            "-Dprism.order=sw", "-Djava.awt.headless=true", "-Duser.home=" + folder,
            "-Dsamplerscope.home=" + System.getProperty("samplerscope.home"),
            "-cp", System.getProperty("java.class.path"), ClosedWhileRunning.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("APPDATA", folder.toString());
        builder.environment().put("SAMPLERSCOPE_DATA", folder.toString());

        Process process = builder.start();
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        process.destroyForcibly();

        String output = Files.readString(folder.resolve("output"));
        assertTrue(ended, () -> "a thread keeps the process up: " + output);
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains(ClosedWhileRunning.CLOSING), output);
        assertFalse(output.contains("Exception"), output);
    }

    /// Starts the window and closes it as soon as a run is under way.
    static final class ClosedWhileRunning {

        static final String CLOSING = "closing while a run goes on";

        private ClosedWhileRunning() {}

        public static void main(String[] args) {
            Thread.ofPlatform().daemon().start(() -> {
                while (Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("run"))) {
                    Thread.onSpinWait();
                }
                System.out.println(CLOSING);
                Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
            });
            Main.main(args);
        }
    }
}
