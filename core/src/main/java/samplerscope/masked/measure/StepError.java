package samplerscope.masked.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Dependence;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

/// What it cost to write several tokens at once, as if they were independent.
///
/// @param nats  the conditional-independence error, see {@link #nats}
/// @param pairs that were written together, with the mutual information of the two tokens given the state before; the
///              guiltiest first
public record StepError(double nats, List<Pair> pairs) {

    /// Below it a difference of logarithms says nothing, and a token alone would have an error.
    private static final double ROUNDING = 1e-12;

    public StepError {
        pairs = List.copyOf(pairs);
    }

    /// @param first       position, below `second`
    /// @param second      position
    /// @param information mutual information given the state before the step, nats
    public record Pair(int first, int second, double information) {}

    /// The pair with the largest mutual information; empty for a step that wrote less than two tokens.
    public Optional<Pair> guilty() {
        return pairs.stream().findFirst();
    }

    /// The error of a step and the pairs it comes from. Costs `|S| V` rows.
    ///
    /// @param before the canvas before the step, shape [L]
    public static StepError of(MaskedWorld world, int[] before, UnmaskStep step) {
        int[] base = without(before, step);
        Prediction now = world.evaluate(List.of(base)).getFirst();
        List<Integer> positions = step.committed().stream().map(UnmaskStep.Commit::position).toList();
        var pairs = new ArrayList<Pair>();
        for (int a = 0; a + 1 < positions.size(); a++) {
            double[] information = Dependence.of(world, base, now, positions.get(a));
            for (int j : positions.subList(a + 1, positions.size())) {
                pairs.add(new Pair(positions.get(a), j, information[j]));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::information).reversed());
        return new StepError(nats(world, before, step), pairs);
    }

    /// `sum_S log p_i(x_i | x) - log p(x_S | x)` of the tokens a step wrote, nats: the log of what independence made of
    /// their joint probability. Its expectation over the samples of a run, summed over the steps, bounds `KL(q || p)`, and
    /// equals it where the choice of positions is a function of the state.
    ///
    /// A token that the step replaced counts as hidden before it.
    ///
    /// @param before the canvas before the step, shape [L]
    public static double nats(MaskedWorld world, int[] before, UnmaskStep step) {
        if (step.committed().isEmpty()) {
            return 0;
        }
        int[] base = without(before, step);
        int[] after = base.clone();
        double independent = 0;
        for (UnmaskStep.Commit commit : step.committed()) {
            independent += StrictMath.log(commit.probability());
            after[commit.position()] = commit.token();
        }
        double error = independent - (world.logMass(after) - world.logMass(base));
        return StrictMath.abs(error) < ROUNDING ? 0 : error;
    }

    private static int[] without(int[] before, UnmaskStep step) {
        int[] base = before.clone();
        step.committed().forEach(commit -> base[commit.position()] = Canvas.MASK);
        return base;
    }
}
