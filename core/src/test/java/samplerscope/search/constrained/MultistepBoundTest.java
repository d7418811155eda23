package samplerscope.search.constrained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultistepBoundTest {

    /// Of variance-preserving noise with beta from 0.1 to 20, at times 1 and 1e-3.
    private static final double FROM = lambda(1);
    private static final double TO = lambda(1e-3);

    private static final MultistepBound BOUND = MultistepBound.variancePreserving(2, 3);

    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"5, 231.479", "6, 171.031", "8, 52.573", "10, 28.612"})
    void levelsThatAreEvenInLambdaHaveThePublishedBound(int steps, double bound) {
        assertEquals(bound, BOUND.at(even(steps)), 1e-3 * bound);
    }

    /// Published minima; they are local, so lower ones count as well.
    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"5, 49.9", "6, 38.3", "8, 26.1", "10, 11.0"})
    void stepsFoundUnderTheConstraintReachThePublishedBound(int steps, double bound) {
        double[] found = BOUND.optimised(even(steps), () -> false);

        assertTrue(BOUND.at(found) <= 1.03 * bound, () -> "bound " + BOUND.at(found));
        assertEquals(FROM, found[0]);
        assertEquals(TO, found[steps], 1e-8);
    }

    /// As printed, with three digits.
    @Test
    void sixStepsAreWhereTheyArePublished() {
        double[] found = BOUND.optimised(even(6), () -> false);

        assertArrayEquals(new double[] {-5.025, -2.545, -1.423, -0.811, 0.100, 1.257, 4.558}, found, 5e-4);
    }

    private static double[] even(int steps) {
        return IntStream.rangeClosed(0, steps).mapToDouble(k -> FROM + (TO - FROM) * k / steps).toArray();
    }

    private static double lambda(double t) {
        double logAlpha = -(19.9 * t * t / 4 + 0.1 * t / 2);
        return logAlpha - 0.5 * Math.log(-Math.expm1(2 * logAlpha));
    }
}
