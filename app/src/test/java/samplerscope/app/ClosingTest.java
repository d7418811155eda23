package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        OwnProcess program = OwnProcess.of(folder, Path.of(System.getProperty("samplerscope.home")), ClosedWhileRunning.class);

        String output = program.output();
        assertTrue(program.ended(), () -> "a thread keeps the process up: " + output);
        assertEquals(0, program.exit(), output);
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
