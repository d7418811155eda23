package samplerscope.masked.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnfitCanvasException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

class OtherWorldsTest {

    private static final int M = Canvas.MASK;

    @Test
    void mixtureMHasTheReferenceValues() {
        var mixture = MixtureOfProducts.random(4, 8, 32, 6, 0.08);
        // One token of a topic's favourites after the other makes that topic certain: these are topic 0's.
        int[] first = {7, 3, 1, 4, 6, 5, 4, 5, 6, 6, 4, 1, 6, 1, 2, 0, 4, 1, 4, 7, 4, 6, 1, 5, 7, 0, 2, 1, 7, 6, 4, 7};

        double[] topics = {0.1180, 0.2441, 0.2350, 0.1345, 0.1079, 0.1605};
        for (int c = 0; c < 6; c++) {
            assertEquals(Math.log(topics[c]) + 32 * Math.log(0.93), mixture.logMass(favourites(4, 8, 32, 6)[c]), 1e-3);
        }
        // All favourites: w_0 (1 - 0.08 + 0.01)^32, and nothing of the other topics to speak of.
        assertEquals(Math.log(0.1180) + 32 * Math.log(0.93), mixture.logMass(first), 5e-4);
        var random = new SplittableRandom(1);
        double[] logs = IntStream.range(0, 8000)
            .mapToDouble(_ -> -mixture.logMass(mixture.sample(Canvas.hidden(32), random))).toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double error = Math.sqrt(Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum() / logs.length / logs.length);
        assertEquals(14.237, mean, 3 * Math.hypot(error, 0.0148), "entropy, of a reference with its own error");
    }

    /// The preferred tokens of each topic [C, L], drawn from the seed behind the weights.
    private static int[][] favourites(long seed, int tokens, int length, int topics) {
        var random = new SplittableRandom(seed);
        random.doubles(topics).toArray();
        return IntStream.range(0, topics).mapToObj(_ -> random.doubles(length).mapToInt(u -> (int) (tokens * u)).toArray())
            .toArray(int[][]::new);
    }

    @Test
    void aMixtureAgreesWithTheListOfAllSequences() {
        double[] w = {0.2, 0.5, 0.3};
        double[][] laws = {{1, 0, 0.3, 0.7, 0.5, 0.5, 0.1, 0.9}, {0.2, 0.8, 0.6, 0.4, 1, 0, 0.9, 0.1},
            {0.4, 0.6, 0.1, 0.9, 0.7, 0.3, 0.5, 0.5}};
        var world = new MixtureOfProducts(w, laws, 2);
        var brute = new BruteForce(world, x -> {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                double product = w[c];
                for (int i = 0; i < 4; i++) {
                    product *= laws[c][2 * i + x[i]];
                }
                sum += product;
            }
            return sum;
        });

