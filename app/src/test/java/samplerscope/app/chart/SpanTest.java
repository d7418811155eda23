package samplerscope.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpanTest {

    /// Ends are powers of ten computed as such: only rounding of pow.
    private static final double ROUNDING = 1e-12;

    @Test
    void errorsAreFramedByWholeDecades() {
        assertSpan(1e-3, 1, Span.decades(0.0031, 0.72));
    }

    @Test
    void aDecadeThatIsHitExactlyIsNotWidened() {
        assertSpan(1e-2, 1, Span.decades(0.01, 1));
    }

    @Test
    void oneValueStillHasADecadeAroundIt() {
        assertSpan(0.1, 1, Span.decades(0.1, 0.1));
    }

    @Test
    void decadesStayBetweenTheSmallestAndTheLargest() {
        assertSpan(1e-30, 1e30, Span.decades(1e-200, 1e200));
    }

    @Test
    void budgetsAreFramedByOneTwoAndFive() {
        assertSpan(5, 200, Span.oneTwoFive(5, 160));
    }

    @Test
    void zoomingKeepsTheValueUnderTheMouse() {
        var before = new Span(1e-4, 1);
        double under = before.at(0.3, Axis.Scale.LOG);

        Span after = before.zoomed(0.3, 0.5, Axis.Scale.LOG);

        assertEquals(under, after.at(0.3, Axis.Scale.LOG), under * ROUNDING);
        assertEquals(2, StrictMath.log10(after.to() / after.from()), 1e-9); // half of four decades
    }

    @Test
    void noZoomGetsNarrowerThanDoublesCanTell() {
        var span = new Span(1, 10);
        for (int i = 0; i < 100; i++) {
            span = span.zoomed(0.5, 0.1, Axis.Scale.LOG);
        }

        assertTrue(span.to() / span.from() > 1 + 5e-10);
    }

    @Test
    void refusesAnEmptyRange() {
        assertThrows(IllegalArgumentException.class, () -> new Span(1, 1));
    }

    private static void assertSpan(double from, double to, Span actual) {
        assertEquals(from, actual.from(), from * ROUNDING);
        assertEquals(to, actual.to(), to * ROUNDING);
    }
}
