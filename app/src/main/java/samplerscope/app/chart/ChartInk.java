package samplerscope.app.chart;

import javafx.scene.paint.Color;
import samplerscope.app.kit.Ground;
import samplerscope.app.kit.Palette;

/// The colours of a theme that a chart is drawn with; lanes bring their own.
///
/// @param paper  behind everything
/// @param text   labels and readouts
/// @param muted  tick labels, guides
/// @param line   grid lines and borders
/// @param accent cursor and zoom rectangle
public record ChartInk(Color paper, Color text, Color muted, Color line, Color accent) {

    /// For paper: the light colours, whatever the window shows.
    static final ChartInk PRINT = new ChartInk(Palette.paper(Ground.LIGHT), Palette.ink(Ground.LIGHT),
        Palette.muted(Ground.LIGHT), Palette.muted(Ground.LIGHT).deriveColor(0, 1, 1, 0.3), Palette.muted(Ground.LIGHT));

    Ground ground() {
        return Ground.ofDark(paper.getBrightness() < 0.5);
    }
}
