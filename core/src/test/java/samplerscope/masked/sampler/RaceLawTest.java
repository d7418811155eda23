package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceLawTest {

    private static final double[] VOCABULARY = RaceLaw.zipf(50257);

    /// All outcomes with few bits, but for a uniform of 0; ties to the lower index.
    private static double[] bruteForce(double[] p, int bits) {
        int grid = (1 << bits) - 1;
        var wins = new double[p.length];
        int all = (int) Math.pow(grid, p.length);
        for (int n = 0; n < all; n++) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0, rest = n; k < p.length; k++, rest /= grid) {
                double time = -Math.log((rest % grid + 1.0) / (grid + 1.0)) / p[k];
                if (time < least) {
                    least = time;
                    best = k;
                }
            }
            wins[best] += 1.0 / all;
        }
        return wins;
    }

    @Test
    void ofManyBitsIsTheLawItself() {
        double[] p = {0.5, 0.3, 0.15, 0.05};
        assertArrayEquals(p, RaceLaw.of(p, 53), 1e-4); // what straight lines between times leave
    }

    @Test
    void weightsNeedNoSum() {
        assertArrayEquals(RaceLaw.of(new double[] {0.5, 0.5e-6}, 20), RaceLaw.of(new double[] {5, 5e-6}, 20), 1e-12);
    }

    @Test
    void ofFewBitsIsThatOfAllOutcomes() {
        // The second class has about one time on the grid that matters; ties are a part 2^-10 of what happens.
        double[] p = {0.999, 0.001};
        double exact = bruteForce(p, 10)[1];

        assertEquals(exact, RaceLaw.of(p, 10)[1], 0.02 * exact);
        assertTrue(exact < 0.00075, "few bits take a third of the rare class: " + exact);
    }

    @Test
    void threeClassesShareATimeAxis() {
        double[] p = {0.96, 0.03, 0.01};
        double[] exact = bruteForce(p, 7);
        double[] law = RaceLaw.of(p, 7);

        assertEquals(exact[1], law[1], 0.03 * exact[1]);
        assertEquals(exact[2], law[2], 0.03 * exact[2]);
    }

    @Test
    void drawsFollowIt() {
        double[] p = RaceLaw.zipf(200);
        CoarseDraw coarse = CoarseDraw.of(p, 1e-5, CoarseDraw.BITS);
        int draws = 200_000;
        long[] counts = CoarseDraw.count(p, 0.5, draws, 7);

        double[] half = CoarseDraw.of(p, 0.5, CoarseDraw.BITS).drawn();
        long shown = draws - counts[200];
        double chi = IntStream.range(0, 200).mapToDouble(v -> (counts[v] - shown * half[v]) * (counts[v] - shown * half[v])
            / (shown * half[v])).sum();
        assertEquals(199, chi, 4 * Math.sqrt(2 * 199)); // 4 standard deviations of chi squared
        assertTrue(coarse.drawnEntropy() < coarse.entropy());
    }

    @Test
    void aMillionthBesideStaysHiddenIsAsTheEmulationDrawsIt() {
        // Reveals are rare, so the law of the token is what the sum over the grid says: 0.4 of the true weight for the rare.
        double[] p = {0.9, 0.1};
        CoarseDraw coarse = CoarseDraw.of(p, 1e-2, 12);
        var weights = new double[] {0.9e-2, 0.1e-2, 0.99};
        double[] exact = bruteForceOfThree(weights, 12);

        assertEquals(exact[1] / (exact[0] + exact[1]), coarse.drawn()[1], 0.01);
        assertEquals(exact[0] + exact[1], coarse.drawnReveal(), 2e-4);
    }

    /// By the winner's time: `P(n) = sum_j 2^-b prod_(k != n) P(E_k / p_k > E_j / p_n)`, ties half.
    private static double[] bruteForceOfThree(double[] p, int bits) {
        int grid = 1 << bits;
        var wins = new double[3];
        for (int n = 0; n < 3; n++) {
            for (int j = 1; j < grid; j++) {
                double z = -Math.log(j / (double) grid) / p[n];
                double others = 1;
                for (int k = 0; k < 3; k++) {
                    if (k != n) {
                        double u = Math.exp(-z * p[k]) * grid;
                        others *= Math.ceil(u - 1e-9) / grid;
                    }
                }
                wins[n] += others / grid;
            }
        }
        return wins;
    }

    /// Measured with the same grid law for the vocabulary of GPT-2 and weights 1 / rank, 3 digits: probability to come to
    /// light as drawn over as told, entropy of the token, temperature, tokens with less than 1 % of their probability.
    private static void isAsMeasured(int steps, double t, double ratio, double entropy, double temperature, int lost) {
        CoarseDraw draw = CoarseDraw.of(VOCABULARY, 1 / (t * steps), CoarseDraw.BITS);
        assertEquals(ratio, draw.drawnReveal() / draw.reveal(), 0.0015);
        assertEquals(entropy, draw.drawnEntropy(), 0.004);
        assertEquals(temperature, draw.temperature(), 0.0015);
        assertEquals(lost, draw.lost(), 0.01 * 50257);
    }

    @Test
    void theVocabularyOfALanguageLosesItsTail() {
        assertEquals(7.566, CoarseDraw.of(VOCABULARY, 1, CoarseDraw.BITS).entropy(), 5e-4);
        isAsMeasured(64, 1, 0.922, 7.155, 0.964, 0);
        isAsMeasured(1024, 1, 0.689, 5.628, 0.849, 40333);
        isAsMeasured(1024, 0.5, 0.749, 6.042, 0.878, 30706);
        isAsMeasured(1024, 0.1, 0.889, 6.956, 0.947, 0);
        isAsMeasured(10000, 1, 0.489, 4.235, 0.751, 49183);
    }

    @Test
    void withoutStaysHiddenNextToNothingIsLost() {
        CoarseDraw draw = CoarseDraw.of(VOCABULARY, 1, CoarseDraw.BITS);

        assertEquals(1, draw.drawnReveal(), 1e-12);
        assertTrue(draw.temperature() > 0.998 && draw.temperature() < 1, "" + draw.temperature());
        assertEquals(0, draw.lostMass());
    }

    @Test
    void fewBitsOnlyTakeFromTheRare() {
        CoarseDraw draw = CoarseDraw.of(VOCABULARY, 1.0 / 1024, CoarseDraw.BITS);

        assertEquals(1, Arrays.stream(draw.drawn()).sum(), 1e-9);
        assertTrue(draw.drawn()[0] > draw.law()[0]);
        assertTrue(draw.drawn()[50000] < draw.law()[50000] * 1e-2);
        double tail = IntStream.range(50257 - 40333, 50257).mapToDouble(v -> VOCABULARY[v]).sum();
        assertEquals(tail, draw.lostMass(), 0.01 * tail);
    }

    @Test
    void bitsAreOneToFiftyThree() {
        assertThrows(IllegalArgumentException.class, () -> RaceLaw.of(VOCABULARY, 0));
        assertThrows(IllegalArgumentException.class, () -> RaceLaw.of(VOCABULARY, 54));
    }
}
