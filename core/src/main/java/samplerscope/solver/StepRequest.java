package samplerscope.solver;

import java.util.List;
import java.util.Set;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.statistics.ModelFacts;

/// Everything a solver may look at: scalars only, never tensors.
///
/// @param schedule for levels inside the interval
/// @param from     where the step starts
/// @param to       where it ends
/// @param past     levels of earlier steps' outputs, newest first
/// @param kept     registers the previous step left behind, by name: see {@link Slot.Kept}
/// @param steps    steps in the whole run; churn spreads its total over them
/// @param facts    what is known of the model
public record StepRequest(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, List<NoiseLevel> past,
                          Set<String> kept, int steps, ModelFacts facts) {
    public StepRequest {
        past = List.copyOf(past);
        kept = Set.copyOf(kept);
    }

    /// Without knowledge of the model.
    public StepRequest(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, List<NoiseLevel> past, Set<String> kept,
                       int steps) {
        this(schedule, from, to, past, kept, steps, ModelFacts.NONE);
    }

    /// The same step between other levels.
    public StepRequest between(NoiseLevel otherFrom, NoiseLevel otherTo) {
        return new StepRequest(schedule, otherFrom, otherTo, past, kept, steps, facts);
    }

    /// The length of the step in lambda; infinite from `alpha = 0` and to `sigma = 0`.
    public double h() {
        return to.lambda() - from.lambda();
    }

    /// Whether the step starts at `alpha = 0` or ends at `sigma = 0`, where only first-order formulas have a limit.
    public boolean isEndless() {
        return Double.isInfinite(h());
    }

    /// Levels of the newest `most` past outputs that a polynomial in lambda may use; position is age.
    ///
    /// An output at `alpha = 0` is left out: infinitely far away, its weight tends to zero.
    public List<NoiseLevel> nodes(int most) {
        return past.stream().limit(most).takeWhile(level -> level.alpha() > 0).toList();
    }
}
