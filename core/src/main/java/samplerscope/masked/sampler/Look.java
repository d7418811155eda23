package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.UnmaskStep;

/// What a rule sees when it decides.
///
/// @param state    the canvas, shape [L]
/// @param eligible hidden positions of the block, ascending, at least one
/// @param raw      what the model said
/// @param ranked   what positions are ranked by: the same, or after temperature and truncation
/// @param laws     that tokens are drawn from
/// @param start    first position of the block
/// @param step     of the block, from 0
/// @param first    positions that were hidden in the block when it began
/// @param deferred token whose positions come last, or -1
record Look(int[] state, int[] eligible, Prediction raw, Prediction ranked, Laws laws, int start, int step, int first,
            int deferred) {

    /// The score of a position, as rules compare it.
    double score(Score score, int position) {
        return isDeferred(position) ? Double.NEGATIVE_INFINITY : Ranking.quantised(score.of(this, position));
    }

    /// Whether the position is about to take the deferred token.
    boolean isDeferred(int position) {
        return deferred >= 0 && raw.top(position) == deferred;
    }

    /// `1 - rel`, in [0, 1]: 1 at the start of the block, 0 at its last hidden position; 1 where only the first is hidden.
    double nearness(int position) {
        int last = eligible[eligible.length - 1] - start;
        return last == 0 ? 1 : 1 - (double) (position - start) / last;
    }

    int[] top(int count, Score score) {
        return Ranking.top(eligible, count, i -> score(score, i));
    }

    /// What adds up as positions are taken in turn.
    static UnmaskStep.Detail.Running running(String name, int[] order, double[] values, double limit) {
        return new UnmaskStep.Detail.Running(name, Arrays.stream(order).boxed().toList(),
            Arrays.stream(values).boxed().toList(), limit);
    }

    Reveal reveal(int... positions) {
        return new Reveal(new Selection.Chosen(positions), laws);
    }

    Optional<UnmaskStep.RuleView> view(String name, IntToDoubleFunction score) {
        return view(name, score, Optional.empty());
    }

    Optional<UnmaskStep.RuleView> view(String name, IntToDoubleFunction score, Optional<Double> threshold) {
        List<Integer> positions = Arrays.stream(eligible).boxed().toList();
        return Optional.of(new UnmaskStep.RuleView(name, positions,
            Arrays.stream(eligible).mapToObj(score::applyAsDouble).toList(), threshold));
    }
}
