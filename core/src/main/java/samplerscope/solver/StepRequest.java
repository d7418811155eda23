package samplerscope.solver;

import java.util.List;
import java.util.Set;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// Everything a solver may look at: scalars only, never tensors.
///
/// @param schedule for levels inside the interval
/// @param from     where the step starts
/// @param to       where it ends
/// @param past     levels of earlier steps' first evaluations, newest first
/// @param kept     registers the previous step left behind, by name: see {@link Slot.Kept}
/// @param steps    steps in the whole run; churn spreads its total over them
public record StepRequest(NoiseSchedule schedule, NoiseLevel from, NoiseLevel to, List<NoiseLevel> past,
                          Set<String> kept, int steps) {
    public StepRequest {
        past = List.copyOf(past);
        kept = Set.copyOf(kept);
    }

    /// The length of the step in lambda.
    public double h() {
        return to.lambda() - from.lambda();
    }
}
