package samplerscope.metric;

/// A kernel of the squared distance, for many pairs at a time.
@FunctionalInterface
interface PairKernel {

    /// `values[j] <- k(values[j]); sums[j] <- sums[j] + values[j]`: squared distances in, kernel values out. Called from
    /// several threads at once.
    void apply(double[] values, double[] sums);
}
