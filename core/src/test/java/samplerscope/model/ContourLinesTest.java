package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContourLinesTest {

    private static final PlaneRaster RASTER = new PlaneRaster(-2, 2, -2, 2, 101, 83);

    @Test
    void theLineOfARoundHillIsOneCircle() {
        List<ContourLines.Line> lines = lines((x, y) -> -(x * x + y * y), -1);

        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().closed());
        double[] xy = lines.getFirst().xy();
        assertTrue(xy.length > 300);
        for (int i = 0; i < xy.length; i += 2) {
            // Linear interpolation of a square over a cell of 0.05: h^2 / 8.
            assertEquals(1, Math.hypot(xy[i], xy[i + 1]), 5e-4);
        }
    }

    @Test
    void neighbouringPointsOfALineLieInOneCell() {
        double[] xy = lines((x, y) -> Math.sin(3 * x) * Math.cos(2 * y), 0.3).getFirst().xy();

        for (int i = 2; i < xy.length; i += 2) {
            assertTrue(Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]) < 0.07);
        }
    }

    @Test
    void aLineThatLeavesTheRasterIsOpen() {
        List<ContourLines.Line> lines = lines((x, y) -> x + 0.3 * y, 0.1);

        assertEquals(1, lines.size());
        assertFalse(lines.getFirst().closed());
        double[] xy = lines.getFirst().xy();
        assertEquals(2, Math.abs(xy[1]), 0.05);
        assertEquals(2, Math.abs(xy[xy.length - 1]), 0.05);
    }

    @Test
    void inASaddleTheMiddleDecides() {
        var cell = new PlaneRaster(0, 2, 0, 2, 2, 2);

        // High corners at the upper left and lower right. A high middle joins them: lines cut off the low corners.
        assertTrue(cutsOff(ContourLines.of(cell, new double[] {1, 0, 0, 1}, 0.4), 1.5, 1.5));
        assertTrue(cutsOff(ContourLines.of(cell, new double[] {1, 0, 0, 1}, 0.6), 0.5, 1.5));
    }

    /// Whether one of the two lines runs closely around a corner.
    private static boolean cutsOff(List<ContourLines.Line> lines, double x, double y) {
        assertEquals(2, lines.size());
        return lines.stream().anyMatch(l -> Math.hypot(l.xy()[0] - x, l.xy()[1] - y) < 0.5
            && Math.hypot(l.xy()[2] - x, l.xy()[3] - y) < 0.5);
    }

    @Test
    void aFlatRasterHasNoLines() {
        assertTrue(lines((_, _) -> 1, 0.5).isEmpty());
    }

    private static List<ContourLines.Line> lines(DoubleBinaryOperator f, double level) {
        var values = new double[RASTER.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(RASTER.x(i % RASTER.columns()), RASTER.y(i / RASTER.columns()));
        }
        return ContourLines.of(RASTER, values, level);
    }
}
