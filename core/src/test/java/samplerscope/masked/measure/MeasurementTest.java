package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.Dependence;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.InvalidParameterException;
import samplerscope.tensor.Workers;

class MeasurementTest {

    private static final TinyChain CHAIN = TinyChain.a();
    private static final double ENTROPY = 4.7151634701;
    private static final double TOTAL_CORRELATION = 2.4199177971;

    @Test
    void exactLawByEnumerationAgreesWithThePathErrorOfOnePass() {
        // E_p [ sum log p_i - log p ] over all sequences is minus the total correlation.
        int[] hidden = Canvas.hidden(7);
        Prediction now = CHAIN.evaluate(List.of(hidden)).getFirst();
        double sum = 0;
        double entropy = 0;
        for (int code = 0; code < 2187; code++) {
            int[] x = digits(code);
            double log = CHAIN.logMass(x);
            sum += Math.exp(log) * StepError.nats(CHAIN, hidden, step(now, x, 1));
            entropy -= Math.exp(log) * log;
        }
        assertEquals(-TOTAL_CORRELATION, sum, 1e-9);
        assertEquals(ENTROPY, entropy, 1e-9);
    }

    @Test
    void tokensOneByOneHaveNoErrorAndTheEntropyOfTheLaw() {
        Measurement m = measure(new InOrder(1), 400, 2);
        assertEquals(0, m.pathKl().orElseThrow().value(), 1e-12);
        assertEquals(7, m.passes().value());
        assertEquals(1, m.tokensPerPass());
        assertWithin(ENTROPY, m.pathEntropy().orElseThrow());
        assertEquals(m.surprise().value() / 7, m.nllPerToken().value(), 1e-12);
        assertEquals(Math.exp(m.nllPerToken().value()), m.perplexity(), 1e-12);
        assertTrue(m.bigram().orElseThrow().distance() < 2 * m.bigram().orElseThrow().noiseFloor() + 0.01);
    }

    @Test
    void allAtOnceIsTooDiverse() {
        Measurement m = measure(new InOrder(7), 2000, 2);
        assertWithin(3.703615, m.pathKl().orElseThrow());
        assertWithin(7.13508, m.pathEntropy().orElseThrow());
        assertEquals(7, m.tokensPerPass());
        assertTrue(m.bigram().orElseThrow().distance() > 0.15, "" + m.bigram());
        assertTrue(m.surprise().value() > ENTROPY + 1);
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertEquals(measure(new InOrder(2), 50, 1), measure(new InOrder(2), 50, 3));
    }

    @Test
    void pairLawIsThatOfTheChain() {
        // Marginals of the averaged pair law are averages of the marginals.
        PairLaw law = PairLaw.of(CHAIN, 4);
        Prediction now = CHAIN.evaluate(List.of(Canvas.hidden(7))).getFirst();
        for (int a = 0; a < 3; a++) {
            double row = law.p()[3 * a] + law.p()[3 * a + 1] + law.p()[3 * a + 2];
            assertEquals((now.p(0, a) + now.p(1, a) + now.p(2, a)) / 3, row, 1e-12);
        }
        var whole = new double[9];
        for (int code = 0; code < 2187; code++) {
            int[] x = digits(code);
            for (int i = 0; i < 3; i++) {
                whole[3 * x[i] + x[i + 4]] += Math.exp(CHAIN.logMass(x)) / 3;
            }
        }
        assertArrayEquals(whole, law.p(), 1e-12);
    }

