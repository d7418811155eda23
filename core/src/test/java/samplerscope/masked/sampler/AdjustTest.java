package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.JointHead;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.TinyAttention;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.masked.measure.StepError;
import samplerscope.registry.InvalidParameterException;

class AdjustTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void aPerfectHeadDrawsFromTheLaw() {
        for (boolean entropy : new boolean[] {true, false}) {
            int[] before = Canvas.hidden(32);
            for (UnmaskStep step : Told.by(new Adjust(4, 1, entropy), CHAIN, before, 3)) {
                assertEquals(0, StepError.nats(CHAIN, before, step), 1e-9);
                before = step.state();
            }
        }
    }

    @Test
    void aBlindHeadIsParallelDecoding() {
        List<UnmaskStep> blind = Told.by(new Adjust(4, 0, false), CHAIN, Canvas.hidden(32), 3);
        List<UnmaskStep> parallel = Told.by(new BetaParallel(4, 1), CHAIN, Canvas.hidden(32), 3);
        assertEquals(parallel.stream().map(UnmaskStep::committed).toList(),
            blind.stream().map(UnmaskStep::committed).toList());
    }

    @Test
    void aStepIsOnePassAndOneOfTheHeadForEachFurtherToken() {
        UnmaskStep first = Told.by(new Adjust(4, 0.5, true), CHAIN, Canvas.hidden(32), 3).getFirst();
        assertEquals(1, first.passes());
        assertEquals(3.0, first.scalars().get("head passes"));
        assertTrue(first.committed().size() == 4);
    }

    @Test
    void aTrainedHeadIsAskedAfterEveryTokenButTheLast() {
        var net = new TinyAttention(10, 5, 2);
        List<UnmaskStep> steps = Told.by(new Adjust(4, 0, true), net, Canvas.hidden(10), 3);

        assertEquals(List.of(4, 4, 2), steps.stream().map(s -> s.committed().size()).toList());
        assertEquals(List.of(3.0, 6.0, 7.0), steps.stream().map(s -> s.scalars().get("head passes")).toList());
        assertEquals(3, steps.getLast().passes(), "the head's passes are its own");
        assertEquals(30, steps.getLast().positions());
        assertFalse(steps.getFirst().scalars().containsKey("rho"), "a trained head is as good as it is");
    }

    @Test
    void theTokensOfAStepAreDrawnFromTheHeadInTheOrderOfItsEntropies() {
        var net = new TinyAttention(10, 5, 2);
        JointHead head = net.head().orElseThrow();
        UnmaskStep first = Told.by(new Adjust(3, 0, true), net, Canvas.hidden(10), 3).getFirst();
        Map<Integer, UnmaskStep.Commit> at = first.committed().stream()
            .collect(Collectors.toMap(UnmaskStep.Commit::position, c -> c));

        int[] state = Canvas.hidden(10);
        JointHead.Features said = head.begin(state);
        for (int k = 0; k < 3; k++) {
            Prediction now = said.prediction();
            int i = Ranking.top(Canvas.maskedPositions(state), 1, j -> -now.entropy(j))[0];
            assertEquals(now.p(i, at.get(i).token()), at.get(i).probability(), "position " + i);
            state = Canvas.with(state, i, at.get(i).token());
            said = head.renew(state, said);
        }
    }

    @Test
    void oneTokenAStepNeverAsksTheHead() {
        var net = new TinyAttention(10, 5, 2);
        var plain = new FixedCount(Score.ENTROPY, Counts.fixed(1));

        assertArrayEquals(Told.tokens(plain, net, Canvas.hidden(10), 6),
            Told.tokens(new Adjust(1, 0, true), net, Canvas.hidden(10), 6));
    }

    @Test
    void atTemperatureZeroTheHeadsMostProbableTokensAreWritten() {
        var net = new TinyAttention(10, 5, 2);
        var greedy = new Adjust(4, 0, true, Drawing.at(0), false);

        int[] one = Told.tokens(greedy, net, Canvas.hidden(10), 1);
        assertArrayEquals(one, Told.tokens(greedy, net, Canvas.hidden(10), 2));
        assertFalse(greedy.drawsAsItSays());
    }

    @Test
    void aClippedLawLiesWithinTheBoundsAndSumsToOne() {
        var random = new SplittableRandom(5);
        for (int n = 0; n < 200; n++) {
            double[] said = law(random);
            double[] base = law(random);
            double r = random.nextDouble();

            double[] clipped = FeasibleInterval.law(said, base, r);

            assertEquals(1, Arrays.stream(clipped).sum(), 1e-12, "sums of five numbers");
            for (int v = 0; v < 5; v++) {
                assertTrue(clipped[v] >= FeasibleInterval.least(base[v], r) - 1e-12
                    && clipped[v] <= FeasibleInterval.most(base[v], r) + 1e-12, v + " of " + Arrays.toString(clipped));
            }
        }
    }

    private static double[] law(SplittableRandom random) {
        double[] p = random.doubles(5).map(u -> u * u * u).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(q -> q / sum).toArray();
    }

    @Test
    void tokensThatWereCertainLeaveOnlyTheMarginals() {
        double[] base = {0.7, 0.2, 0.1};

        assertArrayEquals(base, FeasibleInterval.law(new double[] {0, 0, 1}, base, 1), 1e-15);
    }

    @Test
    void aLawWithinTheBoundsIsLeftAlone() {
        double[] said = {0.5, 0.3, 0.2};

        assertArrayEquals(said, FeasibleInterval.law(said, new double[] {0.6, 0.3, 0.1}, 0.4), 1e-15);
    }

    @Test
    void clippingKeepsAHeadFromWhatTheMarginalsExclude() {
        var net = new TinyAttention(10, 5, 2);
        List<UnmaskStep> free = Told.by(new Adjust(5, 0, true), net, Canvas.hidden(10), 3);
        List<UnmaskStep> kept = Told.by(new Adjust(5, 0, true, Drawing.FAITHFUL, true), net, Canvas.hidden(10), 3);

        assertNotEquals(free.stream().map(UnmaskStep::committed).toList(),
            kept.stream().map(UnmaskStep::committed).toList(), "this head knows no bounds");
    }

    @Test
    void needsALawAndAShare() {
        var network = Told.constant(Visible.RAW, new double[][] {{0.5, 0.5}});
        assertThrows(UnsuitableModelException.class, () -> Told.by(new Adjust(4, 1, true), network, Canvas.hidden(1), 1));
        assertThrows(InvalidParameterException.class, () -> new Adjust(4, 1.5, true));
        assertThrows(InvalidParameterException.class, () -> new Adjust(0, 1, true));
    }
}
