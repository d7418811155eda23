package samplerscope.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;

/// A chart of lines with marks on white, as SVG whose text stays text.
///
/// @param id     keeps the names inside one drawing apart from those of the others on the page
/// @param xTitle of the axis
/// @param yTitle of the axis
/// @param data   one series a run
record Drawing(String id, String xTitle, String yTitle, XYSeriesCollection data) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 380;
    /// In decades, so that the outermost marks are inside.
    private static final double MARGIN = 0.02;
    /// Okabe and Ito (2008): told apart by people who see colours differently.
    private static final List<Color> INKS = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9), Color.BLACK);

    /// On a logarithmic axis of whole powers of ten, with a mark at each; empty without a point.
    Optional<String> inDecades() {
        return isEmpty() ? Optional.empty() : Optional.of(svg(decades()));
    }

    /// On a linear axis that begins at zero; empty without a point.
    Optional<String> fromZero() {
        return isEmpty() ? Optional.empty() : Optional.of(svg(new NumberAxis(yTitle)));
    }

    private boolean isEmpty() {
        return IntStream.range(0, data.getSeriesCount()).allMatch(i -> data.getItemCount(i) == 0);
    }

    private String svg(ValueAxis y) {
        var g = new SVGGraphics2D(WIDTH, HEIGHT);
        g.setDefsKeyPrefix(id);
        chart(y).draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        return g.getSVGElement(id, true, new ViewBox(0, 0, WIDTH, HEIGHT), null, null);
    }

    private JFreeChart chart(ValueAxis y) {
        var x = new NumberAxis(xTitle);
        x.setAutoRangeIncludesZero(false);
        var renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < data.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, INKS.get(i % INKS.size()));
            renderer.setSeriesStroke(i, new BasicStroke(1.6f));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
        }
        var plot = new XYPlot(data, x, y, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        var chart = new JFreeChart(null, new Font(Font.SANS_SERIF, Font.PLAIN, 13), plot, true);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 4, 4, 20));
        return chart;
    }

    private LogAxis decades() {
        var axis = new LogAxis(yTitle);
        Range range = data.getRangeBounds(false);
        double low = StrictMath.floor(StrictMath.log10(range.getLowerBound()));
        double high = StrictMath.max(low + 1, StrictMath.ceil(StrictMath.log10(range.getUpperBound())));
        axis.setRange(StrictMath.pow(10, low - MARGIN), StrictMath.pow(10, high + MARGIN));
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(new DecimalFormat("0E0", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        return axis;
    }
}
