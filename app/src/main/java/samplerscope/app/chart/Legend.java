package samplerscope.app.chart;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/// What each line of a chart is: hovering shows it, a click focuses its lane, Alt-click hides it.
public final class Legend extends FlowPane {

    private static final double WIDE = 26;
    private static final double HIGH = 12;

    private final IntegerProperty highlighted;
    private final Consumer<Integer> focus;
    private final Consumer<Integer> hide;
    private List<Line> lines = List.of();

    /// What the node of an entry is made for.
    private record Line(int lane, int style, ChartInk ink) {}

    /// One line of the legend.
    ///
    /// @param words name, and what is known about the lane
    public record Entry(int lane, int style, String words) {}

    public Legend(IntegerProperty highlighted, Consumer<Integer> focus, Consumer<Integer> hide) {
        this.highlighted = highlighted;
        this.focus = focus;
        this.hide = hide;
        getStyleClass().add("scope-chart-legend");
    }

    /// Shows other lines. Where only their words are others, the nodes stay, and with them the focus of the keyboard.
    public void show(List<Entry> entries, ChartInk ink) {
        List<Line> wanted = entries.stream().map(e -> new Line(e.lane(), e.style(), ink)).toList();
        if (!wanted.equals(lines)) {
            lines = wanted;
            getChildren().setAll(entries.stream().map(e -> node(e, ink)).toList());
        }
        for (int i = 0; i < entries.size(); i++) {
            var node = (HBox) getChildren().get(i);
            ((Label) node.getChildren().getLast()).setText(entries.get(i).words());
            node.setAccessibleText(entries.get(i).words());
        }
    }

    private HBox node(Entry entry, ChartInk ink) {
        var node = new HBox(glyph(new LaneInk(entry.style(), ink.ground())), new Label());
        node.getStyleClass().add("legend-entry");
        node.setId("legend-" + entry.lane());
        node.setFocusTraversable(true);
        node.setOnMouseEntered(_ -> highlighted.set(entry.lane()));
        node.setOnMouseExited(_ -> highlighted.set(Curve.NO_LANE));
        node.setOnMouseClicked(e -> (e.isAltDown() ? hide : focus).accept(entry.lane()));
        node.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                focus.accept(entry.lane());
            }
        });
        return node;
    }

    static Canvas glyph(LaneInk lane) {
        var canvas = new Canvas(WIDE, HIGH);
        GraphicsContext g = canvas.getGraphicsContext2D();
        lane.strokeLine(g, 0, WIDE, HIGH / 2);
        lane.paintMarker(g, WIDE / 2, HIGH / 2);
        return canvas;
    }
}
