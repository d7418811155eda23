package samplerscope.metric;

import samplerscope.tensor.ShapeException;

/// How much larger one sampler's error is than another's on the same samples: the mean of the per-sample differences.
///
/// Pairing removes what the samples have in common, so that two samplers can be told apart that their own error bars
/// cannot separate.
public final class PairedDifference {

    private PairedDifference() {}

    /// Mean of `first - second` over the samples that both have, with its standard error.
    ///
    /// @throws ShapeException if one of them has no samples
    public static Estimate of(PathError first, PathError second) {
        int n = StrictMath.min(first.perSample().length, second.perSample().length);
        if (n == 0) {
            throw new ShapeException("a difference of errors over no samples was asked for", "measure at least one sample");
        }
        var differences = new double[n];
        for (int b = 0; b < n; b++) {
            differences[b] = first.perSample()[b] - second.perSample()[b];
        }
        double variance = PairwiseSum.squaresAroundMean(differences) / (n - 1.0) / n;
        return new Estimate(PairwiseSum.mean(differences), n == 1 ? Double.NaN : StrictMath.sqrt(variance), n,
            "rms per element");
    }
}
