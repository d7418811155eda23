package samplerscope.masked.sampler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.Move;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.Prediction;

/// A course that is followed by a corrector: a list of positions to draw anew, set by set, one pass each.
///
/// @param draft  that fills the canvas
/// @param sets   positions drawn anew together, in this order; none of them given
/// @param redraw how
record Corrected<D>(Course<D> draft, List<int[]> sets, Redraw redraw) implements Course<Corrected.Stage<D>> {

    /// Draws some positions anew.
    @FunctionalInterface
    interface Redraw {
        /// @param hidden the canvas with those positions hidden
        /// @param set    the positions, ascending
        /// @param now    what the model says of `hidden`
        Move of(int[] hidden, int[] set, Prediction now, Passes model);
    }

    /// @param draft what the draft remembers; empty once it is done
    /// @param moves of the corrector so far
    record Stage<D>(Optional<D> draft, int moves) {}

    @Override
    public Stage<D> opening() {
        return new Stage<>(Optional.of(draft.opening()), 0);
    }

    @Override
    public boolean isDone(int[] state, Stage<D> stage) {
        return stage.draft().map(memory -> draft.isDone(state, memory)).orElse(true) && stage.moves() == sets.size();
    }

    @Override
    public Plan<Stage<D>> plan(int[] state, Stage<D> stage, Passes model) {
        if (stage.draft().isPresent() && !draft.isDone(state, stage.draft().get())) {
            Plan<D> plan = draft.plan(state, stage.draft().get(), model);
            return new Plan<>(plan.move(), plan.account(), after -> drafted(plan.next().apply(after), after));
        }
        int[] set = sets.get(stage.moves());
        int[] hidden = state.clone();
        for (int i : set) {
            hidden[i] = Canvas.MASK;
        }
        Prediction now = model.evaluate(hidden);
        var next = new Stage<D>(Optional.empty(), stage.moves() + 1);
        return Plan.of(redraw.of(hidden, set, now, model),
            new Plan.Account((double) next.moves() / sets.size(), 0, Optional.of(now), Optional.empty(),
                Map.of("move", (double) next.moves())), next);
    }

    private Stage<D> drafted(D memory, int[] state) {
        return draft.isDone(state, memory) ? new Stage<>(Optional.empty(), 0) : new Stage<>(Optional.of(memory), 0);
    }
}
