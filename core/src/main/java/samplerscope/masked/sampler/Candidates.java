package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.masked.Move;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// Draws a token at every eligible position, then keeps some and forgets the rest: family B. What is kept depends on what
/// was drawn, so the tokens kept do not follow the model, even one at a time.
///
/// @param eligible positions, ascending
/// @param laws     of their tokens
/// @param keep     which positions stay
public record Candidates(int[] eligible, Laws laws, Keep keep) implements Move {

    /// Chooses from the drawn tokens.
    @FunctionalInterface
    public interface Keep {
        /// @param tokens drawn, shape of `eligible`
        /// @return positions kept, in any order
        int[] of(int[] tokens);
    }

    @Override
    public Outcome draw(int[] state, Streams random) {
        var tokens = new int[eligible.length];
        for (int n = 0; n < tokens.length; n++) {
            tokens[n] = laws.draw().drawn(laws.at(eligible[n]), random.tokens());
        }
        int[] after = state.clone();
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        for (int i : Arrays.stream(keep.of(tokens)).sorted().toArray()) {
            after[i] = tokens[Arrays.binarySearch(eligible, i)];
            committed.add(new UnmaskStep.Commit(i, after[i], laws.told(i, after[i])));
        }
        return new Outcome(after, committed, List.of());
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        UnknownLawException.check(laws.draw());
        assign(state, new int[eligible.length], 0, 1, sink);
    }

    private void assign(int[] state, int[] tokens, int n, double probability, Sink sink) {
        if (n == tokens.length) {
            int[] after = state.clone();
            for (int i : keep.of(tokens)) {
                after[i] = tokens[Arrays.binarySearch(eligible, i)];
            }
            sink.add(after, probability);
            return;
        }
        double[] law = laws.at(eligible[n]);
        for (int v = 0; v < law.length; v++) {
            if (law[v] > 0) {
                tokens[n] = v;
                assign(state, tokens, n + 1, probability * law[v], sink);
            }
        }
    }
}
