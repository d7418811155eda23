package samplerscope.masked.world;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import samplerscope.masked.Canvas;
import samplerscope.masked.Ranking;

/// Finds the most probable completion from nothing but how probable the best one is.
final class MostLikely {

    private MostLikely() {}

    /// Writes position after position the lowest token that leaves the best within reach, so that of equals the one with
    /// the lower token at the lowest position is found, whatever order the world computes in.
    ///
    /// @param best log-probability, up to a constant, of the most probable completion of a state
    /// @return empty if nothing completes it
    static Optional<int[]> of(int[] state, int tokens, ToDoubleFunction<int[]> best) {
        double most = best.applyAsDouble(state);
        if (most == Double.NEGATIVE_INFINITY) {
            return Optional.empty();
        }
        int[] found = state;
        for (int i = 0; i < state.length; i++) {
            if (state[i] == Canvas.MASK) {
                found = Canvas.with(found, i, lowest(found, i, tokens, Ranking.quantised(most), best));
            }
        }
        return Optional.of(found);
    }

    private static int lowest(int[] found, int position, int tokens, double most, ToDoubleFunction<int[]> best) {
        int token = 0;
        while (token < tokens - 1
            && Ranking.quantised(best.applyAsDouble(Canvas.with(found, position, token))) < most) {
            token++;
        }
        return token;
    }
}
