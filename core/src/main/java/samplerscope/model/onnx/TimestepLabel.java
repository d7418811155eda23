package samplerscope.model.onnx;

import samplerscope.schedule.NoiseLevel;

/// What a network is told of a noise level: `scale u + offset`, with `u` by the clock. An input of whole numbers gets
/// the nearest one.
///
/// @param clock what `u` is
/// @param scale not 0: a network that is told the same everywhere cannot know the noise
public record TimestepLabel(Clock clock, double scale, double offset) {

    /// What a label counts.
    public enum Clock {
        /// The time of the schedule: `1000 t` for most networks, and `1000 t - 1` for training steps counted from 0.
        TIME,
        /// The noise coefficient `sigma`, which is the noise in units of the data where the signal is not scaled.
        SIGMA,
        /// `log(sigma / alpha)`; a quarter of it is `c_noise` of Karras et al. 2022, arXiv:2206.00364, Table 1.
        LOG_SIGMA
    }

    public static TimestepLabel perTime(double scale) {
        return new TimestepLabel(Clock.TIME, scale, 0);
    }

    /// The label of a level.
    public double of(NoiseLevel at) {
        return scale * switch (clock) {
            case TIME -> at.time();
            case SIGMA -> at.sigma();
            case LOG_SIGMA -> -at.lambda();
        } + offset;
    }
}
