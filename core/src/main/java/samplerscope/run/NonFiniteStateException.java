package samplerscope.run;

import samplerscope.SamplerscopeException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Slot;

/// A NaN or an infinity that appeared in a run; the run stops there.
public final class NonFiniteStateException extends SamplerscopeException {

    private final int step;

    NonFiniteStateException(int step, NoiseLevel at, Slot slot, String cause, int sample) {
        super("step %d made a NaN or an infinity in %s at lambda = %.4g, first in sample %d: %s"
                .formatted(step, slot, at.lambda(), sample, cause),
            "look at that step in the plan; a shorter step, a lower order or less guidance often helps");
        this.step = step;
    }

    public int step() {
        return step;
    }
}
