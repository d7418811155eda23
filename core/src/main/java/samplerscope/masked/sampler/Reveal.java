package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.List;
import samplerscope.masked.Move;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// Chooses positions, then draws a token at each, independently: family A. What stood there is replaced.
///
/// @param selection positions
/// @param laws      of their tokens
public record Reveal(Selection selection, Laws laws) implements Move {

    @Override
    public Outcome draw(int[] state, Streams random) {
        int[] after = state.clone();
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        for (int i : selection.draw(random.positions())) {
            int token = laws.draw().drawn(laws.at(i), random.tokens());
            after[i] = token;
            committed.add(new UnmaskStep.Commit(i, token, laws.told(i, token)));
        }
        return new Outcome(after, committed, List.of());
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        UnknownLawException.check(laws.draw());
        selection.forEach((positions, probability) -> write(state.clone(), positions, 0, probability, sink));
    }

    private void write(int[] state, int[] positions, int next, double probability, Sink sink) {
        if (next == positions.length) {
            sink.add(state, probability);
            return;
        }
        double[] law = laws.at(positions[next]);
        for (int v = 0; v < law.length; v++) {
            if (law[v] > 0) {
                state[positions[next]] = v;
                write(state, positions, next + 1, probability * law[v], sink);
            }
        }
    }
}
