package samplerscope.masked.sampler;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.masked.Move;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;

/// Proposes tokens at some positions independently, and keeps them or what was there: an independence Metropolis step,
/// which leaves the model's law as it is however dependent the positions are.
///
/// The probabilities of old and new tokens under the model are products of conditionals, one position after another, all
/// of them rows of one pass.
///
/// @param hidden the canvas with the positions hidden
/// @param set    the positions, ascending
/// @param now    what the model says of `hidden`
/// @param laws   that tokens are proposed from
/// @param model  that is asked
record Metropolis(int[] hidden, int[] set, Prediction now, Laws laws, Passes model) implements Move {

    @Override
    public int passes() {
        return 1;
    }

    @Override
    public Outcome draw(int[] state, Streams random) {
        int[] proposed = state.clone();
        for (int i : set) {
            proposed[i] = laws.draw().drawn(laws.at(i), random.tokens());
        }
        List<int[]> rows = new ArrayList<>(prefixes(state));
        rows.addAll(prefixes(proposed));
        List<Prediction> said = model.evaluate(rows);
        double accept = acceptance(weight(state, said.subList(0, set.length)),
            weight(proposed, said.subList(set.length, rows.size())));
        if (random.candidates().nextDouble() >= accept) {
            return new Outcome(state.clone(), List.of(), List.of());
        }
        List<UnmaskStep.Commit> committed = new ArrayList<>();
        for (int i : set) {
            committed.add(new UnmaskStep.Commit(i, proposed[i], laws.told(i, proposed[i])));
        }
        return new Outcome(proposed, committed, List.of());
    }

    @Override
    public void outcomes(int[] state, Sink sink) {
        double from = weight(state, model.evaluate(prefixes(state)));
        new Reveal(new Selection.Chosen(set), laws).outcomes(hidden, (proposed, probability) -> {
            double accept = acceptance(from, weight(proposed, model.evaluate(prefixes(proposed))));
            if (accept > 0) {
                sink.add(proposed, probability * accept);
            }
            if (accept < 1) {
                sink.add(state, probability * (1 - accept));
            }
        });
    }

    /// `min(1, p(x') q(x) / (p(x) q(x')))`; 1 where the model rules out what is there.
    private static double acceptance(double from, double to) {
        return from == Double.NEGATIVE_INFINITY ? 1 : min(1, exp(to - from));
    }

    /// The canvas with none, one, two, ... of the positions filled in.
    private List<int[]> prefixes(int[] tokens) {
        List<int[]> rows = new ArrayList<>();
        int[] row = hidden;
        for (int i : set) {
            rows.add(row);
            row = Arrays.copyOf(row, row.length);
            row[i] = tokens[i];
        }
        return rows;
    }

    /// `log p - log q` of the tokens at the positions; infinite where the proposal excludes what the model allows, for then
    /// it is never left.
    private double weight(int[] tokens, List<Prediction> said) {
        double sum = 0;
        for (int n = 0; n < set.length; n++) {
            double p = said.get(n).p(set[n], tokens[set[n]]);
            if (p == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += log(p) - log(laws.at(set[n])[tokens[set[n]]]);
        }
        return sum;
    }
}
