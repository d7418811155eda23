package samplerscope.spec;

import samplerscope.model.Condition;

/// What a conditional model is asked for, and how hard: `uncond + scale (cond - uncond)`.
///
/// @param scale 0 is unconditional, 1 conditional; above 1 each evaluation costs two network calls
public record Guidance(Condition condition, double scale) {

    public static final Guidance NONE = new Guidance(Condition.NONE, 1);
}
