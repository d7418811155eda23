package samplerscope.app.masked;

import javafx.geometry.Point2D;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import samplerscope.app.chart.InkSwatches;

/// What a picture of the lab is drawn on: a canvas over a whole region. Its units are pixels while nobody presents and
/// grow with the window's type, so that an audience sees the same picture with everything in it larger.
final class LabSheet extends Group {

    private final Canvas canvas = new Canvas();
    private final InkSwatches swatches;
    private final Region host;

    /// @param host    whose first child this becomes
    /// @param repaint called on the FX thread when theme, type or the size of the host has changed
    LabSheet(Region host, Runnable repaint) {
        this.host = host;
        this.swatches = new InkSwatches(repaint);
        setManaged(false);
        getChildren().setAll(swatches, canvas);
        host.widthProperty().addListener((_, _, _) -> repaint.run());
        host.heightProperty().addListener((_, _, _) -> repaint.run());
    }

    LabInk ink() {
        return LabInk.of(swatches.ink());
    }

    /// Pixels of one unit.
    double unit() {
        return swatches.type().points(1);
    }

    /// In units.
    double width() {
        return host.getWidth() / unit();
    }

    /// In units.
    double height() {
        return host.getHeight() / unit();
    }

    /// Where the mouse is, in units.
    Point2D at(MouseEvent e) {
        return new Point2D(e.getX() / unit(), e.getY() / unit());
    }

    /// Empties the sheet for a new picture.
    GraphicsContext blank() {
        canvas.setWidth(host.getWidth());
        canvas.setHeight(host.getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setTransform(1, 0, 0, 1, 0, 0);
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.scale(unit(), unit());
        return g;
    }
}
