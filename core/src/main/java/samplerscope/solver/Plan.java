package samplerscope.solver;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import samplerscope.schedule.Parameterization;

/// A compiled strategy: what a run will do, known before the first network call.
///
/// @param strategy what it was compiled from
/// @param steps    one per interval
/// @param memory   per step, the forms of its first model output that later steps read, and for how many steps
public record Plan(Strategy strategy, List<Step> steps, List<Memory> memory) {

    /// @param forms    forms in which the step's first model output must be remembered
    /// @param lastUser index of the last step that reads it; the step's own index when none does
    public record Memory(Set<Parameterization> forms, int lastUser) {
        public Memory {
            forms = forms.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(forms));
        }
    }

    public Plan {
        steps = List.copyOf(steps);
        memory = List.copyOf(memory);
    }

    /// Model evaluations, before guidance multiplies their cost.
    public int evaluations() {
        return steps.stream().mapToInt(Step::evaluations).sum();
    }

    /// Fresh normal fields; 0 for a deterministic sampler.
    public int draws() {
        return steps.stream().mapToInt(Step::draws).sum();
    }
}
