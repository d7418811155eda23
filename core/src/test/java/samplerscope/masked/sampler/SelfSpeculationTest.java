package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.MonteCarlo;
import samplerscope.masked.measure.Prompts;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.registry.InvalidParameterException;
import samplerscope.tensor.Workers;

class SelfSpeculationTest {

    private static final TinyChain CHAIN = TinyChain.a();

    @ParameterizedTest
    @EnumSource
    void theLawIsThatOfTheModel(SelfSpeculation.Order order) {
        assertTrue(deviation(new SelfSpeculation(order, 4, 0), 20_000) < 3.72, "p < 1e-4");
    }

    @Test
    void leniencyHasAPrice() {
        assertTrue(deviation(new SelfSpeculation(SelfSpeculation.Order.LEFT_TO_RIGHT, 4, 1), 20_000) > 10);
    }

    @Test
    void aRoundIsTwoPassesAndARowForEachDraft() {
        List<UnmaskStep> steps = Told.by(new SelfSpeculation(SelfSpeculation.Order.RANDOM, 3, 0), CHAIN, Canvas.hidden(7), 4);
        UnmaskStep first = steps.getFirst();
        assertEquals(2, first.passes());
        assertEquals(3, first.rows());
        assertEquals(3.0, first.scalars().get("drafted"));
        assertTrue(first.committed().size() >= first.scalars().get("accepted"));
        int left = Canvas.masked(steps.get(steps.size() - 2).state());
        int spent = steps.getLast().passes() - steps.get(steps.size() - 2).passes();
        assertEquals(left == 1 ? 1 : 2, spent);
    }

    @Test
    void bisectionTakesTheLongestStretchesFirst() {
        assertArrayEquals(new int[] {3, 1, 5, 0, 2}, SelfSpeculation.bisected(new int[] {0, 1, 2, 3, 4, 5, 6}, 5));
        assertArrayEquals(new int[] {6, 1, 5, 7}, SelfSpeculation.bisected(new int[] {1, 5, 6, 7}, 8));
    }

    @Test
    void settingsAreChecked() {
        assertThrows(InvalidParameterException.class,
            () -> new SelfSpeculation(SelfSpeculation.Order.RANDOM, 0, 0));
        assertThrows(InvalidParameterException.class,
            () -> new SelfSpeculation(SelfSpeculation.Order.RANDOM, 8, -1));
    }

    /// Chi-squared against the exact law, outcomes below five expected together, as a standard normal deviate (Wilson and
    /// Hilferty 1931).
    private static double deviation(SelfSpeculation sampler, int count) {
        var seen = new double[2187];
        try (var workers = new Workers(2)) {
            for (SequenceScore score : new MonteCarlo(CHAIN, Prompts.none(7), count, 3).scores(sampler, workers)) {
                seen[code(score.tokens())]++;
            }
        }
        double chi = 0;
        double restSeen = 0;
        double rest = 0;
        int cells = 0;
        for (int code = 0; code < seen.length; code++) {
            double expected = count * Math.exp(CHAIN.logMass(digits(code)));
            if (expected < 5) {
                restSeen += seen[code];
                rest += expected;
            } else {
                chi += (seen[code] - expected) * (seen[code] - expected) / expected;
                cells++;
            }
        }
        chi += (restSeen - rest) * (restSeen - rest) / rest;
        double freedom = cells; // and one cell for the rest, less one
        return (Math.cbrt(chi / freedom) - (1 - 2 / (9 * freedom))) / Math.sqrt(2 / (9 * freedom));
    }

    private static int code(int[] x) {
        return Arrays.stream(x).reduce(0, (code, token) -> 3 * code + token);
    }

    private static int[] digits(int code) {
        var x = new int[7];
        for (int i = 6; i >= 0; i--, code /= 3) {
            x[i] = code % 3;
        }
        return x;
    }
}
