package samplerscope.app.chart;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Marker;
import samplerscope.app.kit.Palette;

/// How the palette's lanes look to the two drawing surfaces of a chart.
///
/// @param style index of colour, marker and dash
record LaneInk(int style, Ground ground) {

    private static final double LINE_WIDTH = 1.8;
    /// Markers of the palette come in a box of this size.
    private static final double BOX = 12;
    private static final double SCALE = 0.75;

    Color color() {
        return Palette.lane(style, ground);
    }

    boolean isFilled() {
        return !Palette.hollow(style);
    }

    BasicStroke stroke(double width) {
        double[] dash = Palette.dash(style);
        var lengths = new float[dash.length];
        for (int i = 0; i < dash.length; i++) {
            lengths[i] = (float) dash[i];
        }
        return dash.length == 0 ? new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            : new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, lengths, 0);
    }

    /// The marker around the origin.
    Shape marker() {
        return switch (Palette.marker(style)) {
            case CIRCLE -> new Ellipse2D.Double(-3.5, -3.5, 7, 7);
            case SQUARE -> new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4);
            case TRIANGLE -> polygon(0, -4.2, 4, 3, -4, 3);
            case DIAMOND -> polygon(0, -4.6, 4.6, 0, 0, 4.6, -4.6, 0);
            case PLUS -> polygon(-1.3, -4.5, 1.3, -4.5, 1.3, -1.3, 4.5, -1.3, 4.5, 1.3, 1.3, 1.3, 1.3, 4.5, -1.3, 4.5,
                -1.3, 1.3, -4.5, 1.3, -4.5, -1.3, -1.3, -1.3);
            case CROSS -> polygon(-4, -2.2, -2.2, -4, 0, -1.8, 2.2, -4, 4, -2.2, 1.8, 0, 4, 2.2, 2.2, 4, 0, 1.8, -2.2, 4,
                -4, 2.2, -1.8, 0);
        };
    }

    void strokeLine(GraphicsContext g, double x0, double x1, double y) {
        g.setStroke(color());
        g.setLineWidth(LINE_WIDTH);
        g.setLineDashes(Palette.dash(style));
        g.strokeLine(x0, y, x1, y);
        g.setLineDashes();
    }

    void paintMarker(GraphicsContext g, double x, double y) {
        Marker marker = Palette.marker(style);
        g.save();
        g.translate(x - BOX / 2 * SCALE, y - BOX / 2 * SCALE);
        g.scale(SCALE, SCALE);
        g.beginPath();
        g.appendSVGPath(marker.outline());
        if (isFilled()) {
            g.setFill(color());
            g.fill();
        } else {
            g.setStroke(color());
            g.stroke();
        }
        g.restore();
    }

    private static Shape polygon(double... xy) {
        var path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
