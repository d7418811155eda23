package samplerscope.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import javafx.geometry.Dimension2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;

/// Turns content into a JFreeChart: for the screen, and with a legend for files.
///
/// A new chart per redraw: it costs a fraction of drawing it, and nothing can be left over from the last one.
///
/// @param ink         colours of the theme
/// @param fontFamily  of all text
/// @param fontSize    of tick labels, in points
/// @param highlighted id of the lane that stands out; {@link Curve#NO_LANE} for none
record ChartDrawing(ChartInk ink, String fontFamily, int fontSize, int highlighted) {

    private static final int MOST_COLUMNS = 4096;
    private static final float BAND = 0.16f;
    private static final float STAIRS_FILL = 0.10f;
    private static final BasicStroke GUIDE =
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 4}, 0);
    private static final int FADED = 70;
    /// Height of numbers and name below the plot, in lines of type.
    private static final double LINES_BELOW = 4;
    /// Letters of the window are up to this much wider than the toolkit of files has them.
    private static final double WIDER = 1.17;
    /// Points that can still be read.
    private static final double SMALLEST = 7;
    /// Right of the plot, for the letters at the ends of curves.
    private static final double LETTER_ROOM = 20;

    static {
        // Rotated axis names as text, not as outlines: drawings keep words that can be searched and edited.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    /// @param x    range shown
    /// @param y    range shown
    /// @param size of the chart in pixels; decides how many marks are kept, and how large the upright name may be
    JFreeChart chart(ChartContent content, Span x, Span y, Dimension2D size) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(axis(content.x(), x));
        ValueAxis upright = axis(content.y(), y);
        upright.setLabelFont(fitting(content.y().label(), size.getHeight() - LINES_BELOW * fontSize));
        plot.setRangeAxis(upright);
        int columns = StrictMath.clamp((int) size.getWidth(), 1, MOST_COLUMNS);
        int dataset = 0;
        for (Form form : Form.values()) {
            List<Curve> curves = content.curves().stream().filter(c -> c.form() == form)
                .map(c -> c.withMarks(Decimation.of(c.marks(), x, content.x().scale(), columns))).toList();
            add(plot, dataset++, form, curves, y, content.y().scale());
        }
        style(plot);
        var chart = new JFreeChart(null, font(fontSize + 1, Font.PLAIN), plot, false);
        chart.setNotify(false);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 2, 2, LETTER_ROOM));
        return chart;
    }

    /// Loads what drawing needs: fonts and classes take a second the first time. On any thread but the window's.
    static void warmUp() {
        var ink = ChartInk.PRINT;
        var curve = new Curve(0, "A", "A", 0, Form.LINE, List.of(Mark.of(1, 1), Mark.of(2, 2)));
        var content = new ChartContent(Axis.linear("x"), Axis.log("y"), List.of(curve), "");
        new ChartPicture(content, content.xRange(), content.yRange(), ink, Font.SANS_SERIF).image(100, 100, 1);
    }

    /// The same with a legend below and paper behind, for a file.
    JFreeChart chartForFile(ChartContent content, Span x, Span y, Dimension2D size) {
        JFreeChart chart = chart(content, x, y, size);
        chart.setBackgroundPaint(awt(ink.paper()));
        var legend = new LegendTitle(chart.getXYPlot());
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setItemFont(font(fontSize, Font.PLAIN));
        legend.setItemPaint(awt(ink.text()));
        legend.setBackgroundPaint(null);
        chart.addSubtitle(legend);
        return chart;
    }

    private void add(XYPlot plot, int index, Form form, List<Curve> curves, Span y, Axis.Scale scale) {
        switch (form) {
            case POINTS -> {
                var data = new XYIntervalSeriesCollection();
                var renderer = new XYErrorRenderer();
                renderer.setDrawXError(false);
                renderer.setCapLength(3);
                curves.forEach(c -> data.addSeries(points(c, y, scale)));
                put(plot, index, data, renderer, curves);
            }
            case LINE, PLAIN, STAIRS, GUIDE -> {
                var data = new YIntervalSeriesCollection();
                var renderer = new DeviationRenderer(true, form == Form.LINE);
                renderer.setAlpha(form == Form.STAIRS ? STAIRS_FILL : BAND);
                curves.forEach(c -> data.addSeries(series(c, y, scale)));
                put(plot, index, data, renderer, curves);
            }
        }
    }

    private void put(XYPlot plot, int index, XYDataset data, XYLineAndShapeRenderer renderer,
                     List<Curve> curves) {
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < curves.size(); i++) {
            paint(renderer, i, curves.get(i));
        }
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    private void paint(XYLineAndShapeRenderer renderer, int series, Curve curve) {
        boolean guide = curve.form() == Form.GUIDE;
        LaneInk lane = new LaneInk(curve.style(), ink.ground());
        boolean faded = !guide && highlighted != Curve.NO_LANE && highlighted != curve.lane();
        Color color = guide ? awt(ink.muted()) : awt(lane.color());
        Color shown = faded ? new Color(color.getRed(), color.getGreen(), color.getBlue(), FADED) : color;
        double width = highlighted == curve.lane() && !guide ? 2.6 : 1.8;
        renderer.setSeriesPaint(series, shown);
        renderer.setSeriesFillPaint(series, faded ? new Color(0, 0, 0, 0) : color);
        renderer.setSeriesStroke(series, guide ? GUIDE : lane.stroke(width));
        renderer.setSeriesShape(series, lane.marker());
        renderer.setSeriesShapesFilled(series, lane.isFilled());
        renderer.setSeriesVisibleInLegend(series, !guide);
        if (renderer instanceof XYErrorRenderer errors) {
            errors.setSeriesShapesVisible(series, true);
            errors.setSeriesLinesVisible(series, false);
        }
    }

    private static YIntervalSeries series(Curve curve, Span y, Axis.Scale scale) {
        var series = new YIntervalSeries(curve.name(), false, true);
        series.setNotify(false);
        List<Mark> marks = curve.marks();
        for (int i = 0; i < marks.size(); i++) {
            Mark m = marks.get(i);
            double low = curve.form() == Form.STAIRS ? y.from() : shown(m.low(), y, scale);
            series.add(m.x(), shown(m.y(), y, scale), low, shown(m.high(), y, scale));
            if (curve.form() == Form.STAIRS && i + 1 < marks.size()) {
                series.add(marks.get(i + 1).x(), shown(m.y(), y, scale), low, shown(m.y(), y, scale));
            }
        }
        return series;
    }

    private static XYIntervalSeries points(Curve curve, Span y, Axis.Scale scale) {
        var series = new XYIntervalSeries(curve.name(), false, true);
        series.setNotify(false);
        for (Mark m : curve.marks()) {
            series.add(m.x(), m.x(), m.x(), shown(m.y(), y, scale), shown(m.low(), y, scale), shown(m.high(), y, scale));
        }
        return series;
    }

    /// Zero and negative values stand at the lower edge of a log axis: seen, not dropped.
    private static double shown(double value, Span y, Axis.Scale scale) {
        return scale == Axis.Scale.LOG && !(value > y.from() * 1e-9) ? y.from() : value;
    }

    private ValueAxis axis(Axis axis, Span range) {
        ValueAxis made = switch (axis.scale()) {
            case LINEAR -> new TickedLinearAxis(axis.label(), axis.whole());
            case LOG -> new TickedLogAxis(axis.label());
        };
        made.setAutoRange(false);
        made.setRange(range.from(), range.to());
        made.setLabelFont(font(fontSize, Font.PLAIN));
        made.setTickLabelFont(font(fontSize, Font.PLAIN));
        made.setLabelPaint(awt(ink.muted()));
        made.setTickLabelPaint(awt(ink.muted()));
        made.setAxisLineVisible(false);
        made.setTickMarkPaint(awt(ink.line()));
        made.setMinorTickMarksVisible(true);
        return made;
    }

    private void style(XYPlot plot) {
        plot.setBackgroundPaint(null);
        plot.setOutlinePaint(awt(ink.line()));
        plot.setDomainGridlinePaint(awt(ink.line()));
        plot.setRangeGridlinePaint(awt(ink.line()));
        plot.setDomainGridlineStroke(new BasicStroke(0.6f));
        plot.setRangeGridlineStroke(new BasicStroke(0.6f));
        plot.setDomainCrosshairVisible(false);
        plot.setRangeCrosshairVisible(false);
        plot.setInsets(new RectangleInsets(8, 2, 2, 2));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    /// Smaller than the rest where the name would run over what lies beside a low chart.
    private Font fitting(String name, double room) {
        Font whole = font(fontSize, Font.PLAIN);
        double length = WIDER * whole.getStringBounds(name, new FontRenderContext(null, true, true)).getWidth();
        return length <= room ? whole
            : whole.deriveFont((float) StrictMath.max(SMALLEST, StrictMath.floor(fontSize * room / length)));
    }

    private Font font(int size, int weight) {
        return new Font(fontFamily, weight, size);
    }

    private static Color awt(javafx.scene.paint.Color c) {
        return new Color((float) c.getRed(), (float) c.getGreen(), (float) c.getBlue(), (float) c.getOpacity());
    }
}
