package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {

    /// Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3: printed to four digits.
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void anIntervalOfWilsonIsAsPublished(int hits, int count, double low, double high) {
        var share = new Share(hits, count);

        assertEquals(low, share.low(), 5e-5);
        assertEquals(high, share.high(), 5e-5);
    }

    @Test
    void theIntervalOfAShareIsThatOfItsComplementMirrored() {
        assertEquals(1 - new Share(3, 17).high(), new Share(14, 17).low(), 1e-15);
        assertEquals(1, new Share(17, 17).high());
        assertThrows(IllegalArgumentException.class, () -> new Share(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Share(0, 0));
    }

    @Test
    void aPairIsTheOtherWayRoundWithItsSign() {
        var pair = new PairedShares(30, 9, 4, 7);
        var turned = new PairedShares(30, 4, 9, 7);

        assertEquals(-pair.difference(), turned.difference(), 1e-15);
        assertEquals(-pair.high(), turned.low(), 1e-12);
        assertEquals(pair.pValue(), turned.pValue(), 0);
    }

    @Test
    void withoutCorrelationTheIntervalIsThatOfTwoSamples() {
        // 25 in each cell: phi is 0, and method 10 becomes method 10 for independent shares.
        var pair = new PairedShares(25, 25, 25, 25);
        double reach = new Share(50, 100).high() - 0.5;

        assertEquals(Math.sqrt(2) * reach, pair.high(), 1e-12);
        assertEquals(-Math.sqrt(2) * reach, pair.low(), 1e-12);
    }

    @Test
    void equalOutcomesLeaveAnIntervalAroundZero() {
        var pair = new PairedShares(90, 0, 0, 10);

        assertEquals(0, pair.difference());
        assertTrue(pair.low() < 0 && pair.high() > 0 && pair.high() < 0.05, pair.low() + " " + pair.high());
        assertEquals(1, pair.pValue());
    }

    @Test
    void mcNemarIsTheBinomialTail() {
        assertEquals(2.0 / 1024, new PairedShares(5, 10, 0, 5).pValue(), 1e-15);
        assertEquals(2 * (1 + 10 + 45) / 1024.0, new PairedShares(0, 8, 2, 0).pValue(), 1e-12);
        assertEquals(1, new PairedShares(0, 5, 5, 0).pValue());
        assertTrue(new PairedShares(0, 900, 100, 0).pValue() > 0, "no underflow to nothing");
    }

    @Test
    void pairsAreCountedByTheirCells() {
        var pair = PairedShares.of(new boolean[] {true, true, false, false, false},
            new boolean[] {true, false, true, true, false});

        assertEquals(new PairedShares(1, 2, 1, 1), pair);
        assertEquals(0.2, pair.difference(), 1e-15);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheDifferenceWithSeed1() {
        var random = new SplittableRandom(1);
        int held = 0;
        for (int n = 0; n < 2000; n++) {
            var cells = new int[4];
            for (int trial = 0; trial < 60; trial++) {
                double u = random.nextDouble();
                cells[u < 0.6 ? 0 : u < 0.8 ? 1 : u < 0.85 ? 2 : 3]++;
            }
            var pair = new PairedShares(cells[0], cells[1], cells[2], cells[3]);
            held += pair.low() <= 0.15 && pair.high() >= 0.15 ? 1 : 0;
        }
        // Four standard deviations of a share of 2000 are 0.02.
        assertEquals(0.95, held / 2000.0, 0.02);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheRatioWithSeed2() {
        var random = new SplittableRandom(2);
        int held = 0;
        for (int n = 0; n < 2000; n++) {
            var over = new double[80];
            var under = new double[80];
            for (int i = 0; i < 80; i++) {
                double common = random.nextInt(1, 6);
                under[i] = common + random.nextInt(1, 4); // mean 3 + 2
                over[i] = common + random.nextInt(1, 9); // mean 3 + 4.5
            }
            RatioOfMeans ratio = RatioOfMeans.of(over, under);
            held += ratio.low() <= 1.5 && ratio.high() >= 1.5 ? 1 : 0;
        }
        assertEquals(0.95, held / 2000.0, 0.02);
    }

    @Test
    void aRatioOfProportionalCostsIsCertain() {
        double[] under = {1, 2, 5, 7};
        double[] over = Arrays.stream(under).map(x -> 3 * x).toArray();
        RatioOfMeans ratio = RatioOfMeans.of(over, under);

        assertEquals(3, ratio.value(), 1e-12);
        assertEquals(3, ratio.low(), 1e-12);
        assertEquals(3, ratio.high(), 1e-12);
        assertTrue(Double.isNaN(RatioOfMeans.of(new double[] {3}, new double[] {1}).low()),
            "one trial says nothing of spread");
    }
}
