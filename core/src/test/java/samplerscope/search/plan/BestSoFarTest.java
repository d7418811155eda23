package samplerscope.search.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BestSoFarTest {

    /// Rounding of a logarithm and its exponential.
    private static final double ROUNDING = 1e-14;

    @Test
    void oneSeedIsItsOwnMeanWithoutABand() {
        BestSoFar best = BestSoFar.of(List.of(new double[] {4, 2}));

        assertArrayEquals(new double[] {4, 2}, best.mean(), 4 * ROUNDING);
        assertArrayEquals(best.mean(), best.low(), 0);
        assertArrayEquals(best.mean(), best.high(), 0);
    }

    @Test
    void bandOfTwoSeedsIsStudentsOnTheLogarithms() {
        BestSoFar best = BestSoFar.of(List.of(new double[] {Math.exp(1)}, new double[] {Math.exp(3)}));

        // Logarithms 1 and 3: mean 2, standard error 1; the quantile of one degree of freedom is tan(0.475 pi).
        double half = Math.tan(0.475 * Math.PI);
        assertEquals(2, Math.log(best.mean()[0]), ROUNDING);
        // The library solves for its quantile to 1e-9.
        assertEquals(2 - half, Math.log(best.low()[0]), 1e-7);
        assertEquals(2 + half, Math.log(best.high()[0]), 1e-7);
    }

    @Test
    void searchThatEndedEarlyKeepsWhatItFound() {
        BestSoFar best = BestSoFar.of(List.of(new double[] {9, 4}, new double[] {9, 9, 1}, new double[0]));

        assertArrayEquals(new double[] {9, 6, 2}, best.mean(), 9 * ROUNDING);
    }
}
