package samplerscope.masked.sampler;

import static java.lang.StrictMath.pow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.Move;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// One event after another, each at a hidden position by lot and with laws of its own.
///
/// @param laws of tokens, one an event, in the order of events; at most as many as there are hidden positions
record Hits(List<Laws> laws) implements Move {

    Hits {
        laws = List.copyOf(laws);
    }

    @Override
    public Outcome draw(int[] state, Streams random) {
        List<Integer> hidden = hidden(state);
        var where = new int[laws.size()];
        for (int k = 0; k < where.length; k++) {
            where[k] = hidden.remove(random.positions().nextInt(hidden.size()));
        }
        int[] after = state.clone();
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        ascending(where).forEach(k -> {
            Laws law = laws.get(k);
            int token = law.draw().drawn(law.at(where[k]), random.tokens());
            after[where[k]] = token;
            committed.add(new UnmaskStep.Commit(where[k], token, law.told(where[k], token)));
        });
        return new Outcome(after, committed, List.of());
    }

    /// Numbers of events in the order of their positions: tokens are drawn in ascending order of position.
    private static List<Integer> ascending(int[] where) {
        var order = new ArrayList<Integer>();
        for (int k = 0; k < where.length; k++) {
            order.add(k);
        }
        order.sort(Comparator.comparingInt(k -> where[k]));
        return order;
    }

    private static List<Integer> hidden(int[] state) {
        var hidden = new ArrayList<Integer>();
        for (int i : Canvas.maskedPositions(state)) {
            hidden.add(i);
        }
        return hidden;
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        laws.forEach(law -> UnknownLawException.check(law.draw()));
        event(state.clone(), 0, 1, sink);
    }

    private void event(int[] state, int k, double probability, Sink sink) {
        if (k == laws.size()) {
            sink.add(state, probability);
            return;
        }
        int[] hidden = Canvas.maskedPositions(state);
        for (int i : hidden) {
            double[] law = laws.get(k).at(i);
            for (int v = 0; v < law.length; v++) {
                if (law[v] > 0) {
                    state[i] = v;
                    event(state, k + 1, probability * law[v] / hidden.length, sink);
                }
            }
            state[i] = Canvas.MASK;
        }
    }

    /// All events of an interval of time, found by their times.
    ///
    /// @param tick the interval
    /// @param laws of tokens, the same for all events
    record Until(Ticks.Tick tick, Laws laws) implements Move {

        @Override
        public Outcome draw(int[] state, Streams random) {
            int n = Canvas.masked(state);
            int events = 0;
            double hidden = 1 - tick.alphaT();
            while (events < n) {
                hidden *= pow(random.positions().nextDouble(), 1.0 / (n - events));
                if (hidden <= 1 - tick.alphaS() && !tick.last()) {
                    break;
                }
                events++;
            }
            return new Hits(Collections.nCopies(events, laws)).draw(state, random);
        }

        /// No event among `n` positions has probability `((1 - alpha_s) / (1 - alpha_t))^n`: each position stays hidden with
        /// the same probability, on its own.
        @Override
        public void outcomes(int[] state, Sink sink) {
            double stays = tick.last() ? 0 : (1 - tick.alphaS()) / (1 - tick.alphaT());
            Independent.revealing(state.length, 1 - stays, laws).outcomes(state, sink);
        }
    }
}
