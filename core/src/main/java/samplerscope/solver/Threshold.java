package samplerscope.solver;

/// How a predicted `x0` is kept within the range of the data, per sample.
///
/// With `s = clamp(quantile of |x0|, floor, ceiling)` the result is `clamp(x0, -s, s) * floor / s`. Static clipping to
/// `[-r, r]` is `floor = ceiling = r`.
///
/// Source: Saharia et al. 2022, arXiv:2205.11487, Sec. 2.3 (dynamic thresholding).
///
/// @param quantile of the absolute values of a sample, 0 to 1, linear between order statistics
/// @param floor    the range of the data, `> 0`; 1 for images in [-1, 1]
/// @param ceiling  no sample is allowed beyond this, finite and `>= floor`
public record Threshold(double quantile, double floor, double ceiling) {

    public Threshold {
        if (!(quantile >= 0) || !(quantile <= 1) || !(floor > 0) || !(ceiling >= floor)
            || !Double.isFinite(ceiling)) {
            throw new IllegalArgumentException("quantile %s, floor %s, ceiling %s".formatted(quantile, floor, ceiling));
        }
    }

    /// Clipping to `[-range, range]`.
    public static Threshold clip(double range) {
        return new Threshold(1, range, range);
    }
}
