package samplerscope.peer;

import samplerscope.SamplerscopeException;
import samplerscope.spec.Choice;

/// A strategy that another program cannot be told.
public final class UnexportableException extends SamplerscopeException {

    private final int step;

    public UnexportableException(String happened, String remedy) {
        super(happened, remedy);
        this.step = -1;
    }

    /// @param step   from 0
    /// @param solver that was chosen for it
    public UnexportableException(String program, int step, Choice solver, String remedy) {
        super("step %d, %s, cannot be told to %s".formatted(step, said(solver), program), remedy);
        this.step = step;
    }

    private static String said(Choice solver) {
        return solver.settings().isEmpty() ? solver.id() : solver.id() + " with " + solver.settings();
    }

    /// The first step that cannot be told, from 0; -1 where it is the run as a whole.
    public int step() {
        return step;
    }
}
