package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.masked.Canvas;
import samplerscope.masked.ChainA;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;

/// Rules that decide by themselves how much to write.
class AdaptiveRulesTest {

    private static final Manner GREEDY = Manner.drawing(Drawing.at(0));

    private static int[] revealed(MaskedWorld world, SplittableRandom random) {
        int[] x = world.sample(Canvas.hidden(world.length()), random);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() < 0.25 ? x[i] : Canvas.MASK;
        }
        return x;
    }

    @Test
    void upToAFactorOfOneGreedyDecodingIsAsOneByOne() {
        var random = new SplittableRandom(1);
        var oneByOne = new FixedCount(Score.CONFIDENCE, 0, Counts.fixed(1), GREEDY);
        for (int n = 0; n < 12; n++) {
            int[] prompt = revealed(TinyChain.b(), random);
            int[] expected = Told.tokens(oneByOne, TinyChain.b(), prompt, 1);

            for (double factor : new double[] {0.5, 1}) {
                assertArrayEquals(expected, Told.tokens(new Factor(factor, GREEDY), TinyChain.b(), prompt, 1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void entropyBoundsBoundWhatAStepErrsBy(double gamma) {
        var random = new SplittableRandom(2);
        for (int n = 0; n < 60; n++) {
            int[] state = revealed(ChainA.WORLD, random);
            if (Canvas.masked(state) > 0) {
                List<UnmaskStep> steps = Told.by(new EntropyBounded(gamma), ChainA.WORLD, state, n);
                List<Integer> written = steps.getFirst().committed().stream().map(UnmaskStep.Commit::position).toList();
                double correlation = totalCorrelation(state, written);

                assertTrue(correlation <= gamma + 1e-12);
                assertTrue(correlation <= steps.getFirst().scalars().get("sum H - max H") + 1e-12);
            }
        }
    }

    /// `sum H(x_i | x) - H(x_S | x)`.
    private static double totalCorrelation(int[] state, List<Integer> positions) {
        Prediction now = ChainA.WORLD.evaluate(List.of(state)).getFirst();
        double sum = 0;
        for (int i : positions) {
            sum += now.entropy(i);
        }
        return sum + negativeEntropy(state.clone(), positions, ChainA.WORLD.logMass(state));
    }

    private static double negativeEntropy(int[] state, List<Integer> left, double known) {
        if (left.isEmpty()) {
            double log = ChainA.WORLD.logMass(state) - known;
            return Math.exp(log) * log;
        }
        double sum = 0;
        for (int v = 0; v < 3; v++) {
            state[left.getFirst()] = v;
            sum += negativeEntropy(state, left.subList(1, left.size()), known);
        }
        state[left.getFirst()] = Canvas.MASK;
        return sum;
    }

    @Test
    void entropyThresholdsWriteAllThatIsSureEnough() {
        Prediction now = ChainA.WORLD.evaluate(List.of(Canvas.hidden(7))).getFirst();
        double[] entropies = IntStream.range(0, 7).mapToDouble(now::entropy).sorted().toArray();
        double between = (entropies[2] + entropies[3]) / 2;
        UnmaskStep step = Told.by(new EntropyThreshold(between), ChainA.WORLD, Canvas.hidden(7), 1).getFirst();

        assertEquals(-between, step.view().orElseThrow().threshold().orElseThrow());
        assertEquals(IntStream.range(0, 7).filter(i -> now.entropy(i) <= between).boxed().toList(), Told.positions(step));
        assertEquals(3, step.committed().size());
    }

    @Test
    void bisectionTakesTheMiddleOfEveryHiddenRun() {
        UnmaskStep step = Told.by(new Bisection(), ChainA.WORLD, new int[] {-1, -1, -1, 0, -1, 1, -1}, 1).getFirst();

        assertEquals(List.of(1, 4, 6), step.committed().stream().map(UnmaskStep.Commit::position).toList());
    }

    @Test
    void bisectionIsLogarithmic() {
        assertEquals(6, Told.by(new Bisection(), TinyChain.b(), Canvas.hidden(32), 1).size());
    }

    @Test
    void dilatedOffsetsAreReadBackwards() {
        assertArrayEquals(new int[] {0, 4, 2, 6, 1, 5, 3, 7}, new Dilated(8).offsets());
        assertArrayEquals(new int[] {0, 4, 2, 1, 5, 3}, new Dilated(6).offsets());
        assertArrayEquals(new int[] {0}, new Dilated(1).offsets());
    }

    @Test
    void dilatedPositionsAreAStrideApart() {
        List<UnmaskStep> steps = Told.by(new Dilated(4), TinyChain.b(), Canvas.hidden(32), 1);

        assertEquals(4, steps.size());
        assertEquals(List.of(2, 6, 10, 14, 18, 22, 26, 30),
            steps.get(1).committed().stream().map(UnmaskStep.Commit::position).toList());
    }

    @Test
    void nearnessFallsFromTheStartOfABlock() {
        Prediction flat = new Prediction(2, new double[] {0.6, 0.4, 0.6, 0.4, 0.6, 0.4});
        var look = new Look(Canvas.hidden(3), new int[] {0, 1, 2}, flat, flat, Drawing.FAITHFUL.laws(flat), 0, 0, 3, -1);

        assertEquals(1, look.nearness(0));
        assertEquals(0.5, look.nearness(1));
        assertEquals(0, look.nearness(2));
    }

    @Test
    void aPositionByLotFollowsItsScores() {
        var lot = new Selection.Lot(new int[] {2, 5}, new double[] {Math.log(3), 0}, 1);
        var random = new SplittableRandom(5);
        int first = 0;
        for (int n = 0; n < 4000; n++) {
            first += lot.draw(random)[0] == 2 ? 1 : 0;
        }

        assertEquals(0.75, first / 4000.0, 0.028); // 4 standard errors
        lot.forEach((positions, p) -> assertEquals(positions[0] == 2 ? 0.75 : 0.25, p, 1e-15));
    }
}
