package samplerscope.masked.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.registry.InvalidParameterException;

class MarkovChainTest {

    private static final int M = Canvas.MASK;
    private static final MarkovChain A = MarkovChain.random(11, 3, 7, 2, 0);
    private static final MarkovChain B = MarkovChain.random(2026, 8, 32, 4, 0.02);

    @Test
    void chainAHasTheReferenceValues() {
        int[] state = {M, M, 1, M, M, 0, M};

        Prediction p = A.evaluate(List.of(state)).getFirst();

        double[][] a = {{0.4341170631, 0.0465231518, 0.5193597851}, {0.0137570961, 0.8283974063, 0.1578454976},
            {0.9092343143, 0.0266317161, 0.0641339695}};
        for (int token = 0; token < 3; token++) {
            Prediction given = A.evaluate(List.of(Canvas.with(Canvas.hidden(7), 0, token))).getFirst();
            assertArrayEquals(a[token], given.at(1), 1e-10, "after " + token);
        }
        assertArrayEquals(new double[] {0.2599300559, 0.2156452101, 0.5244247340},
            A.evaluate(List.of(Canvas.hidden(7))).getFirst().at(0), 1e-10);
        assertEquals(0.0433320239, Math.exp(A.logMass(state)), 1e-10);
        assertArrayEquals(new double[] {0.0931294392, 0.7357997898, 0.1710707710}, p.at(0), 1e-10);
        assertArrayEquals(new double[] {0.1361262114, 0.8372251612, 0.0266486274}, p.at(1), 1e-10);
        assertArrayEquals(new double[] {0.0425245747, 0.6229642940, 0.3345111313}, p.at(3), 1e-10);
        assertArrayEquals(new double[] {0.3264609808, 0.0444387795, 0.6291002398}, p.at(4), 1e-10);
        assertArrayEquals(new double[] {0.4341170631, 0.0465231518, 0.5193597851}, p.at(6), 1e-10);
        assertEquals(4.7151634701, A.entropy().orElseThrow(), 1e-9);
        assertEquals(2.4199177971, totalCorrelation(A), 1e-9);
        int[] most = A.mostLikely(Canvas.hidden(7)).orElseThrow();
        assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1}, most);
        assertEquals(0.0696902783, Math.exp(A.logMass(most)), 1e-10);
    }

    @Test
    void chainBHasTheReferenceValues() {
        assertEquals(0.15164, B.evaluate(List.of(Canvas.hidden(32))).getFirst().p(0, 0), 1e-5);
        assertEquals(1.3352944202, B.entropy().orElseThrow() / 32, 1e-9);
        assertEquals(20.4544324363, totalCorrelation(B), 1e-8);
        int[] zeroThenThree = Canvas.hidden(32);
        zeroThenThree[0] = 0;
        assertEquals(0.740983, B.evaluate(List.of(zeroThenThree)).getFirst().p(1, 3), 1e-6);
        assertEquals(0.016533, B.evaluate(List.of(zeroThenThree)).getFirst().p(1, 0), 1e-6);
    }

    private static double totalCorrelation(MaskedWorld world) {
        Prediction p = world.evaluate(List.of(Canvas.hidden(world.length()))).getFirst();
        return IntStream.range(0, world.length()).mapToDouble(p::entropy).sum() - world.entropy().orElseThrow();
    }

    @Test
    void agreesWithTheListOfAllSequences() {
        TinyChain byDefinition = TinyChain.a();
        var brute = new BruteForce(A, x -> Math.exp(byDefinition.logMass(x)));

        brute.check(40);
        brute.checkSamples(Canvas.hidden(7), 20_000);
        brute.checkSamples(new int[] {M, 2, M, M, 0, M, M}, 5_000);
    }

    @Test
    void aBatchOnAllCoresSaysTheSameAsTheTextbook() {
        var chain = MarkovChain.random(5, 19, 33, 3, 0.1); // no multiple of any vector
        var random = new SplittableRandom(1);
        List<int[]> states = IntStream.range(0, 300).mapToObj(_ -> IntStream.range(0, 33)
            .map(_ -> random.nextDouble() < 0.7 ? M : random.nextInt(19)).toArray()).toList();

        List<Prediction> batch = chain.evaluate(states);

        for (int i = 0; i < 300; i += 37) {
            assertArrayEquals(chain.evaluate(List.of(states.get(i))).getFirst().p(), batch.get(i).p(), 0, "alone or in a batch");
        }
        TinyChain textbook = TinyChain.b();
        List<int[]> few = states.subList(0, 20).stream().map(s -> Arrays.stream(s).limit(32).map(v -> v % 8).toArray()).toList();
        for (int[] state : few) {
            assertArrayEquals(textbook.evaluate(List.of(state)).getFirst().p(), B.evaluate(List.of(state)).getFirst().p(), 1e-12);
        }
    }

    @Test
    void aLongChainDoesNotUnderflow() {
        var chain = MarkovChain.random(5, 6, 3000, 6, 0);
        int[] drawn = chain.sample(Canvas.hidden(3000), new SplittableRandom(4));

        assertTrue(chain.logMass(drawn) < -1000);
        assertTrue(Double.isFinite(chain.logMass(drawn)));
        assertEquals(1, Arrays.stream(chain.evaluate(List.of(drawn)).getFirst().at(1500)).sum(), 1e-12);
    }

    @Test
    void ofWhatCannotBeNothingIsKnown() {
        var alternating = new MarkovChain(new double[] {1, 0}, new double[] {0, 1, 1, 0}, 4);
        int[] impossible = {0, 0, M, M};

        assertEquals(Double.NEGATIVE_INFINITY, alternating.logMass(impossible));
        assertArrayEquals(new double[] {0.5, 0.5}, alternating.evaluate(List.of(impossible)).getFirst().at(2));
        assertEquals(0, alternating.logMass(Canvas.hidden(4)));
        assertArrayEquals(new int[] {0, 1, 0, 1}, alternating.sample(Canvas.hidden(4), new SplittableRandom(1)));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(UnfitCanvasException.class, () -> A.logMass(new int[] {0}));
        assertThrows(UnfitCanvasException.class, () -> A.evaluate(List.of(new int[] {3, M, M, M, M, M, M})));
        assertThrows(InvalidParameterException.class,
            () -> new MarkovChain(new double[] {0.5, 0.6}, new double[] {1, 0, 0, 1}, 3));
    }
}
