package samplerscope.run;

import java.util.Locale;
import samplerscope.SamplerscopeException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Slot;

/// A NaN or an infinity that appeared in a run; the run stops there.
public final class NonFiniteStateException extends SamplerscopeException {

    private final int step;

    /// @param slot   register that holds it
    /// @param what   whose numbers they are, in words
    /// @param sample first bad one, counted over the whole set
    NonFiniteStateException(int step, NoiseLevel at, Slot slot, String what, int sample) {
        super(String.format(Locale.ROOT, "step %d: %s (%s) holds a NaN or an infinity at lambda = %.4g, first in sample %d",
                step, what, slot, at.lambda(), sample),
            "look at that step in the plan; a shorter step, a lower order or less guidance often helps");
        this.step = step;
    }

    public int step() {
        return step;
    }
}
