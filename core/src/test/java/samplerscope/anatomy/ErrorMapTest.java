package samplerscope.anatomy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.tensor.Shape;

/// All numbers here are squares of small integers, so their roots are exact up to one rounding.
class ErrorMapTest {

    private static final double ROUNDING = 1e-15;

    @Test
    void samplesAndElementsAreAveragedOverEachOther() {
        ErrorMap map = ErrorMap.of(new double[] {3, 0, 0, 0, -4, 0, 0, 0}, Shape.of(2, 4));

        assertEquals(List.of(1.5, 2.0), map.perSample());
        assertEquals(Math.sqrt(12.5), map.perElement().getFirst(), ROUNDING);
        assertEquals(0, map.perElement().getLast());
        assertEquals(Math.sqrt(25.0 / 8), map.rms(), ROUNDING);
    }

    @Test
    void errorsOfDifferentTimesAddBySquares() {
        var shape = Shape.of(2, 1);
        ErrorMap sum = ErrorMap.sum(List.of(ErrorMap.of(new double[] {3, 1}, shape), ErrorMap.of(new double[] {-4, 0}, shape)));

        assertEquals(List.of(5.0, 1.0), sum.perSample());
        assertEquals(Math.sqrt(13), sum.rms(), ROUNDING);
    }

    @Test
    void aPixelIsTheMeanOverItsChannels() {
        // [C, H, W] = [2, 1, 3]: the channels of a pixel lie one picture apart.
        ErrorMap map = ErrorMap.of(new double[] {3, 0, 1, 4, 0, 7}, new Shape(1, List.of(2, 1, 3)));

        assertArrayEquals(new double[] {Math.sqrt(12.5), 0, 5}, map.pixels(List.of(2, 1, 3)), ROUNDING);
    }
}
