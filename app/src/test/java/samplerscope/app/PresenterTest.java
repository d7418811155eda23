package samplerscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samplerscope.app.chart.ChartPane;
import samplerscope.app.kit.TypeSwatch;
import samplerscope.app.study.TestStudies;

/// The window for an audience.
class PresenterTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void leavesOnlyWhatAnAudienceLooksAtAndComesBack() {
        try (TestWindow window = TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 200)))) {
            double small = Ui.find(window.bench().root(), ".lane-name", Label.class).getFont().getSize();

            Ui.press(window.bench().root(), KeyCode.F5);
            Ui.pulse();

            assertNull(Ui.get(() -> window.bench().root().lookup("#setup")));
            assertNull(Ui.get(() -> window.bench().root().lookup("#inspector")));
            assertFalse(isSeen(window, "#bar"));
            assertFalse(isSeen(window, "#status"));
            assertTrue(isSeen(window, "#lanes"));
            assertTrue(isSeen(window, "#timeline"));
            double large = Ui.find(window.bench().root(), ".lane-name", Label.class).getFont().getSize();
            assertTrue(large > 1.3 * small, small + " to " + large);

            Ui.press(window.bench().root(), KeyCode.ESCAPE);

            assertNotNull(Ui.get(() -> window.bench().root().lookup("#setup")));
            assertNotNull(Ui.get(() -> window.bench().root().lookup("#inspector")));
            assertTrue(isSeen(window, "#bar"));
        }
    }

    @Test
    void whatIsDrawnGrowsWithTheType() {
        try (TestWindow window = TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 200)))) {
            window.finish();
            ChartPane chart = Ui.find(window.bench().root(), "#chart-error", ChartPane.class);
            Ui.until("the chart has its curve", () -> belowThePlot(chart) > 0);
            double small = Ui.get(() -> belowThePlot(chart));

            Ui.press(window.bench().root(), KeyCode.F5);

            // Names of the axis and of its ticks, and a little room that stays as it is.
            Ui.until("the axis is named in larger type", () -> belowThePlot(chart) > 1.3 * small);
            TypeSwatch axes = Ui.find(window.bench().root(), "PlaneAxes TypeSwatch", TypeSwatch.class);
            assertTrue(Ui.get(() -> axes.points(10)) > 13);
        }
    }

    private static double belowThePlot(ChartPane chart) {
        return chart.pixelOf(chart.xShown().from(), chart.yShown().from()).map(p -> chart.getHeight() - p.getY()).orElse(0.0);
    }

    @Test
    void arrowAndPageKeysTurnTheStepsOfATour() {
        try (TestWindow window = TestWindow.open(folder, List.of(TestStudies.spec("moons", "ddim", 8, 200)))) {
            Ui.run(window.bench().pages()::tours);
            Ui.click(Ui.find(window.bench().root(), "#tour-start-0", Node.class));
            Ui.press(window.bench().root(), KeyCode.F5);

            Ui.press(window.bench().root(), KeyCode.RIGHT);
            Ui.press(window.bench().root(), KeyCode.PAGE_DOWN);
            assertEquals("3 of 4", count(window));
            Ui.press(window.bench().root(), KeyCode.LEFT);
            assertEquals("2 of 4", count(window));

            Ui.press(window.bench().root(), KeyCode.ESCAPE); // the presentation, not the tour
            assertEquals("2 of 4", count(window));
            Ui.press(window.bench().root(), KeyCode.ESCAPE);
            assertNull(Ui.get(() -> window.bench().root().lookup("#tour")));
            assertNotNull(Ui.get(() -> window.bench().root().lookup("#inspector")));
        }
    }

    private static String count(TestWindow window) {
        return Ui.find(window.bench().root(), "#tour-count", Label.class).getText();
    }

    private static boolean isSeen(TestWindow window, String selector) {
        return Ui.get(() -> {
            Node node = window.bench().root().lookup(selector);
            for (Node n = node; n != null; n = n.getParent()) {
                if (!n.isVisible()) {
                    return false;
                }
            }
            return node != null;
        });
    }
}
