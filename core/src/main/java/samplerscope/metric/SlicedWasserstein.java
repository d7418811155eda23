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
        workers.forEachRange(directions, 1, (from, to) -> {
            for (int p = from; p < to; p++) {
                double[] direction = direction(p, generated.dimension());
                var x = new Projected(generated, direction, groups);
                var y = new Projected(reference, direction, groups);
                whole[p] = squaredDistance(x.sorted, y.sorted);
                for (int g = 0; g < groups; g++) {
                    leftOut[g][p] = squaredDistance(x.without(g), y.without(g));
                }
            }
        });
        double ofSamples = Jackknife.variance(Arrays.stream(leftOut).mapToDouble(PairwiseSum::mean).toArray());
        double ofDirections = PairwiseSum.squaresAroundMean(whole) / (directions - 1.0) / directions;
        return new Estimate(PairwiseSum.mean(whole), StrictMath.sqrt(ofSamples + ofDirections), generated.count(),
            "data units squared");
    }

    /// A unit vector, uniform on the sphere, from a seed of its own.
    private static double[] direction(int index, int dimension) {
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

    /// One set seen along one direction, sorted: as a whole and by group.
    private static final class Projected {

        private final double[] sorted;
        private final double[][] groups;

        Projected(SampleSet set, double[] direction, int count) {
            sorted = new double[set.count()];
            groups = new double[count][];
            for (int g = 0; g < count; g++) {
                groups[g] = new double[(set.count() - g + count - 1) / count];
            }
            for (int i = 0; i < sorted.length; i++) {
                double sum = 0;
                for (int j = 0; j < direction.length; j++) {
                    sum += set.at(i, j) * direction[j];
                }
                sorted[i] = sum;
                groups[i % count][i / count] = sum;
            }
            Arrays.sort(sorted);
            for (double[] group : groups) {
                Arrays.sort(group);
            }
        }

        /// All but one group, still sorted.
        double[] without(int g) {
            double[] group = groups[g];
            var rest = new double[sorted.length - group.length];
            int skipped = 0;
            for (int i = 0; i < sorted.length; i++) {
                if (skipped < group.length && sorted[i] == group[skipped]) {
                    skipped++;
                } else {
                    rest[i - skipped] = sorted[i];
                }
            }
            return rest;
        }
    }

    /// `integral of (F^-1(u) - G^-1(u))^2 du` of two empirical laws on the line, both sorted.
    private static double squaredDistance(double[] x, double[] y) {
        long n = x.length;
        long m = y.length;
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
        return sum / (n * m);
    }
}
