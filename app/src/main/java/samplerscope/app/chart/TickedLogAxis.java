package samplerscope.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A log axis that is marked where {@link Ticks} says.
final class TickedLogAxis extends LogAxis {

    private static final long serialVersionUID = 1;

    TickedLogAxis(String label) {
        super(label);
        setSmallestValue(Span.SMALLEST);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge) ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        var range = new Span(getLowerBound(), getUpperBound());
        return Ticks.of(range, Axis.Scale.LOG).stream()
            .map(t -> new NumberTick(t.label().isEmpty() ? TickType.MINOR : TickType.MAJOR, t.value(), t.label(),
                anchor, TextAnchor.CENTER, 0)).toList();
    }
}
