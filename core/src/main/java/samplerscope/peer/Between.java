package samplerscope.peer;

import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;

/// A step between levels of its own: what a program does that believes to stand elsewhere than its last step ended, or to
/// go elsewhere than its next one begins.
///
/// @param inner what takes the step
public record Between(Solver inner, NoiseLevel from, NoiseLevel to) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        return new Step(r.from(), r.to(), inner.plan(r.between(from, to)).ops());
    }
}
