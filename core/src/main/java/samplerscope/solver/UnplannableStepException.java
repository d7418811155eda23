package samplerscope.solver;

import samplerscope.SamplerscopeException;

/// A step that its solver cannot take; found before anything runs.
public final class UnplannableStepException extends SamplerscopeException {

    private final int step;

    private UnplannableStepException(int step, String happened, String remedy) {
        super(happened, remedy);
        this.step = step;
    }

    /// For a solver, which does not know the number of its step.
    public UnplannableStepException(String happened, String remedy) {
        this(-1, happened, remedy);
    }

    /// For a formula that adds noise and is asked to go back up the path.
    static UnplannableStepException backwards() {
        return new UnplannableStepException("the grid adds noise here, and the solver would add its own",
            "a stochastic solver cannot run backwards, use a deterministic one");
    }

    static UnplannableStepException at(int step, Solver solver, String happened, String remedy) {
        return new UnplannableStepException(step,
            "step %d (%s): %s".formatted(step, solver, happened), remedy);
    }

    /// Index of the step, from 0; -1 while only the solver has spoken.
    public int step() {
        return step;
    }
}
