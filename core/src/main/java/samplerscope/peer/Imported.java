package samplerscope.peer;

import java.util.List;
import samplerscope.schedule.Parameterization;
import samplerscope.spec.Choice;
import samplerscope.spec.ModelCall;
import samplerscope.spec.RunSpec;

/// A sampler of another program as the pieces of a spec. Which model is sampled is not among them.
///
/// @param solvers    one for all steps, or one per step
/// @param call       how the model is asked
/// @param prediction what the program takes the model's output for; here each model says so itself
/// @param warnings   sentences on what was left out, and where the program does something that is not repeated
public record Imported(Choice schedule, Choice grid, List<Choice> solvers, ModelCall call, Parameterization prediction,
                       List<String> warnings) {

    public Imported {
        solvers = List.copyOf(solvers);
        warnings = List.copyOf(warnings);
    }

    /// The spec with this sampler in place of its own.
    public RunSpec.Denoise in(RunSpec.Denoise spec) {
        return spec.withSchedule(schedule).withGrid(grid).withSolvers(solvers).withCall(call);
    }
}