        brute.check(60);
        brute.checkSamples(new int[] {M, 1, M, M}, 5_000);
    }

    @Test
    void anExplicitSupportAgreesWithTheListOfAllSequences() {
        List<int[]> rows = List.of(new int[] {0, 1, 2, 0}, new int[] {2, 2, 1, 0}, new int[] {0, 1, 0, 0}, new int[] {1, 1, 1, 1});
        double[] weights = {0.1, 0.4, 0.3, 0.2};
        var world = new ExplicitSupport(rows, weights, 3);
        var brute = new BruteForce(world, x -> {
            for (int r = 0; r < rows.size(); r++) {
                if (Arrays.equals(rows.get(r), x)) {
                    return weights[r];
                }
            }
            return 0;
        });

        brute.check(60);
        brute.checkSamples(new int[] {0, M, M, M}, 4_000);
        assertEquals(-Arrays.stream(weights).map(p -> p * Math.log(p)).sum(), world.entropy().orElseThrow(), 1e-12);
    }

    @Test
    void aHiddenChainAgreesWithTheListOfAllSequences() {
        double[] initial = {0.3, 0.7};
        double[][] steps = {{0.9, 0.1, 0.2, 0.8}, {0.5, 0.5, 0, 1}, {0.1, 0.9, 0.6, 0.4}};
        double[] emission = {0.7, 0.2, 0.1, 0, 0.5, 0.5};
        var world = new HiddenChain(initial, steps, emission);
        var brute = new BruteForce(world, x -> {
            double[] f = initial;
            for (int i = 0; i < 4; i++) {
                double[] seen = {f[0] * emission[x[i]], f[1] * emission[3 + x[i]]};
                f = i == 3 ? seen : new double[] {seen[0] * steps[i][0] + seen[1] * steps[i][2],
                    seen[0] * steps[i][1] + seen[1] * steps[i][3]};
            }
            return f[0] + f[1];
        });

        brute.check(60);
        brute.checkSamples(Canvas.hidden(4), 8_000);
        brute.checkSamples(new int[] {M, 2, M, M}, 4_000);
        assertTrue(world.mostLikely(Canvas.hidden(4)).isEmpty(), "the best states need not write the best tokens");
    }

    @Test
    void statesThatTokensTellMakeAReadableChain() {
        double[] step = {0.3, 0, 0.7, 0.6, 0.4, 0, 0, 1, 0}; // a and b of two states, which differ in what may follow
        double[] emission = {1, 0, 0, 1, 0, 1};
        var world = new HiddenChain(new double[] {0.5, 0.5, 0}, new double[][] {step, step, step}, emission);
        int[][] next = {{0, 2}, {0, 1}, {-1, 1}};
        var brute = new BruteForce(world, x -> {
            int state = x[0];
            double p = 0.5;
            for (int i = 1; i < 4; i++) {
                int then = next[state][x[i]];
                if (then < 0) {
                    return 0;
                }
                p *= step[3 * state + then];
                state = then;
            }
            return p;
        });

        brute.check(30);
        assertTrue(world.mostLikely(Canvas.hidden(4)).isPresent());
        assertTrue(world.entropy().isPresent());
    }

    @Test
    void bracketsAreAllBalancedWordsAndEquallyLikely() {
        var world = HiddenChain.dyck(8);
        var brute = new BruteForce(world, x -> {
            int height = 0;
            for (int bracket : x) {
                height += bracket == 0 ? 1 : -1;
                if (height < 0) {
                    return 0;
                }
            }
            return height == 0 ? 1.0 / 14 : 0; // the fourth Catalan number
        });

        brute.check(40);
        brute.checkSamples(Canvas.hidden(8), 4_000);
        assertEquals(Double.NEGATIVE_INFINITY, world.logMass(new int[] {1, M, M, M, M, M, M, M}));
        assertTrue(world.mostLikely(new int[] {1, M, M, M, M, M, M, M}).isEmpty());
        assertArrayEquals(new int[] {0, 0, 1, 0, 0, 1, 1, 1},
            world.mostLikely(new int[] {M, M, 1, M, M, M, M, M}).orElseThrow(), "of equals the lowest");
        assertEquals(Math.log(14), world.entropy().orElseThrow(), 1e-12);
    }

    @Test
    void aNoisyPredictorErrsByWhatItWasToldAndAlwaysAlike() {
        var exact = MarkovChain.random(2026, 8, 32, 4, 0.02);
        var noisy = new NoisyPredictor(exact, 0.5);
        int[] state = Canvas.with(Canvas.hidden(32), 3, 5);
        List<int[]> both = List.of(state, Canvas.with(state, 20, 1));

        Prediction p = noisy.evaluate(both).getFirst();
        Prediction truth = exact.evaluate(both).getFirst();

        assertArrayEquals(p.p(), noisy.evaluate(List.of(state)).getFirst().p(), 0);
        double[] errors = IntStream.range(0, 32 * 8).filter(i -> i / 8 != 3)
            .mapToDouble(i -> Math.log(p.p()[i] / truth.p()[i])).toArray();
        double mean = Arrays.stream(errors).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).average().orElseThrow());
        assertEquals(0.5, deviation, 0.1);
        assertArrayEquals(truth.p(), new NoisyPredictor(exact, 0).evaluate(both).getFirst().p(), 1e-12);
    }

    @Test
    void puzzlesHaveAsManySolutionsAsEverybodyCounts() {
        assertEquals(576, Puzzles.latin(4).size());
        assertEquals(288, Puzzles.sudoku().size());
        assertEquals(128, Puzzles.even(8).size());
        assertEquals(210, Puzzles.sorted(6, 5).size());
    }

    @Test
    void parityTellsNothingUntilOneBitIsLeft() {
        var parity = ExplicitSupport.uniform(Puzzles.even(6), 2);

        assertEquals(0.5, parity.evaluate(List.of(new int[] {1, 0, 1, 1, M, M})).getFirst().p(4, 0), 1e-12);
        assertEquals(1, parity.evaluate(List.of(new int[] {1, 0, 1, 1, 0, M})).getFirst().p(5, 1), 1e-12);
    }

    @Test
    void aSudokuIsSolvedFromItsClues() {
        MaskedModel model = open("sudoku-4", Map.of());
        int[] clues = model.tokens().tokens("1__4__1__1__4__1");
        MaskedWorld world = (MaskedWorld) model.predictor();

        Prediction p = world.evaluate(List.of(clues)).getFirst();

        assertTrue(Double.isFinite(world.logMass(clues)));
        assertEquals(0, p.p(1, 0), "a one is in that row");
        int[] solved = world.mostLikely(clues).orElseThrow();
        assertTrue(Double.isFinite(world.logMass(solved)));
        assertThrows(UnfitCanvasException.class, () -> model.tokens().tokens("5_______________"));
    }

    @Test
    void everyModelOpensAndSpeaksItsTokens() {
        for (MaskedModelFamily family : BuiltInMaskedModels.families()) {
            try (MaskedModel model = open(family.id(), Map.of())) {
                if (!(model.predictor() instanceof MaskedWorld world)) {
                    assertEquals("chain-noisy", family.id());
                    continue;
                }
                int[] drawn = world.sample(Canvas.hidden(world.length()), new SplittableRandom(2));
                var text = new StringBuilder();
                Arrays.stream(drawn).forEach(v -> text.append(model.tokens().text(v)));
                assertArrayEquals(drawn, model.tokens().tokens(text.toString()), family.id());
                assertEquals(0, world.logMass(Canvas.hidden(world.length())), 1e-9, family.id());
            }
        }
    }

    private static MaskedModel open(String id, Map<String, Setting> given) {
        MaskedModelFamily family = BuiltInMaskedModels.families().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
        return family.open().open(Settings.of("model", family.parameters(), given), Path.of(""));
    }
}
