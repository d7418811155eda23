package samplerscope.statistics;

/// Asks for model statistics of DPM-Solver-v3.
///
/// @param source    where they come from
/// @param intervals between the points of the table, `>= 1`
/// @param samples   data that measured ones are averaged over, `>= 2`
/// @param seed      of those data and their noise
public record EmsRequest(Source source, int intervals, int samples, long seed) {

    /// What a table is made from.
    public enum Source {
        /// A Gaussian with the moments of the data, in closed form; under guidance nobody knows those of its samples.
        GAUSSIAN("gaussian"),
        /// The model itself, by evaluations at noised data, under the guidance of the run.
        MEASURED("measured"),
        /// Nothing: `l = 1, s = b = 0`, the expansion of the predicted data.
        NONE("none");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /// As in files and forms.
        public String word() {
            return word;
        }
    }

    /// In closed form, fine enough for runs of up to some 100 steps.
    public static final EmsRequest GAUSSIAN = new EmsRequest(Source.GAUSSIAN, 240, 128, 0);
}
