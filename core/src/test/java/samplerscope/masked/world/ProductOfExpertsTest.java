package samplerscope.masked.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.masked.world.ProductOfExperts.Pair;
import samplerscope.registry.InvalidParameterException;

class ProductOfExpertsTest {

    private static final int M = Canvas.MASK;

    @Test
    void aFoldedChainAgreesWithTheListOfAllSequences() {
        checkAgainstList(6, 3, new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 0}, {4, 1}});
    }

    @Test
    void aStarWithAStrangerAgreesWithTheListOfAllSequences() {
        // Several messages to one position, a doubled pair, and a position that nobody is tied to.
        checkAgainstList(6, 3, new int[][] {{2, 0}, {2, 1}, {3, 2}, {2, 4}, {1, 2}});
    }

    private static void checkAgainstList(int length, int size, int[][] ends) {
        var random = new SplittableRandom(8);
        double[][] unary = new double[length][];
        Arrays.setAll(unary, _ -> random.doubles(size).toArray());
        List<Pair> pairs = new ArrayList<>();
        for (int[] end : ends) {
            pairs.add(new Pair(end[0], end[1], random.doubles((long) size * size).map(u -> u < 0.15 ? 0 : u * u).toArray()));
        }
        double total = IntStream.range(0, (int) Math.pow(size, length)).mapToDouble(n -> weight(unary, pairs,
            IntStream.range(0, length).map(i -> n / (int) Math.pow(size, i) % size).toArray())).sum();

        var world = new ProductOfExperts(unary, pairs);
        var brute = new BruteForce(world, x -> weight(unary, pairs, x) / total);

        brute.check(40);
        brute.checkSamples(Canvas.hidden(length), 20_000);
        int[] state = world.sample(Canvas.hidden(length), new SplittableRandom(2));
        brute.checkSamples(new int[] {M, M, state[2], M, M, state[5]}, 5_000);
    }

    private static double weight(double[][] unary, List<Pair> pairs, int[] x) {
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            product *= unary[i][x[i]];
        }
        for (Pair pair : pairs) {
            product *= pair.weights()[x[pair.one()] * unary[0].length + x[pair.other()]];
        }
        return product;
    }

    @Test
    void aPlainChainIsAMarkovChain() {
        MarkovChain chain = MarkovChain.random(2026, 8, 32, 4, 0.02);
        ProductOfExperts same = asExperts(chain, 8, 32);
        int[] state = chain.sample(Canvas.hidden(32), new SplittableRandom(6));
        IntStream.range(0, 32).filter(i -> i % 5 != 1).forEach(i -> state[i] = M);

        assertArrayEquals(chain.evaluate(List.of(state)).getFirst().p(), same.evaluate(List.of(state)).getFirst().p(), 1e-12);
        assertEquals(chain.logMass(state), same.logMass(state), 1e-10);
        assertEquals(chain.entropy().orElseThrow(), same.entropy().orElseThrow(), 1e-10);
        assertArrayEquals(chain.mostLikely(state).orElseThrow(), same.mostLikely(state).orElseThrow());
    }

    /// The laws of a chain, read off its predictions.
    private static ProductOfExperts asExperts(MaskedWorld chain, int size, int length) {
        int[] hidden = Canvas.hidden(length);
        var unary = new double[length][size];
        IntStream.range(1, length).forEach(i -> Arrays.fill(unary[i], 1));
        unary[0] = chain.evaluate(List.of(hidden)).getFirst().at(0);
        var transition = new double[size * size];
        for (int v = 0; v < size; v++) {
            System.arraycopy(chain.evaluate(List.of(Canvas.with(hidden, 0, v))).getFirst().at(1), 0, transition, v * size, size);
        }
        return new ProductOfExperts(unary, IntStream.range(0, length - 1).mapToObj(i -> new Pair(i, i + 1, transition)).toList());
    }

    @Test
    void aFoldedChainTellsOneEndFromTheOther() {
        var world = ProductOfExperts.folded(5, 6, 64, 3, 2);
        int[] state = Canvas.with(Canvas.hidden(64), 0, 4);

        double before = world.evaluate(List.of(Canvas.hidden(64))).getFirst().p(63, 4);
        double after = world.evaluate(List.of(state)).getFirst().p(63, 4);
        double[] alone = world.evaluate(List.of(state)).getFirst().p();
        var many = IntStream.range(0, 200).mapToObj(_ -> state).toList();

        assertTrue(after > 1.5 * before, "%s, then %s".formatted(before, after));
        assertArrayEquals(alone, world.evaluate(many).getLast().p(), 0, "alone or in a batch");
    }

    @Test
    void refusesPairsThatCrossAndWhatIsImpossible() {
        double[][] unary = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        double[] any = {1, 2, 3, 4};
        var all = new ArrayList<Pair>();
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                all.add(new Pair(i, j, any));
            }
        }
        var equal = new ProductOfExperts(unary, List.of(new Pair(0, 3, new double[] {1, 0, 0, 1})));
        int[] unequal = {0, M, M, 1};

        assertThrows(InvalidParameterException.class, () -> new ProductOfExperts(unary, all));
        assertThrows(InvalidParameterException.class, () -> new ProductOfExperts(unary, List.of(new Pair(1, 4, any))));
        assertThrows(InvalidParameterException.class, () -> new ProductOfExperts(unary, List.of(new Pair(1, 1, any))));
        assertThrows(InvalidParameterException.class,
            () -> new ProductOfExperts(unary, List.of(new Pair(0, 1, new double[] {-1, 1, 1, 1}))));
        assertThrows(InvalidParameterException.class, () -> new ProductOfExperts(unary, List.of(new Pair(0, 1, new double[4]))));
        assertThrows(UnfitCanvasException.class, () -> equal.sample(new int[] {2, M, M, M}, new SplittableRandom(1)));
        assertEquals(Double.NEGATIVE_INFINITY, equal.logMass(unequal));
        assertTrue(equal.mostLikely(unequal).isEmpty());
    }
}
