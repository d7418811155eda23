package samplerscope.app.search;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;
import samplerscope.search.Candidate;

/// The times of a schedule as falling dots, step by step: where it goes slowly and where it leaps. Times stand on a
/// square root scale, as most of what matters happens near the data.
final class GridSparkline extends Pane {

    private static final double MARGIN = 3;
    private static final double RADIUS = 1.6;

    GridSparkline(double width, double height) {
        setMinSize(width, height);
        setPrefSize(width, height);
        setMaxSize(width, height);
        setMouseTransparent(true);
        getStyleClass().add("grid-sparkline");
    }

    void show(Candidate candidate) {
        List<Double> times = candidate.times();
        int last = times.size() - 1 + (candidate.toZero() ? 1 : 0);
        var line = new Polyline();
        line.getStyleClass().add("sparkline");
        getChildren().setAll(line);
        for (int i = 0; i <= last; i++) {
            double share = i < times.size() ? Math.sqrt(Math.max(0, times.get(i) / times.getFirst())) : 0;
            double x = MARGIN + (getPrefWidth() - 2 * MARGIN) * i / last;
            double y = MARGIN + (getPrefHeight() - 2 * MARGIN) * (1 - share);
            line.getPoints().addAll(x, y);
            var dot = new Circle(x, y, RADIUS);
            dot.getStyleClass().add("sparkline-dot");
            getChildren().add(dot);
        }
    }
}
