package samplerscope.metric;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
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
    private final DoubleUnaryOperator kernel;
    private final Workers workers;

    /// @param x at least 3 samples
    /// @param y at least 3 samples of the same dimension
    PairStatistic(SampleSet x, SampleSet y, DoubleUnaryOperator kernel, Workers workers) {
        this.x = x;
        this.y = y;
        this.kernel = kernel;
        this.workers = workers;
    }

    Estimate estimate(String unit) {
        double[] xx = within(x);
        double[] yy = within(y);
        double[] xy = between(x, y);
        double[] yx = between(y, x);
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

    /// Kernel sums of each sample over the others of its set, shape [N].
    private double[] within(SampleSet a) {
        return sums(a, i -> {
            double[] row = row(a, i, a);
            row[i] = 0;
            return PairwiseSum.of(row);
        });
    }

    /// Kernel sums of each sample over all samples of another set, shape [N].
    private double[] between(SampleSet a, SampleSet b) {
        return sums(a, i -> PairwiseSum.of(row(a, i, b)));
    }

    private double[] sums(SampleSet a, IntToDoubleFunction sum) {
        var sums = new double[a.count()];
        workers.forEachRange(sums.length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                sums[i] = sum.applyAsDouble(i);
            }
        });
        return sums;
    }

    private double[] row(SampleSet a, int i, SampleSet b) {
        var row = new double[b.count()];
        for (int j = 0; j < row.length; j++) {
            row[j] = kernel.applyAsDouble(a.squaredDistance(i, b, j));
        }
        return row;
    }
}
