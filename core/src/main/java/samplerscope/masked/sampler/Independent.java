package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.Move;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// Each position changes or not, on its own: a hidden one is written with a probability, a written one is hidden with
/// another. Drawn in two stages, whether and then what, so that no token competes with "stays hidden".
///
/// @param write probability that a hidden position is written, in [0, 1], shape [L]
/// @param hide  probability that a written position is hidden, in [0, 1], shape [L]; 0 where the token is given
/// @param laws  of the tokens
public record Independent(double[] write, double[] hide, Laws laws) implements Move {

    /// Nothing is hidden again.
    public static Independent revealing(int length, double probability, Laws laws) {
        var write = new double[length];
        Arrays.fill(write, probability);
        return new Independent(write, new double[length], laws);
    }

    @Override
    public Outcome draw(int[] state, Streams random) {
        return laws.draw().isFaithful() ? twoStages(state, random) : oneStage(state, random);
    }

    private Outcome twoStages(int[] state, Streams random) {
        var change = new boolean[state.length];
        for (int i = 0; i < state.length; i++) {
            double probability = state[i] == Canvas.MASK ? write[i] : hide[i];
            change[i] = probability > 0 && random.positions().nextDouble() < probability;
        }
        int[] after = state.clone();
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        List<Integer> remasked = new ArrayList<>();
        for (int i = 0; i < state.length; i++) {
            if (change[i] && state[i] != Canvas.MASK) {
                after[i] = Canvas.MASK;
                remasked.add(i);
            } else if (change[i]) {
                after[i] = laws.draw().drawn(laws.at(i), random.tokens());
                committed.add(new UnmaskStep.Commit(i, after[i], laws.told(i, after[i])));
            }
        }
        return new Outcome(after, committed, remasked);
    }

    /// One draw among the tokens and "stays hidden", as published codes have it: where few bits do their harm.
    private Outcome oneStage(int[] state, Streams random) {
        int[] after = state.clone();
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        List<Integer> remasked = new ArrayList<>();
        for (int i = 0; i < state.length; i++) {
            if (state[i] != Canvas.MASK) {
                if (hide[i] > 0 && laws.draw().drawn(new double[] {1 - hide[i], hide[i]}, random.positions()) == 1) {
                    after[i] = Canvas.MASK;
                    remasked.add(i);
                }
                continue;
            }
            double[] law = laws.at(i);
            double[] withStay = Arrays.copyOf(law, law.length + 1);
            for (int v = 0; v < law.length; v++) {
                withStay[v] *= write[i];
            }
            withStay[law.length] = 1 - write[i];
            int drawn = laws.draw().drawn(withStay, random.tokens());
            if (drawn < law.length) {
                after[i] = drawn;
                committed.add(new UnmaskStep.Commit(i, drawn, laws.told(i, drawn)));
            }
        }
        return new Outcome(after, committed, remasked);
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        UnknownLawException.check(laws.draw());
        from(state.clone(), 0, 1, sink);
    }

    private void from(int[] state, int i, double probability, Sink sink) {
        if (i == state.length) {
            sink.add(state, probability);
            return;
        }
        int token = state[i];
        double change = token == Canvas.MASK ? write[i] : hide[i];
        if (change < 1) {
            from(state, i + 1, probability * (1 - change), sink);
        }
        if (change > 0 && token == Canvas.MASK) {
            double[] law = laws.at(i);
            for (int v = 0; v < law.length; v++) {
                if (law[v] > 0) {
                    state[i] = v;
                    from(state, i + 1, probability * change * law[v], sink);
                }
            }
        } else if (change > 0) {
            state[i] = Canvas.MASK;
            from(state, i + 1, probability * change, sink);
        }
        state[i] = token;
    }
}
