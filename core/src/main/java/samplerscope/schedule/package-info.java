/// Noise levels, noise schedules, time grids and output parameterizations: float64 scalars only.
///
/// No tensor and no randomness may appear here. `StrictMath` only, so that a schedule has the same bits everywhere.
/// Start reading at {@link samplerscope.schedule.NoiseLevel}.
@NullMarked
package samplerscope.schedule;

import org.jspecify.annotations.NullMarked;
