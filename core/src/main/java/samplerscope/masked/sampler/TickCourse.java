package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.Move;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.Prediction;

/// The loop of samplers on a time grid.
///
/// @param ticks   the grid
/// @param law     what a step does
/// @param revises whether written tokens may be hidden again, so that a whole canvas is not the end
/// @param recalls whether the step wants to know with which probability each token was written
/// @param given   positions that were given
record TickCourse(Ticks ticks, StepLaw law, boolean revises, boolean recalls, boolean[] given)
    implements Course<TickCourse.Time> {

    /// What one step does at each position.
    @FunctionalInterface
    interface StepLaw {
        /// @param state the canvas before, shape [L]
        /// @param laws  of tokens at hidden positions
        /// @param given positions whose token never changes
        /// @param told  the probability with which each position was written last; empty unless asked for
        Change change(int[] state, Laws laws, Ticks.Tick tick, boolean[] given, List<Double> told);
    }

    /// @param scalars for the record
    record Change(Move move, Map<String, Double> scalars) {}

    /// @param step from 0
    /// @param kept what the model said of this very canvas; empty where it has changed since
    /// @param told see {@link StepLaw}
    record Time(int step, Optional<Prediction> kept, List<Double> told) {}

    static TickCourse of(Ticks ticks, StepLaw law, boolean revises, boolean recalls, int[] start) {
        var given = new boolean[start.length];
        for (int i = 0; i < start.length; i++) {
            given[i] = start[i] != Canvas.MASK;
        }
        return new TickCourse(ticks, law, revises, recalls, given);
    }

    @Override
    public Time opening() {
        return new Time(0, Optional.empty(), recalls ? Collections.nCopies(given.length, 1.0) : List.of());
    }

    @Override
    public boolean isDone(int[] state, Time time) {
        return time.step() == ticks.steps() || !revises && ticks.reuse() && Canvas.masked(state) == 0;
    }

    @Override
    public Plan<Time> plan(int[] state, Time time, Passes model) {
        boolean asks = !ticks.reuse() || time.kept().isEmpty() && Canvas.masked(state) > 0;
        Optional<Prediction> fresh = asks
            ? Optional.of(new Asking(ticks.guidance(), -1).evaluate(model, state, given)) : Optional.empty();
        Optional<Prediction> now = fresh.or(time::kept);
        // A whole canvas needs no laws: there is no hidden position to ask them for.
        Laws laws = ticks.drawing().laws(now.orElseGet(() -> new Prediction(model.model().vocabulary(), new double[0])));
        Ticks.Tick tick = ticks.tick(time.step());
        Change change = law.change(state, laws, tick, given, time.told());
        return new Plan<>(change.move(), new Plan.Account(tick.t(), 0, fresh, Optional.empty(), change.scalars()),
            after(state, time, now, laws));
    }

    /// Where nothing is kept or recalled, one value serves all outcomes.
    private Function<int[], Time> after(int[] state, Time time, Optional<Prediction> now, Laws laws) {
        var changed = new Time(time.step() + 1, Optional.empty(), List.of());
        if (recalls) {
            return after -> new Time(time.step() + 1, ticks.reuse() && Arrays.equals(after, state) ? now
                : Optional.empty(), recalled(state, after, time.told(), laws));
        }
        if (!ticks.reuse()) {
            return new Plan.Always<>(changed);
        }
        var same = new Time(time.step() + 1, now, List.of());
        return after -> Arrays.equals(after, state) ? same : changed;
    }

    private static List<Double> recalled(int[] before, int[] after, List<Double> told, Laws laws) {
        var now = new ArrayList<>(told);
        for (int i = 0; i < before.length; i++) {
            if (before[i] == Canvas.MASK && after[i] != Canvas.MASK) {
                now.set(i, laws.told(i, after[i]));
            }
        }
        return now;
    }
}
