package samplerscope.app.study;

import samplerscope.run.ReferencePath;

/// What a lane's errors are measured against.
public sealed interface ReferenceState {

    /// There is none, for a reason in words: a stochastic sampler, no run yet.
    record None(String why) implements ReferenceState {}

    record Computing() implements ReferenceState {}

    record Ready(ReferencePath path) implements ReferenceState {}

    record Failed(LaneState.Problem problem) implements ReferenceState {}
}
