package samplerscope.spec;

import java.util.Optional;
import samplerscope.solver.Threshold;

/// How a model is asked, whatever the solver: properties of the call, not of the step.
///
/// @param threshold keeps the predicted `x0` within the range of the data; empty leaves it as it is
/// @param labels    which noise levels the model may be asked at
public record ModelCall(Optional<Threshold> threshold, Labels labels) {

    /// The model's prediction as it is, at the very level of the solver.
    public static final ModelCall PLAIN = new ModelCall(Optional.empty(), Labels.EXACT);

    /// What a model is told of its noise level.
    public enum Labels {
        /// The level that the solver stands at.
        EXACT,
        /// The nearest training step of a schedule with a table, as programs do whose networks take whole numbers.
        NEAREST_TRAINING_STEP
    }
}
