package samplerscope.solver;

import samplerscope.schedule.NoiseLevel;

/// A step back by a fixed time, whatever the next level of the grid is; the last step of a run goes to the level of the
/// grid. Where the grid is not even in time the next step does not begin where this one ends, and the error of the run
/// does not go to zero: what DDIM of diffusers does.
///
/// @param inner  takes the step
/// @param stride in the schedule's time, `> 0`
public record FixedStride(Solver inner, double stride) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        double below = r.from().time() - stride;
        boolean leavesTheSchedule = below < r.schedule().endTime() * (1 - 1e-9);
        NoiseLevel to = leavesTheSchedule ? r.to() : r.schedule().at(below);
        return new Step(r.from(), r.to(), inner.plan(r.between(r.from(), to)).ops());
    }
}
