package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DifferenceTest {

    @Test
    void isAShareOfThePeers() {
        assertEquals(0.1, Difference.of(new double[] {3.3, 4.4}, new double[] {3, 4}), 1e-12);
        assertEquals(0, Difference.of(new double[] {0, 0}, new double[] {0, 0}));
    }

    @Test
    void anotherSizeOrNoNumberIsNeverClose() {
        assertEquals(Double.POSITIVE_INFINITY, Difference.of(new double[1], new double[2]));
        assertTrue(Double.isNaN(Difference.of(new double[] {Double.NaN}, new double[] {1})));
    }
}
