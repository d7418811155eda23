package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// A step of a run that no choice of solver makes by itself, so that its spec cannot name every step.
public final class UnnamedStepException extends SamplerscopeException {
    UnnamedStepException(int step, String solver) {
        super("step %d of '%s' does what no solver chosen for that step alone does".formatted(step, solver),
            "keep one solver for all steps, or give it settings nearer to the standard ones first");
    }
}
