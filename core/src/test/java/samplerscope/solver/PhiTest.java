package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhiTest {

    /// Values computed with more digits than float64 has, printed with 15.
    @ParameterizedTest(name = "phi_{0}({1})")
    @CsvSource({
        "1, -0.7, 0.719163851726558", "2, -0.7, 0.401194497533489",
        "3, -0.7, 0.141150717809302", "4, -0.7, 0.036451355510522",
        "1, 0.7, 1.44821815352925", "2, 0.7, 0.640311647898931",
        "3, 0.7, 0.200445211284188", "4, 0.7, 0.048255063739316"})
    void givesThePrintedValues(int k, double z, double expected) {
        assertEquals(expected, Phi.of(k, z), 1e-14);
    }

    @Test
    void isOneOverFactorialAtZero() {
        assertEquals(1, Phi.of(0, 0));
        assertEquals(1, Phi.of(1, 0));
        assertEquals(1.0 / 2, Phi.of(2, 0));
        assertEquals(1.0 / 6, Phi.of(3, 0));
    }

    /// The recursion loses about two digits per index at 0.5 and none of them may show.
    @ParameterizedTest(name = "around {0}")
    @ValueSource(doubles = {0.5, -0.5})
    void seriesAndRecursionMeetWithoutAStep(double border) {
        for (int k = 1; k <= 4; k++) {
            double inside = Phi.of(k, border * (1 - 1e-12));
            double outside = Phi.of(k, border * (1 + 1e-12));
            assertEquals(inside, outside, 1e-12, "phi_" + k);
        }
    }
}
