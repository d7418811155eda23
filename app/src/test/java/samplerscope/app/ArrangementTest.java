package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.study.TestStudies;

class ArrangementTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void theWindowComesBackAsItWasLeft() {
        Map<String, String> left;
        try (TestWindow window = open("first")) {
            Ui.run(() -> {
                window.bench().toggleInspector();
                window.bench().toggleRuns();
                ((SplitPane) window.bench().root().lookup("#canvas")).setDividerPositions(0.45);
                window.bench().commands().get("view.anatomy").perform();
            });
            Ui.pulse();
            left = Ui.get(window.bench().arrangement()::now);
        }

        try (TestWindow window = open("second")) {
            Map<String, String> before = Ui.get(window.bench().arrangement()::now);
            Ui.run(() -> window.bench().arrangement().restore(left));
            Ui.pulse();

            Map<String, String> now = Ui.get(window.bench().arrangement()::now);
            assertEquals("anatomy-tab", now.get("chart"));
            assertEquals(left.get("chart"), now.get("chart"));
            assertEquals(Double.parseDouble(left.get("canvas")), Double.parseDouble(now.get("canvas")), 0.04);
            assertEquals(!Boolean.parseBoolean(before.get("runs")), Boolean.parseBoolean(now.get("runs")));
            assertNull(Ui.get(() -> ((BorderPane) window.bench().root().lookup("#shell")).getRight()));
        }
    }

    @Test
    void whatNobodyUnderstandsChangesNothing() {
        try (TestWindow window = open("third")) {
            Map<String, String> before = Ui.get(window.bench().arrangement()::now);

            Ui.run(() -> window.bench().arrangement().restore(Map.of("canvas", "wide", "chart", "no-tab", "moon", "full")));

            assertEquals(before, Ui.get(window.bench().arrangement()::now));
        }
    }

    private TestWindow open(String name) {
        return TestWindow.open(folder.resolve(name), List.of(TestStudies.spec("moons", "ddim", 8, 50)));
    }
}
