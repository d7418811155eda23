package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void aLineIsFound() {
        Line line = Line.through(new double[] {1, 2, 5}, new double[] {5, 8, 17});

        assertEquals(3, line.slope(), 1e-12);
        assertEquals(2, line.intercept(), 1e-12);
        assertEquals(1, line.rSquared(), 1e-12);
    }

    @Test
    void aParabolaIsNone() {
        assertTrue(Line.through(new double[] {1, 2, 3, 4, 5}, new double[] {4, 1, 0, 1, 4}).rSquared() < 0.01);
    }
}
