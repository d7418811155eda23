package samplerscope.metric;

import java.util.Arrays;
import java.util.List;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.registry.Parameter;
import samplerscope.tensor.Workers;

/// Squared sliced Wasserstein-2 distance: the mean over random directions of the squared distance of the sorted
/// projections. Directions are the same in every call.
///
/// The standard error joins two sources: samples, by a delete-a-group jackknife over both sets, and directions, by their
/// spread. Positive for finite sets of one law; that floor falls like `1 / N`, and near it the standard error errs to the
/// safe side, by up to 2 measured.
///
/// Source: Bonneel et al. 2015, J. Math. Imaging Vis. 51, Eq. 9; sets of different size by the exact integral over
/// quantiles.
///
/// @param directions `>= 2`
public record SlicedWasserstein(int directions) implements Metric.OfSets {

    public static final MetricFamily FAMILY = new MetricFamily("sliced-wasserstein", "Sliced Wasserstein-2 (squared)",
        "Bonneel et al. 2015, J. Math. Imaging Vis. 51, Eq. 9",
        List.of(Parameter.whole("directions", "directions", "random projections; more cost more and scatter less",
            256, 2, 10_000)),
        s -> new SlicedWasserstein(s.whole("directions")));

    /// @throws TooFewSamplesException below 2 samples
    @Override
    public Estimate between(SampleSet generated, SampleSet reference, Workers workers) {
        generated.requireSameDimension(reference);
        TooFewSamplesException.check("the sliced Wasserstein distance", 2, "make more samples", generated, reference);
        int groups = StrictMath.min(Jackknife.GROUPS, StrictMath.min(generated.count(), reference.count()));
        var whole = new double[directions];
        var leftOut = new double[groups][directions];
        var ofGenerated = new ColumnTiles(generated);
        var ofReference = new ColumnTiles(reference);
        workers.forEachRange(directions, 1, (from, to) -> {
            var x = new SortedProjection(ofGenerated, groups);
            var y = new SortedProjection(ofReference, groups);
            for (int p = from; p < to; p++) {
                double[] direction = direction(p, generated.dimension());
                x.along(direction);
                y.along(direction);
                whole[p] = squaredDistance(x.whole(), x.count(), y.whole(), y.count());
                for (int g = 0; g < groups; g++) {
                    leftOut[g][p] = squaredDistance(x.without(g), x.countWithout(g), y.without(g), y.countWithout(g));
                }
            }
        });
        double ofSamples = Jackknife.variance(Arrays.stream(leftOut).mapToDouble(PairwiseSum::mean).toArray());
        double ofDirections = PairwiseSum.squaresAroundMean(whole) / (directions - 1.0) / directions;
        return new Estimate(PairwiseSum.mean(whole), StrictMath.sqrt(ofSamples + ofDirections), generated.count(),
            "data units squared");
    }

    /// A unit vector, uniform on the sphere, from a seed of its own.
    static double[] direction(int index, int dimension) {
        var direction = new double[dimension];
        NormalDraws.fill(direction, new DrawKey(0, 0, 0, 0, DrawKey.Stream.CHOICE), index);
        double square = 0;
        for (double d : direction) {
            square += d * d;
        }
        for (int j = 0; j < dimension; j++) {
            direction[j] /= StrictMath.sqrt(square);
        }
        return direction;
    }

    /// `integral of (F^-1(u) - G^-1(u))^2 du` of two empirical laws on the line, the first `n` and `m` numbers of `x` and
    /// `y`, both sorted.
    private static double squaredDistance(double[] x, int n, double[] y, int m) {
        return n == m ? SortedProjection.meanSquare(x, y, n) : byQuantiles(x, n, y, m);
    }

    private static double byQuantiles(double[] x, long n, double[] y, long m) {
        double sum = 0;
        int i = 0;
        int j = 0;
        long at = 0; // in units of 1 / (n m)
        while (i < n && j < m) {
            long next = StrictMath.min((i + 1) * m, (j + 1) * n);
            sum += (next - at) * (x[i] - y[j]) * (x[i] - y[j]);
            at = next;
            i += next == (i + 1) * m ? 1 : 0;
            j += next == (j + 1) * n ? 1 : 0;
        }
        return sum / ((double) n * m);
    }
}
