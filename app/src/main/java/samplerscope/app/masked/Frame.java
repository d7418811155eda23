package samplerscope.app.masked;

import java.util.Optional;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.StepError;

/// One step of one sequence as it was recorded.
///
/// @param before the canvas the step began with, shape [L]
/// @param step   what it did; counted from the beginning of the sequence, also in a fork
/// @param millis that sampler and model took for it
/// @param error  against the law of the world; empty without one
/// @param drawn  whether the shown lane made it: false for what a fork shares with the lane it left
record Frame(int[] before, UnmaskStep step, double millis, Optional<StepError> error, boolean drawn) {}
