package samplerscope.spec;

import samplerscope.model.Condition;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// What a conditional model is asked for, and how hard: `uncond + scale (cond - uncond)`.
///
/// @param scale 0 is unconditional, 1 conditional; any other makes each evaluation cost two network calls
public record Guidance(Condition condition, double scale) {

    public static final Guidance NONE = new Guidance(Condition.NONE, 1);

    /// Far beyond use; it keeps typing errors out.
    public static final double LARGEST_SCALE = 1000;

    public Guidance {
        if (!(scale >= 0) || !(scale <= LARGEST_SCALE)) {
            throw new InvalidParameterException("guidance.scale", new Setting.Num(scale),
                "must be a number from 0 to " + new Setting.Num(LARGEST_SCALE));
        }
    }
}
