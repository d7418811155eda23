package samplerscope.metric;

import samplerscope.SamplerscopeException;

/// A set that is too small for a metric to mean anything.
public final class TooFewSamplesException extends SamplerscopeException {

    private TooFewSamplesException(String metric, int needed, int found, String remedy) {
        super("%s needs at least %d samples in each set, and one has %d".formatted(metric, needed, found), remedy);
    }

    /// @param metric name in a message
    /// @param remedy what to do
    static void check(String metric, int needed, String remedy, SampleSet... sets) {
        for (SampleSet set : sets) {
            if (set.count() < needed) {
                throw new TooFewSamplesException(metric, needed, set.count(), remedy);
            }
        }
    }
}
