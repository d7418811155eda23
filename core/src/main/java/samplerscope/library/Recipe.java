package samplerscope.library;

import java.util.List;
import samplerscope.spec.Choice;
import samplerscope.spec.RunSpec;

/// What is put into a spec to run a sampler in a number of steps.
@FunctionalInterface
interface Recipe {

    /// @param steps as the program counts them that is repeated
    RunSpec.Denoise in(RunSpec.Denoise spec, int steps);

    /// A grid and solvers, on the schedule that the spec has.
    static RunSpec.Denoise put(RunSpec.Denoise spec, Choice grid, List<Choice> solvers) {
        return spec.withGrid(grid).withSolvers(solvers);
    }

    /// A grid of `steps` intervals.
    static Choice grid(String id, int steps) {
        return Choice.of(id).with("steps", steps);
    }
}
