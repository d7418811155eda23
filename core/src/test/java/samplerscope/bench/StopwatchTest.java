package samplerscope.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StopwatchTest {

    private static final double HALF = 0.5;

    @Test
    void theKernelsMustHaveChangedOverAWhileAgo() {
        assertFalse(Stopwatch.isWarm(3, Double.NaN, 0, HALF));
        assertFalse(Stopwatch.isWarm(3, 2.6, 0, HALF));
        assertTrue(Stopwatch.isWarm(3, 2.4, 0, HALF));
    }

    @Test
    void whatGotFasterMayGetFasterAgain() {
        assertFalse(Stopwatch.isWarm(0.8, 0, 0.4, HALF), "less than the time that was asked for");
        assertFalse(Stopwatch.isWarm(3, 0, 1.6, HALF), "less than half of the time");
        assertTrue(Stopwatch.isWarm(3.2, 0, 1.6, HALF));
    }

    @Test
    void itEndsAtSomeTime() {
        assertTrue(Stopwatch.isWarm(20, Double.NaN, 20, HALF));
    }

    @Test
    void roundsAreLongEnoughToBeTimed() {
        assertEquals(1, Stopwatch.callsFor(0.02));
        assertEquals(2, Stopwatch.callsFor(0.0199));
        assertEquals(20, Stopwatch.callsFor(0.001));
    }
}
