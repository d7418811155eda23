package samplerscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/// A line drawn by hand around something.
final class Lasso {

    /// Shorter ones are a click of an unsteady hand.
    private static final int SHORTEST = 4;

    private final List<Point2D> line = new ArrayList<>();

    void begin() {
        line.clear();
    }

    void add(MouseEvent e) {
        line.add(new Point2D(e.getX(), e.getY()));
    }

    boolean isDrawn() {
        return line.size() >= SHORTEST;
    }

    List<Point2D> line() {
        return List.copyOf(line);
    }

    void paint(GraphicsContext g) {
        for (int i = 1; i < line.size(); i++) {
            g.strokeLine(line.get(i - 1).getX(), line.get(i - 1).getY(), line.get(i).getX(), line.get(i).getY());
        }
    }
}
