package samplerscope.metric;

/// The variance of a statistic from its values with a part of the data left out.
///
/// Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, Ch. 11.
final class Jackknife {

    /// Groups that the delete-a-group form leaves out in turn; sample `i` is in group `i mod GROUPS`.
    static final int GROUPS = 20;

    private Jackknife() {}

    /// `(G - 1) / G sum (theta_g - mean)^2`.
    ///
    /// @param leftOut the statistic without part `g`, shape [G], `G >= 2`
    static double variance(double[] leftOut) {
        double groups = leftOut.length;
        return (groups - 1) / groups * PairwiseSum.squaresAroundMean(leftOut);
    }
}
