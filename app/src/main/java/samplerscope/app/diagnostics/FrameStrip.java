package samplerscope.app.diagnostics;

import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// The last frames as a line, oldest left, with marks at 60 and at 30 frames a second.
final class FrameStrip extends Pane {

    private static final double HEIGHT = 90;
    /// Longer frames reach the edge.
    private static final double MOST_MILLIS = 60;
    private static final double SIXTY = 1000.0 / 60;
    private static final double THIRTY = 1000.0 / 30;

    private final Polyline line = new Polyline();
    private final Line sixty = mark();
    private final Line thirty = mark();
    private final Label sixtyWords = words("60 a second");
    private final Label thirtyWords = words("30 a second");
    private double[] millis = {};

    FrameStrip() {
        setId("diagnostics-frames");
        getStyleClass().add("frame-strip");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        line.getStyleClass().add("frame-line");
        getChildren().setAll(sixty, thirty, line, sixtyWords, thirtyWords);
        setAccessibleText("Milliseconds of the last frames");
    }

    /// @param lately milliseconds, oldest first
    void show(double[] lately) {
        millis = lately;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        place(sixty, sixtyWords, SIXTY);
        place(thirty, thirtyWords, THIRTY);
        line.getPoints().clear();
        for (int i = 0; i < millis.length; i++) {
            line.getPoints().addAll(width * (FrameTimes.KEPT - millis.length + i) / FrameTimes.KEPT, y(millis[i]));
        }
    }

    private void place(Line mark, Label words, double at) {
        mark.setStartX(0);
        mark.setEndX(getWidth());
        mark.setStartY(Math.floor(y(at)) + 0.5);
        mark.setEndY(Math.floor(y(at)) + 0.5);
        words.autosize();
        words.relocate(4, y(at) - words.getHeight());
    }

    private double y(double took) {
        return getHeight() * (1 - Math.min(took, MOST_MILLIS) / MOST_MILLIS);
    }

    private static Line mark() {
        var line = new Line();
        line.getStyleClass().add("frame-mark");
        return line;
    }

    private static Label words(String text) {
        var label = new Label(text);
        label.getStyleClass().add("frame-words");
        return label;
    }
}
