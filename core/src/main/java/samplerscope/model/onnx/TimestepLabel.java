package samplerscope.model.onnx;

import samplerscope.schedule.NoiseLevel;

/// What a network is told of a noise level.
///
/// @param kind  what it is in proportion to
/// @param scale of the number that the network gets; finite
public record TimestepLabel(Kind kind, double scale) {

    public enum Kind {
        /// The time of the schedule: training steps, where the scale is their number.
        TIME("time"),
        /// `ln(sigma / alpha)`, whatever the schedule; with a scale of 1/4 the label of EDM (Karras et al. 2022,
        /// arXiv:2206.00364, Table 1).
        LOG_SIGMA("log-sigma");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// In a manifest.
        public String word() {
            return word;
        }
    }

    /// @throws NetworkException where that would be infinite
    float of(NoiseLevel at) {
        double of = switch (kind) {
            case TIME -> at.time();
            case LOG_SIGMA -> -at.lambda();
        };
        if (!Double.isFinite(of)) {
            throw new NetworkException("a network that is told ln(sigma / alpha) was asked where %s is 0".formatted(
                of > 0 ? "alpha" : "sigma"), "start the grid where some signal is left, as its standard start does");
        }
        return (float) (scale * of);
    }
}
