package samplerscope.app.image;

import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;

/// How numbers become brightness.
public sealed interface Tone {

    /// Data in [-1, 1] as they are; what lies beyond is cut.
    record Data() implements Tone {}

    /// A noisy state: divided by `alpha + 2 sigma`, so that data of size 1 and two standard deviations of noise span
    /// black to white; at `sigma = 0` that is the data.
    record State(double span) implements Tone {

        static State at(NoiseLevel level) {
            return new State(level.alpha() + 2 * level.sigma());
        }
    }

    /// Signed difference to the truth, averaged over the channels; `range` is the end of the scale.
    record Difference(Snapshot truth, double range) implements Tone {}
}
