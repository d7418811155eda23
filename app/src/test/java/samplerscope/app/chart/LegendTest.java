package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import samplerscope.app.Ui;

class LegendTest {

    @BeforeAll
    static void toolkit() {
        Ui.start();
    }

    @Test
    void otherWordsAreWrittenIntoTheSameNodes() {
        Ui.run(() -> {
            Legend legend = legend();
            legend.show(List.of(new Legend.Entry(1, 0, "A 0.1"), new Legend.Entry(2, 1, "B")), ChartInk.PRINT);
            List<Node> before = List.copyOf(legend.getChildren());

            legend.show(List.of(new Legend.Entry(1, 0, "A 0.05"), new Legend.Entry(2, 1, "B 0.2")), ChartInk.PRINT);

            assertEquals(before, List.copyOf(legend.getChildren()));
            assertEquals(List.of("A 0.05", "B 0.2"), words(legend));
        });
    }

    @Test
    void otherLanesOrStylesAreOtherNodes() {
        Ui.run(() -> {
            Legend legend = legend();
            legend.show(List.of(new Legend.Entry(1, 0, "A")), ChartInk.PRINT);
            Node before = legend.getChildren().getFirst();

            legend.show(List.of(new Legend.Entry(1, 2, "A"), new Legend.Entry(3, 1, "C")), ChartInk.PRINT);

            assertNotEquals(before, legend.getChildren().getFirst());
            assertEquals(List.of("A", "C"), words(legend));
            legend.show(List.of(), ChartInk.PRINT);
            assertEquals(List.of(), words(legend));
        });
    }

    private static Legend legend() {
        return new Legend(new SimpleIntegerProperty(), _ -> {}, _ -> {});
    }

    private static List<String> words(Legend legend) {
        return legend.getChildren().stream().map(n -> ((Label) ((HBox) n).getChildren().getLast()).getText()).toList();
    }
}
