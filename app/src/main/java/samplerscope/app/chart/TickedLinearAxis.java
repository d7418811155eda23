package samplerscope.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A linear axis that is marked where {@link Ticks} says.
final class TickedLinearAxis extends NumberAxis {

    private static final long serialVersionUID = 1;

    private final boolean whole;

    /// @param whole whether only whole numbers are marked
    TickedLinearAxis(String label, boolean whole) {
        super(label);
        this.whole = whole;
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        var range = new Span(getLowerBound(), getUpperBound());
        return (whole ? Ticks.whole(range) : Ticks.of(range, Axis.Scale.LINEAR)).stream()
            .map(t -> new NumberTick(TickType.MAJOR, t.value(), t.label(), anchor, TextAnchor.CENTER, 0)).toList();
    }
}
