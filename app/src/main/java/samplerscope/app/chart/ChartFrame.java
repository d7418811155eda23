package samplerscope.app.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;

/// Where the content of a chart lies on the screen: both directions between values and pixels.
///
/// @param area of the plot, in the chart's own pixels
record ChartFrame(ChartContent content, Span x, Span y, Rectangle2D area) {

    /// One mark of one curve.
    record Hit(Curve curve, Mark mark) {}

    double pixelX(double value) {
        return area.getMinX() + x.share(value, content.x().scale()) * area.getWidth();
    }

    /// Values that a log axis has no place for stand at its lower edge.
    double pixelY(double value) {
        double share = y.share(value, content.y().scale());
        return area.getMaxY() - (value <= 0 && content.y().scale() == Axis.Scale.LOG ? 0 : share) * area.getHeight();
    }

    double valueX(double pixel) {
        return x.at((pixel - area.getMinX()) / area.getWidth(), content.x().scale());
    }

    double valueY(double pixel) {
        return y.at((area.getMaxY() - pixel) / area.getHeight(), content.y().scale());
    }

    boolean contains(double pixelX, double pixelY) {
        return area.contains(pixelX, pixelY);
    }

    /// The mark of each curve that is nearest to a vertical line, largest value first: what a readout lists.
    List<Hit> under(double pixel) {
        return content.curves().stream().filter(c -> c.form() != Form.GUIDE)
            .flatMap(c -> nearest(c, pixel).map(m -> new Hit(c, m)).stream())
            .sorted(Comparator.comparingDouble((Hit h) -> h.mark().y()).reversed()).toList();
    }

    /// The hit nearest to a point, when one is within reach.
    Optional<Hit> nearest(double px, double py, double reach) {
        return under(px).stream()
            .filter(h -> distance(h, px, py) <= reach)
            .min(Comparator.comparingDouble(h -> distance(h, px, py)));
    }

    /// The last visible mark of each line, for its letter.
    List<Hit> ends() {
        return content.curves().stream().filter(this::endsItsLane)
            .flatMap(c -> c.marks().reversed().stream().filter(m -> x.contains(m.x())).findFirst()
                .map(m -> new Hit(c, m)).stream())
            .filter(h -> area.getMinY() - 1 <= pixelY(h.mark().y()) && pixelY(h.mark().y()) <= area.getMaxY() + 1)
            .sorted(Comparator.comparingDouble((Hit h) -> h.mark().y()).reversed()).toList();
    }

    /// Lines, and points of lanes that have no line.
    private boolean endsItsLane(Curve curve) {
        return curve.form() == Form.LINE || curve.form() == Form.PLAIN || curve.form() == Form.POINTS
            && content.curves().stream().noneMatch(c -> c.form() == Form.LINE && c.lane() == curve.lane());
    }

    private Optional<Mark> nearest(Curve curve, double pixel) {
        if (curve.form() == Form.STAIRS) { // a stair holds from its mark on
            double value = valueX(pixel);
            return curve.marks().reversed().stream().filter(m -> m.x() <= value).findFirst();
        }
        return curve.marks().stream().filter(m -> x.contains(m.x()))
            .min(Comparator.comparingDouble(m -> StrictMath.abs(pixelX(m.x()) - pixel)));
    }

    private double distance(Hit hit, double px, double py) {
        double across = hit.curve().form() == Form.STAIRS ? 0 : pixelX(hit.mark().x()) - px;
        return StrictMath.hypot(across, pixelY(hit.mark().y()) - py);
    }
}
