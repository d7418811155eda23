package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.NextTokenModel;
import samplerscope.masked.TinyAttention;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;

class GuidedTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void theVerifierOfAWorldKnowsTheTokensBeforeOnly() {
        int[] x = CHAIN.sample(Canvas.hidden(32), new SplittableRandom(1));
        double sum = 0;
        int[] all = IntStream.range(0, 32).toArray();
        List<double[]> laws = NextTokenModel.exact(CHAIN).next(x, all);
        for (int i : all) {
            sum += Math.log(laws.get(i)[x[i]]);
        }
        assertEquals(CHAIN.logMass(x), sum, 1e-9);
    }

    @Test
    void keepsThePrefixThatIsAgreedOnAndAtLeastOneToken() {
        List<UnmaskStep> steps = Told.by(new Guided(Agreement.ARGMAX, -1), CHAIN, Canvas.hidden(32), 1);
        assertTrue(steps.size() < 32, steps.size() + " steps");
        for (UnmaskStep step : steps) {
            double accepted = step.scalars().get("accepted");
            assertEquals(Math.max(1, accepted), step.committed().size());
            // Masked positions fall from the left without a gap.
            int[] left = Canvas.maskedPositions(step.state());
            for (int k = 0; k < left.length; k++) {
                assertEquals(32 - left.length + k, left[k]);
            }
        }
        assertTrue(steps.getLast().scalars().get("verifier passes") >= steps.size());
        assertEquals(steps.size(), steps.getLast().passes(), "the verifier's passes are its own");
    }

    @Test
    void afterTheEndOfTextNothingIsAsked() {
        int first = Told.tokens(new Guided(Agreement.ARGMAX, -1), CHAIN, Canvas.hidden(32), 1)[0];
        List<UnmaskStep> steps = Told.by(new Guided(Agreement.ARGMAX, first), CHAIN, Canvas.hidden(32), 1);
        assertEquals(1, steps.size());
        var end = new int[32];
        Arrays.fill(end, first);
        assertArrayEquals(end, steps.getFirst().state());
    }

    @Test
    void agreementIsAsThePaperSays() {
        double[] law = {0.05, 0.5, 0.3, 0.08, 0.04, 0.03};
        var random = new SplittableRandom(1);
        assertTrue(Agreement.ARGMAX.accepts(law, 1, random));
        assertFalse(Agreement.ARGMAX.accepts(law, 2, random));
        assertTrue(Agreement.RELATIVE.accepts(law, 2, random));
        assertFalse(Agreement.RELATIVE.accepts(law, 3, random));
        assertFalse(Agreement.RELATIVE.accepts(new double[] {0.9, 0.1}, 1, random), "less than half as probable");
        assertTrue(Agreement.TOP.accepts(law, 4, random));
        assertFalse(Agreement.TOP.accepts(law, 5, random));
        assertTrue(Agreement.THRESHOLD.accepts(law, 2, random));
        assertFalse(Agreement.THRESHOLD.accepts(law, 3, random));
        long kept = random.longs(4000).filter(seed -> Agreement.STOCHASTIC.accepts(law, 2, new SplittableRandom(seed)))
            .count();
        assertEquals(0.3, kept / 4000.0, 0.03);
    }

    @Test
    void aCacheFeedsTheDraftsFromTheFirstHiddenPositionOn() {
        var net = new TinyAttention(24, 5, 6);
        var stale = new Guided(Agreement.ARGMAX, -1, 1, new Caching(Cache.FREE_STALE, 1));
        int hidden = 24;
        for (UnmaskStep step : Told.by(stale, net, Canvas.hidden(24), 1)) {
            assertEquals(hidden, step.scalars().get(Caching.FED), "step " + step.index());
            assertTrue(step.scalars().containsKey("accepted") && step.scalars().containsKey("verifier passes"));
            hidden = Canvas.masked(step.state());
        }
    }

    @Test
    void frozenCleanTheTokensOfTheLastStepAreFedOnceMore() {
        var net = new TinyAttention(24, 5, 6);
        List<UnmaskStep> steps = Told.by(new Guided(Agreement.ARGMAX, -1, 1, new Caching(Cache.FREE_CLEAN, 0)), net,
            Canvas.hidden(24), 1);

        assertEquals(24, steps.get(1).scalars().get(Caching.FED));
        for (int k = 2; k < steps.size(); k++) {
            assertEquals(Canvas.masked(steps.get(k - 2).state()), steps.get(k).scalars().get(Caching.FED));
        }
    }

    @Test
    void draftsGoOnAfterTheBlockAndNeedThePredictionsThere() {
        assertThrows(InvalidParameterException.class,
            () -> new Guided(Agreement.ARGMAX, -1, 4, new Caching(Cache.DUAL, 0)));
    }

    @Test
    void aWorldKeepsNoKeysAndValues() {
        var cached = new Guided(Agreement.ARGMAX, -1, 4, new Caching(Cache.FREE_CLEAN, 0));

        assertThrows(UnsuitableModelException.class, () -> Told.by(cached, CHAIN, Canvas.hidden(32), 1));
    }

    @Test
    void aModelWithoutATwinIsRefused() {
        var alone = Told.constant(Visible.COPY, new double[][] {{0.5, 0.5}});
        assertThrows(UnsuitableModelException.class,
            () -> Told.by(new Guided(Agreement.ARGMAX, -1), alone, Canvas.hidden(1), 1));
    }
}
