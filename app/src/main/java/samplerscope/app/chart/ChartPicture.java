package samplerscope.app.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import javafx.geometry.Dimension2D;
import org.jfree.chart.JFreeChart;
import org.jfree.svg.SVGGraphics2D;

/// A chart as it goes into a file: with a legend, at any size, without a screen. Safe on any thread.
///
/// @param x    range shown
/// @param y    range shown
/// @param ink  colours; see {@link #onWhite}
public record ChartPicture(ChartContent content, Span x, Span y, ChartInk ink, String fontFamily) {

    private static final int FONT_SIZE = 12;

    public ChartPicture onWhite() {
        return new ChartPicture(content, x, y, ChartInk.PRINT, fontFamily);
    }

    /// @param scale pixels per unit of width and height
    public BufferedImage image(int width, int height, int scale) {
        var image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(scale, scale);
        draw(g, width, height);
        g.dispose();
        return image;
    }

    /// A drawing whose text stays text.
    public String svg(int width, int height) {
        var g = new SVGGraphics2D(width, height);
        draw(g, width, height);
        return g.getSVGDocument();
    }

    private void draw(Graphics2D g, int width, int height) {
        JFreeChart chart = new ChartDrawing(ink, fontFamily, FONT_SIZE, Curve.NO_LANE)
            .chartForFile(content, x, y, new Dimension2D(width, height));
        chart.draw(g, new Rectangle2D.Double(0, 0, width, height));
    }
}
