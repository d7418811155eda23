package samplerscope.masked.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;

/// Checks a small world against the list of all its sequences, whose probabilities come from elsewhere.
final class BruteForce {

    private final MaskedWorld world;
    private final List<int[]> all = new ArrayList<>();
    private final List<Double> mass = new ArrayList<>();

    /// @param probability of a whole sequence, by its definition
    BruteForce(MaskedWorld world, ToDoubleFunction<int[]> probability) {
        this.world = world;
        list(new int[world.length()], 0, probability);
    }

    private void list(int[] x, int filled, ToDoubleFunction<int[]> probability) {
        if (filled == x.length) {
            all.add(x.clone());
            mass.add(probability.applyAsDouble(x));
            return;
        }
        for (int v = 0; v < world.vocabulary(); v++) {
            x[filled] = v;
            list(x, filled + 1, probability);
        }
    }

    /// The entropy, and masses, marginals, and what is most likely, of random states that can be.
    void check(int states) {
        assertEquals(1, mass.stream().mapToDouble(p -> p).sum(), 1e-9, "a probability law");
        world.entropy().ifPresent(h -> assertEquals(-mass.stream().mapToDouble(Draw::xLogX).sum(), h, 1e-9, "entropy"));
        var random = new SplittableRandom(7);
        for (int n = 0; n < states; n++) {
            int[] state = world.sample(Canvas.hidden(world.length()), random);
            for (int i = 0; i < state.length; i++) {
                state[i] = random.nextDouble() < 0.6 ? Canvas.MASK : state[i];
            }
            checkMass(state);
            checkMarginals(state);
            checkMostLikely(state);
        }
    }

    private void checkMass(int[] state) {
        assertEquals(Math.log(sum(state, -1, -1)), world.logMass(state), 1e-9);
    }

    private void checkMarginals(int[] state) {
        Prediction p = world.evaluate(List.of(state)).getFirst();
        for (int i = 0; i < state.length; i++) {
            int[] without = Canvas.with(state, i, Canvas.MASK);
            double whole = sum(without, -1, -1);
            for (int v = 0; v < world.vocabulary(); v++) {
                assertEquals(sum(without, i, v) / whole, p.p(i, v), 1e-9, "position " + i + ", token " + v);
            }
        }
    }

    private void checkMostLikely(int[] state) {
        world.mostLikely(state).ifPresent(found -> {
            double most = 0;
            for (int r = 0; r < all.size(); r++) {
                most = agrees(all.get(r), state) ? Math.max(most, mass.get(r)) : most;
            }
            assertTrue(agrees(found, state));
            assertEquals(Math.log(most), world.logMass(found), 1e-9);
        });
    }

    /// Samples of what is hidden follow the law: chi-square with a bound far above what chance gives with this seed.
    void checkSamples(int[] state, int count) {
        var random = new SplittableRandom(3);
        var seen = new int[all.size()];
        for (int n = 0; n < count; n++) {
            int[] drawn = world.sample(state, random);
            int r = 0;
            for (int token : drawn) {
                r = r * world.vocabulary() + token;
            }
            assertArrayEquals(drawn, all.get(r));
            seen[r]++;
        }
        double whole = sum(state, -1, -1);
        double square = 0;
        int cells = 0;
        for (int r = 0; r < seen.length; r++) {
            double expected = agrees(all.get(r), state) ? count * mass.get(r) / whole : 0;
            if (expected == 0) {
                assertEquals(0, seen[r], "what cannot be was drawn");
            } else if (expected > 3) {
                square += (seen[r] - expected) * (seen[r] - expected) / expected;
                cells++;
            }
        }
        assertTrue(square < cells + 4 * Math.sqrt(2.0 * cells), "chi-square %s of %d cells".formatted(square, cells));
    }

    private double sum(int[] state, int position, int token) {
        double sum = 0;
        for (int r = 0; r < all.size(); r++) {
            if (agrees(all.get(r), state) && (position < 0 || all.get(r)[position] == token)) {
                sum += mass.get(r);
            }
        }
        return sum;
    }

    private static boolean agrees(int[] x, int[] state) {
        for (int i = 0; i < x.length; i++) {
            if (state[i] != Canvas.MASK && state[i] != x[i]) {
                return false;
            }
        }
        return true;
    }
}
