package samplerscope.app.masked;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import samplerscope.app.chart.ChartInk;
import samplerscope.app.kit.Argb;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;

/// The colours of the lab's pictures in one theme. Confidence is the lightness of one hue in every lane; a lane's own
/// colour only frames what is its own.
///
/// @param ink        of the theme
/// @param confidence from none to certain, opaque ARGB
record LabInk(ChartInk ink, int[] confidence) {

    /// Text on a cell must stay readable: cells take the lower part of the scale.
    private static final double CELL_SHARE = 0.5;
    private static final double HATCH = 6;

    static LabInk of(ChartInk ink) {
        Ground ground = ground(ink);
        return new LabInk(ink, Palette.density(0, ground, Argb.of(ink.paper())));
    }

    private static Ground ground(ChartInk ink) {
        return Ground.ofDark(ink.paper().getBrightness() < 0.5);
    }

    Color lane(int style) {
        return Palette.lane(style, ground(ink));
    }

    /// Behind a token; NaN is nothing known.
    Color cell(double certainty) {
        return pick(certainty * CELL_SHARE);
    }

    /// Where nothing is written over it.
    Color full(double certainty) {
        return pick(certainty);
    }

    private Color pick(double share) {
        return Double.isNaN(share) ? ink.paper()
            : Argb.colour(confidence[(int) Math.round(Math.clamp(share, 0.0, 1.0) * (confidence.length - 1))]);
    }

    Color faint(Color colour, double opacity) {
        return colour.deriveColor(0, 1, 1, opacity);
    }

    /// Slanted lines across a rectangle: the sign of what was hidden again.
    void hatch(GraphicsContext g, double x, double y, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(x, y, width, height);
        g.clip();
        g.setStroke(faint(ink.text(), 0.55));
        g.setLineWidth(1);
        for (double d = -height; d < width; d += HATCH) {
            g.strokeLine(x + d, y + height, x + d + height, y);
        }
        g.restore();
    }
}
