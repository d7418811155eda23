package samplerscope.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RasterTest {

    private static final int WHITE = 0xFFFFFFFF;

    private final Raster raster = Raster.of(40, 30);

    @Test
    void aLineCoversItsLengthTimesItsThickness() {
        raster.line(5.25, 4.5, 33.75, 21.25, 1.5, WHITE, 1);

        // Butt ends and 8-bit rounding of each pixel leave less than 3 %.
        assertEquals(1.5 * Math.hypot(28.5, 16.75), ink(), 0.03 * 50);
    }

    @Test
    void aSteepLineCoversAsMuchAsItsMirrorImage() {
        raster.line(4, 6, 24, 11, 1, WHITE, 1);
        double flat = ink();
        raster.fill(0xFF000000);

        raster.line(6, 4, 11, 24, 1, WHITE, 1);

        assertEquals(flat, ink(), 1e-9);
    }

    @Test
    void anUprightLineBetweenTwoColumnsIsSharedByThem() {
        raster.line(10, 5, 10, 15, 1, WHITE, 1);

        assertEquals(raster.at(9, 10) & 255, raster.at(10, 10) & 255, 1);
        assertEquals(127, raster.at(9, 10) & 255, 1); // half covered
        assertEquals(0, raster.at(9, 15) & 255);
    }

    @Test
    void linesFarOutsideAndNotFiniteOnesLeaveNoTrace() {
        raster.line(-1e9, -5, 1e9, -4, 1, WHITE, 1);
        raster.line(Double.NaN, 0, 10, 10, 1, WHITE, 1);
        raster.line(0, 0, Double.POSITIVE_INFINITY, 10, 1, WHITE, 1);

        assertEquals(0, ink());
    }

    @Test
    void aLineThroughTheRasterIsCutAtItsEdges() {
        raster.line(-1000, 10.5, 1000, 10.5, 1, WHITE, 1);

        assertEquals(40, ink(), 0.01);
    }

    @Test
    void aDiscHasItsArea() {
        raster.disc(20.3, 14.8, 6, WHITE, 1);

        assertEquals(Math.PI * 36, ink(), 2); // the rim is approximated by distance: under 2 % of the area
    }

    @Test
    void aBoxIsCutAtTheEdges() {
        raster.box(-3, -3, 5, 6, WHITE);

        assertEquals(2 * 3, ink());
        assertTrue(raster.at(1, 2) == WHITE);
    }

    /// Sum of the coverage of all pixels, from their blue channel.
    private double ink() {
        double sum = 0;
        for (int argb : raster.pixels()) {
            sum += (argb & 255) / 255.0;
        }
        return sum;
    }
}
