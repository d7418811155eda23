package samplerscope.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlaneCellsTest {

    private final PlaneCells cells = new PlaneCells(-1, -2, 0.5, 4, 8);

    @Test
    void aCellHoldsItsLowerEdgesAndNotItsUpper() {
        assertEquals(0, cells.of(-1, -2));
        assertEquals(1, cells.of(-0.5f, -2));
        assertEquals(4, cells.of(-1, -1.5f));
        assertEquals(31, cells.of(0.99f, 1.99f));
        assertEquals(-1, cells.of(1, 0));
        assertEquals(-1, cells.of(0, 2));
        assertEquals(-1, cells.of(-1.01f, 0));
        assertEquals(-1, cells.of(Float.NaN, 0));
        assertEquals(-1, cells.of(0, Float.NEGATIVE_INFINITY));
    }

    @Test
    void aBackendCountsPoints() {
        try (var backend = new Float64Backend(1)) {
            Tensor x = backend.allocate(Shape.of(4, 2));
            backend.copyFrom(new double[] {-1, -2, 0.9, 1.9, -0.9, -1.9, 7, 7}, x);

            int[] counts = backend.count(x, cells);

            var expected = new int[32];
            expected[0] = 2;
            expected[31] = 1;
            assertArrayEquals(expected, counts);
        }
    }

    @Test
    void scalesWithItsPoints() {
        assertEquals(cells.of(0.3f, 0.4f), cells.times(8).of(2.4f, 3.2f));
    }
}
