package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.metric.PairedComparison.Verdict;
import samplerscope.tensor.ShapeException;

class PairedComparisonTest {

    @Test
    void theIntervalIsStudentsOnTheDifferences() {
        var paired = PairedComparison.of(new double[] {2, 4, 6}, new double[] {1, 2, 3});

        // Differences 1, 2, 3: mean 2, standard error 1 / sqrt(3), t = 4.302653 at 2 degrees of freedom (printed tables).
        assertEquals(2, paired.difference().value(), 1e-15);
        assertEquals(1 / Math.sqrt(3), paired.difference().standardError(), 1e-15);
        assertEquals(2 - 4.302653 / Math.sqrt(3), paired.low(), 1e-6);
        assertEquals(2 + 4.302653 / Math.sqrt(3), paired.high(), 1e-6);
    }

    @Test
    void theFirstIsBetterWhenItsErrorsAreSmaller() {
        double[] small = {0.1, 0.2, 0.11, 0.19};
        double[] large = {1.1, 1.3, 1.0, 1.2};

        assertEquals(Verdict.BETTER, PairedComparison.of(small, large).verdict());
        assertEquals(Verdict.WORSE, PairedComparison.of(large, small).verdict());
        assertEquals(1, PairedComparison.of(small, large).closer());
    }

    @Test
    void whatTheNoiseHidesIsAlike() {
        var paired = PairedComparison.of(new double[] {1, 2, 3, 4}, new double[] {2, 1, 4, 3});

        assertEquals(Verdict.ALIKE, paired.verdict());
        assertEquals(0.5, paired.closer());
    }

    @Test
    void oneSampleGivesNoInterval() {
        var paired = PairedComparison.of(new double[] {1}, new double[] {2});

        assertTrue(Double.isNaN(paired.low()) && Double.isNaN(paired.high()));
        assertEquals(Verdict.ALIKE, paired.verdict());
    }

    @Test
    void partsArePooledPairByPair() {
        var whole = PairedComparison.of(new double[] {1, 2, 3, 5}, new double[] {0, 0, 4, 1});
        var pooled = PairedComparison.pooled(List.of(new double[] {1, 2, 9}, new double[] {3, 5}),
            List.of(new double[] {0, 0}, new double[] {4, 1}));

        assertEquals(whole, pooled); // the third sample of the first part has no partner
    }

    @Test
    void nothingIsNotCompared() {
        assertThrows(ShapeException.class, () -> PairedComparison.of(new double[0], new double[] {1}));
    }
}
