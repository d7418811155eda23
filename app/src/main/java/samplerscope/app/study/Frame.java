package samplerscope.app.study;

import java.util.Optional;
import samplerscope.run.Density;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;

/// One recorded moment of a run. Immutable: painters may read it on any thread.
///
/// @param step  steps taken so far; 0 is the start
/// @param nfe   network evaluations so far
/// @param data  the model's prediction of `x0` that led here; the state itself at the start
/// @param nanos wall time since the frame before
/// @param density of all samples in the plane, when the state holds only some
public record Frame(int step, int nfe, NoiseLevel at, Snapshot state, Snapshot data, long nanos,
                    Optional<Density> density) {

    /// A frame with all its samples.
    public Frame(int step, int nfe, NoiseLevel at, Snapshot state, Snapshot data, long nanos) {
        this(step, nfe, at, state, data, nanos, Optional.empty());
    }
}