    @Test
    void mutualInformationIsSymmetricAndThatOfTheJointLaw() {
        int[] state = Canvas.with(Canvas.hidden(7), 6, 1);
        Prediction now = CHAIN.evaluate(List.of(state)).getFirst();
        double expected = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                int[] both = Canvas.with(Canvas.with(state, 2, a), 4, b);
                double joint = Math.exp(CHAIN.logMass(both) - CHAIN.logMass(state));
                expected += joint * Math.log(joint / now.p(2, a) / now.p(4, b));
            }
        }
        assertEquals(expected, Dependence.of(CHAIN, state, now, 2)[4], 1e-12);
        assertEquals(expected, Dependence.of(CHAIN, state, now, 4)[2], 1e-12);
        assertEquals(0, Dependence.of(CHAIN, state, now, 4)[6]);
    }

    @Test
    void theGuiltyPairAreNeighbours() {
        int[] hidden = Canvas.hidden(7);
        Prediction now = CHAIN.evaluate(List.of(hidden)).getFirst();
        UnmaskStep step = new UnmaskStep(0, 1, 1, 0, 0, 0, List.of(commit(now, 0, 1), commit(now, 4, 1), commit(now, 5, 1)),
            List.of(), new int[] {1, -1, -1, -1, 1, 1, -1}, Optional.of(now), Optional.empty(), Map.of());
        StepError error = StepError.of(CHAIN, hidden, step);
        assertEquals(4, error.guilty().orElseThrow().first());
        assertEquals(5, error.guilty().orElseThrow().second());
        assertEquals(3, error.pairs().size());
        assertEquals(StepError.nats(CHAIN, hidden, step), error.nats());
    }

    @Test
    void aRedrawnTokenCountsAsHiddenBefore() {
        int[] before = {0, 2, 1, 1, 1, 1, 1};
        int[] base = Canvas.with(before, 1, Canvas.MASK);
        Prediction now = CHAIN.evaluate(List.of(base)).getFirst();
        UnmaskStep step = new UnmaskStep(0, 1, 1, 0, 0, 0, List.of(commit(now, 1, 0)), List.of(1),
            Canvas.with(before, 1, 0), Optional.of(now), Optional.empty(), Map.of());
        assertEquals(0, StepError.nats(CHAIN, before, step), 1e-12);
    }

    @Test
    void promptedGreedyIsComparedWithTheMostLikely() {
        Prompts prompts = Prompts.revealed(CHAIN, 0.25, 3);
        assertArrayEquals(prompts.start(5), prompts.start(5));
        try (var workers = new Workers(2)) {
            Measurement best = new MonteCarlo(CHAIN, prompts, 100, 1).measure(new Best(), workers);
            assertEquals(0, best.mapGap().orElseThrow().value(), 1e-12);
            assertEquals(1, best.mapHit().orElseThrow().value());
            assertTrue(best.pathKl().isEmpty() && best.bigram().isEmpty());
            Measurement drawn = new MonteCarlo(CHAIN, prompts, 100, 1).measure(new InOrder(1), workers);
            assertTrue(drawn.mapGap().orElseThrow().value() > 1);
            assertTrue(drawn.mapHit().orElseThrow().value() < 0.6);
        }
        assertThrows(InvalidParameterException.class, () -> Prompts.revealed(CHAIN, 1.1, 3));
    }

    @Test
    void distinctSequencesAreCounted() {
        try (var workers = new Workers(1)) {
            assertEquals(0.25, new MonteCarlo(CHAIN, Prompts.none(7), 4, 1).measure(new Best(), workers).distinct());
        }
    }

    @Test
    void anInterruptStopsIt() {
        try (var workers = new Workers(2)) {
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class,
                () -> new MonteCarlo(CHAIN, Prompts.none(7), 50, 1).measure(new InOrder(1), workers));
        } finally {
            Thread.interrupted();
        }
    }

    private static void assertWithin(double expected, Mean found) {
        assertEquals(expected, found.value(), 4 * found.standardError());
    }

    private static Measurement measure(MaskedSampler sampler, int count, int threads) {
        try (var workers = new Workers(threads)) {
            return new MonteCarlo(CHAIN, Prompts.none(7), count, 77).measure(sampler, workers);
        }
    }

    private static int[] digits(int code) {
        var x = new int[7];
        for (int i = 0; i < 7; i++, code /= 3) {
            x[i] = code % 3;
        }
        return x;
    }

    private static UnmaskStep.Commit commit(Prediction now, int position, int token) {
        return new UnmaskStep.Commit(position, token, now.p(position, token));
    }

    private static UnmaskStep step(Prediction now, int[] x, int passes) {
        var commits = new ArrayList<UnmaskStep.Commit>();
        for (int i = 0; i < x.length; i++) {
            commits.add(commit(now, i, x[i]));
        }
        return new UnmaskStep(0, passes, passes, 0, 0, 0, commits, List.of(), x, Optional.of(now), Optional.empty(), Map.of());
    }

    /// Left to right, so many at a time.
    private record InOrder(int tokens) implements MaskedSampler {
        @Override
        public Decoding begin(int[] start, Passes model, Streams random) {
            int[] state = start.clone();
            return new Decoding() {
                @Override
                public UnmaskStep step() {
                    Prediction now = model.evaluate(state.clone());
                    var commits = new ArrayList<UnmaskStep.Commit>();
                    for (int i : Arrays.stream(Canvas.maskedPositions(state)).limit(tokens).toArray()) {
                        double u = random.tokens().nextDouble();
                        int v = 0;
                        for (double sum = now.p(i, 0); sum <= u && v < 2; sum += now.p(i, v)) {
                            v++;
                        }
                        state[i] = v;
                        commits.add(commit(now, i, v));
                    }
                    return new UnmaskStep(0, model.passes(), model.rows(), model.positions(), 0, 0, commits,
                        List.of(), state.clone(), Optional.of(now), Optional.empty(), Map.of());
                }

                @Override
                public boolean isDone() {
                    return Canvas.masked(state) == 0;
                }

                @Override
                public int[] state() {
                    return state.clone();
                }
            };
        }
    }

    /// Knows the answer.
    private record Best() implements MaskedSampler {
        @Override
        public boolean drawsAsItSays() {
            return false;
        }

        @Override
        public Decoding begin(int[] start, Passes model, Streams random) {
            int[] best = CHAIN.mostLikely(start).orElseThrow();
            return new Decoding() {
                private boolean done = Canvas.masked(start) == 0;

                @Override
                public UnmaskStep step() {
                    done = true;
                    Prediction now = model.evaluate(start);
                    List<UnmaskStep.Commit> commits = Arrays.stream(Canvas.maskedPositions(start))
                        .mapToObj(i -> commit(now, i, best[i])).toList();
                    return new UnmaskStep(0, 1, 1, 0, 0, 0, commits, List.of(), best, Optional.of(now), Optional.empty(),
                        Map.of());
                }

                @Override
                public boolean isDone() {
                    return done;
                }

                @Override
                public int[] state() {
                    return best.clone();
                }
            };
        }
    }
}
