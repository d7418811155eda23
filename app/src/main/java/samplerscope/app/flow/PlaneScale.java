package samplerscope.app.flow;

import samplerscope.app.study.Frame;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;

/// How states become places in the picture: divided by `sqrt(alpha^2 + sigma^2)`.
///
/// Under that scale noise is standard normal at every start, be it 1 or 80 wide, and the end of a run is the data
/// themselves; on a variance-preserving schedule it changes nothing. Contours and arrows go through the same scale.
final class PlaneScale {

    private PlaneScale() {}

    /// Picture units per unit of the state.
    static double of(NoiseLevel at) {
        return 1 / Math.hypot(at.alpha(), at.sigma());
    }

    /// The first samples of a frame as picture coordinates `x0 y0 x1 y1 ...`.
    ///
    /// @param into `2 n` numbers for `n` samples; samples that the frame lacks are NaN
    static void read(Frame frame, float[] into) {
        read(frame.state(), frame.at(), into);
    }

    static void read(Snapshot state, NoiseLevel at, float[] into) {
        int known = Math.min(into.length, state.samples() * state.sampleSize());
        if (known == into.length) {
            state.copyTo(0, into);
        } else {
            for (int i = 0; i < into.length; i++) {
                into[i] = i < known ? (float) state.at(i) : Float.NaN;
            }
        }
        float scale = (float) of(at);
        for (int i = 0; i < known; i++) {
            into[i] *= scale;
        }
    }
}
