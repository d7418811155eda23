package samplerscope.app.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;
import samplerscope.search.Candidate;
import samplerscope.search.StepDecision;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.spec.Choice;

class StepStripTest {

    private static final StepDecision DATA = StepDecision.Unified.of(Prediction.DATA, 2);
    private static final StepDecision V3 = new StepDecision.Named(Choice.of("dpm-solver-v3"), 1);

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void everyBoxIsThereWhereThereIsRoom() {
        assertEquals(List.of("gaussian", "D2", "2\u00d7dpm-solver-v3", "D2"), shown(900));
    }

    @Test
    void whatHasNoRoomIsCountedAndNoBoxIsCut() {
        for (int width = 30; width < 300; width += 7) {
            List<String> words = shown(width);
            int left = IntStream.range(0, words.size()).map(i -> steps(words.get(i))).sum();

            assertEquals(4, left, words + " in " + width);
        }
    }

    private static int steps(String words) {
        return words.equals("gaussian") ? 0 : words.startsWith("2\u00d7") ? 2
            : words.startsWith("+") ? Integer.parseInt(words.substring(1)) : 1;
    }

    /// The words that are seen from end to end, in a strip of a width.
    private static List<String> shown(double width) {
        Candidate candidate = new Candidate(IntStream.rangeClosed(0, 4).mapToObj(i -> 1 - 0.1 * i).toList(), false,
            FirstOutput.GAUSSIAN, Stream.of(DATA, V3, V3, DATA).toList());
        StepStrip strip = Ui.get(() -> {
            var made = new StepStrip();
            made.show(candidate);
            made.setMaxWidth(width);
            return made;
        });
        Stage stage = Ui.show(() -> new HBox(strip), 1000, 60);
        try {
            return Ui.get(() -> strip.getChildrenUnmodifiable().stream().filter(n -> n.isVisible()).map(n -> {
                var label = (Label) n;
                assertTrue(label.getBoundsInParent().getMaxX() <= strip.getWidth() + 0.5 && strip.getWidth() <= width + 0.5,
                    label.getText() + " in " + width);
                assertTrue(label.getWidth() >= label.prefWidth(-1), label.getText());
                return label.getText();
            }).toList());
        } finally {
            Ui.close(stage);
        }
    }
}
