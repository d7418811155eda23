package samplerscope.metric;

import samplerscope.tensor.Workers;

/// `E k(x, x') + E k(y, y') - 2 E k(x, y)` for a kernel of the squared distance: unbiased, from all pairs of distinct
/// samples, so it may be slightly negative where the laws agree.
///
/// The standard error is the delete-one jackknife over both sets. Where the laws agree the statistic is degenerate, and
/// the jackknife then errs to the safe side: by `sqrt(2)` in theory, up to 1.9 measured. Cost grows with `(N + M)^2 D`.
///
/// Source: Gretton et al. 2012, JMLR 13, Eq. 3 (U-statistic).
final class PairStatistic {

    private final SampleSet x;
    private final SampleSet y;
    private final PairKernel kernel;
    private final Workers workers;

    /// @param x at least 3 samples
    /// @param y at least 3 samples of the same dimension
    PairStatistic(SampleSet x, SampleSet y, PairKernel kernel, Workers workers) {
        this.x = x;
        this.y = y;
        this.kernel = kernel;
        this.workers = workers;
    }

    Estimate estimate(String unit) {
        var columns = new ColumnTiles(y);
        PairSums.Both mixed = PairSums.between(x, columns, kernel, workers);
        double[] xy = mixed.ofRows();
        double[] yx = mixed.ofColumns();
        double[] yy = PairSums.within(y, columns, kernel, workers);
        double[] xx = PairSums.within(x, new ColumnTiles(x), kernel, workers);
        double n = x.count();
        double m = y.count();
        double inside = PairwiseSum.of(xx) / (n * (n - 1)) + PairwiseSum.of(yy) / (m * (m - 1));
        double value = inside - 2 * PairwiseSum.of(xy) / (n * m);
        double variance = Jackknife.variance(leftOut(xx, xy, m)) + Jackknife.variance(leftOut(yy, yx, n));
        return new Estimate(value, StrictMath.sqrt(variance), x.count(), unit);
    }

    /// What changes of the statistic when one sample is left out, shape [N]: its own set's part and the mixed part.
    private static double[] leftOut(double[] within, double[] between, double others) {
        double n = within.length;
        double allWithin = PairwiseSum.of(within);
        double allBetween = PairwiseSum.of(between);
        var values = new double[within.length];
        for (int i = 0; i < values.length; i++) {
            // A sample leaves its own set twice: as x and as x'.
            values[i] = (allWithin - 2 * within[i]) / ((n - 1) * (n - 2))
                - 2 * (allBetween - between[i]) / ((n - 1) * others);
        }
        return values;
    }
}
