package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import javafx.geometry.Dimension2D;
import org.junit.jupiter.api.Test;
import samplerscope.app.chart.Curve.Form;
import samplerscope.app.chart.Curve.Mark;

class ChartDrawingTest {

    private static final int POINTS = 12;
    private static final double HEIGHT = 140;

    @Test
    void theUprightNameIsSmallerWhereTheChartIsLow() {
        String name = "path error, median";
        Font type = uprightType(name);

        assertTrue(type.getSize2D() < POINTS);
        // No longer than the plot, which has four lines of type less than the chart.
        assertTrue(type.getStringBounds(name, new FontRenderContext(null, true, true)).getWidth() <= HEIGHT - 4 * POINTS);
    }

    @Test
    void aShortNameKeepsItsSize() {
        assertEquals(POINTS, uprightType("nats").getSize2D());
    }

    private static Font uprightType(String name) {
        var curve = new Curve(0, "A", "A", 0, Form.LINE, List.of(Mark.of(1, 1), Mark.of(2, 2)));
        var content = new ChartContent(Axis.linear("passes"), Axis.linear(name), List.of(curve), "");
        return new ChartDrawing(ChartInk.PRINT, Font.SANS_SERIF, POINTS, Curve.NO_LANE)
            .chart(content, content.xRange(), content.yRange(), new Dimension2D(300, HEIGHT)).getXYPlot().getRangeAxis()
            .getLabelFont();
    }
}
