package samplerscope.metric;

import samplerscope.run.Snapshot;
import samplerscope.tensor.Workers;

/// A distance of what a sampler made to the truth; 0 is perfect. What it compares is its kind.
public sealed interface Metric {

    /// Compares two sets as samples of two laws: which sample is which does not matter.
    @FunctionalInterface
    non-sealed interface OfSets extends Metric {

        /// The same inputs give the same bits, whatever the number of workers.
        ///
        /// @param generated shape [N, D]
        /// @param reference shape [M, D]
        /// @throws samplerscope.tensor.ShapeException if the sets differ in `D`
        /// @throws TooFewSamplesException             if one of them is too small for the metric
        Estimate between(SampleSet generated, SampleSet reference, Workers workers);
    }

    /// Compares states sample by sample: both come from the same noise.
    @FunctionalInterface
    non-sealed interface OfPaths extends Metric {

        /// @param state     shape [B, ...]
        /// @param reference same sample shape; the first `min(B, B')` samples are compared
        /// @throws samplerscope.tensor.ShapeException if the shapes do not fit
        Estimate between(Snapshot state, Snapshot reference);
    }
}
