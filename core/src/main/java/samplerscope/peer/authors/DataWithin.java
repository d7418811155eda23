package samplerscope.peer.authors;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import samplerscope.solver.Op;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.StepRequest;
import samplerscope.solver.Threshold;

/// The last step to the data of a run that extrapolates noise: only here does the program see data that it can keep in
/// range.
record DataWithin(Threshold threshold) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        return new Step(r.from(), r.to(), new Op.Evaluate(work(0), X, r.from(), DATA),
            new Op.Clamp(X, work(0), threshold));
    }
}
