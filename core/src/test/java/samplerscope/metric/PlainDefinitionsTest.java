package samplerscope.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.tensor.Workers;

/// The tiled forms against the definitions, written as sums over samples: they may differ by rounding only.
class PlainDefinitionsTest {

    /// Of a mean of positive numbers: rounding of sums whose longest run is some hundred numbers.
    private static final double ROUNDING = 1e-13;

    private static SampleSet draws(int n, int dimension, double spread, int seed) {
        var random = new SplittableRandom(seed);
        double[] values = IntStream.range(0, n * dimension).mapToDouble(_ -> spread * random.nextGaussian()).toArray();
        // Some samples coincide: the order of equal projections must not matter.
        System.arraycopy(values, 0, values, (n / 2) * dimension, dimension);
        return SampleSet.of(n, dimension, values);
    }

    private static Estimate between(Metric.OfSets metric, SampleSet x, SampleSet y, int threads) {
        try (var workers = new Workers(threads)) {
            return metric.between(x, y, workers);
        }
    }

    private static double[][] kernels(SampleSet x, SampleSet y, DoubleUnaryOperator kernel) {
        var values = new double[x.count()][y.count()];
        for (int i = 0; i < x.count(); i++) {
            for (int j = 0; j < y.count(); j++) {
                double square = 0;
                for (int d = 0; d < x.dimension(); d++) {
                    square += Math.pow(x.at(i, d) - y.at(j, d), 2);
                }
                values[i][j] = kernel.applyAsDouble(square);
            }
        }
        return values;
    }

    /// `mean over i != i' of k(x_i, x_i') + the same of y - 2 mean of k(x_i, y_j)`, without sample `skipX` and `skipY`.
    private static double statistic(double[][] xx, double[][] yy, double[][] xy, int skipX, int skipY) {
        return distinctMean(xx, skipX) + distinctMean(yy, skipY) - 2 * mixedMean(xy, skipX, skipY);
    }

    private static double distinctMean(double[][] values, int skip) {
        return IntStream.range(0, values.length).filter(i -> i != skip).boxed()
            .flatMapToDouble(i -> IntStream.range(0, values.length).filter(j -> j != skip && j != i)
                .mapToDouble(j -> values[i][j])).average().orElseThrow();
    }

    private static double mixedMean(double[][] values, int skipX, int skipY) {
        return IntStream.range(0, values.length).filter(i -> i != skipX).boxed()
            .flatMapToDouble(i -> IntStream.range(0, values[i].length).filter(j -> j != skipY)
                .mapToDouble(j -> values[i][j])).average().orElseThrow();
    }

    /// Value and standard error, the jackknife by leaving out each sample in turn.
    private static void checkPairs(Metric.OfSets metric, SampleSet x, SampleSet y, DoubleUnaryOperator kernel) {
        double[][] xx = kernels(x, x, kernel);
        double[][] yy = kernels(y, y, kernel);
        double[][] xy = kernels(x, y, kernel);
        double value = statistic(xx, yy, xy, -1, -1);
        double scale = Math.abs(mixedMean(xy, -1, -1));
        double variance = Jackknife.variance(IntStream.range(0, x.count())
            .mapToDouble(i -> statistic(xx, yy, xy, i, -1)).toArray())
            + Jackknife.variance(IntStream.range(0, y.count()).mapToDouble(j -> statistic(xx, yy, xy, -1, j)).toArray());

        Estimate estimate = between(metric, x, y, 2);

        assertEquals(value, estimate.value(), ROUNDING * scale);
        assertEquals(Math.sqrt(variance), estimate.standardError(), 100 * ROUNDING * scale);
    }

    /// Sizes around the four rows and 256 columns of a tile; dimensions with each remainder by four.
    @ParameterizedTest(name = "{0} samples against {1} in {2} dimensions")
    @CsvSource({"3, 3, 1", "5, 7, 2", "61, 257, 3", "100, 31, 4", "66, 33, 5", "41, 39, 14"})
    void energyDistanceIsItsDefinition(int n, int m, int dimension) {
        checkPairs(new EnergyDistance(), draws(n, dimension, 1, 1), draws(m, dimension, 1.2, 2), s -> -Math.sqrt(s));
    }

    @ParameterizedTest(name = "{0} samples against {1} in {2} dimensions")
    @CsvSource({"3, 4, 1", "61, 257, 2", "66, 33, 7"})
    void meanDiscrepancyIsItsDefinition(int n, int m, int dimension) {
        SampleSet y = draws(m, dimension, 1.2, 2);
        double[][] squares = kernels(y, y, s -> s);
        double[] sorted = IntStream.range(0, m).boxed()
            .flatMapToDouble(i -> Arrays.stream(squares[i], 0, i)).sorted().toArray();
        double median = sorted[sorted.length / 2];

        checkPairs(new MeanDiscrepancy(), draws(n, dimension, 1, 1), y,
            s -> (Math.exp(-2 * s / median) + Math.exp(-s / (2 * median)) + Math.exp(-s / (8 * median))) / 3);
    }

    /// Enough pairs for vectors, several tiles and parts; against a plain sum, without the jackknife.
    @Test
    void manySamplesGiveThePlainSumOnEveryNumberOfThreads() {
        SampleSet x = draws(3001, 2, 1, 1);
        SampleSet y = draws(2999, 2, 1.1, 2);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.count(); i++) {
            for (int j = 0; j < x.count(); j++) {
                xx += Math.sqrt(x.squaredDistance(i, x, j));
            }
            for (int j = 0; j < y.count(); j++) {
                xy += Math.sqrt(x.squaredDistance(i, y, j));
            }
        }
        for (int i = 0; i < y.count(); i++) {
            for (int j = 0; j < y.count(); j++) {
                yy += Math.sqrt(y.squaredDistance(i, y, j));
            }
        }
        double expected = 2 * xy / (3001.0 * 2999) - xx / (3001.0 * 3000) - yy / (2999.0 * 2998);

        Estimate estimate = between(new EnergyDistance(), x, y, 2);

        // A running sum of nine million numbers is itself only good to about 1e-12.
        assertEquals(expected, estimate.value(), 1e-11);
        assertEquals(estimate, between(new EnergyDistance(), x, y, 1));
        assertEquals(between(new MeanDiscrepancy(), x, y, 1), between(new MeanDiscrepancy(), x, y, 3));
    }

    @ParameterizedTest(name = "{0} samples against {1} in {2} dimensions")
    @CsvSource({"2, 2, 1", "61, 61, 2", "333, 257, 3", "47, 640, 5", "4500, 4500, 2"})
    void slicedWassersteinIsItsDefinition(int n, int m, int dimension) {
        SampleSet x = draws(n, dimension, 1, 1);
        SampleSet y = draws(m, dimension, 1.2, 2);
        int directions = 5;
        int groups = Math.min(20, Math.min(n, m));

        double[] whole = IntStream.range(0, directions).mapToDouble(p -> sliced(x, y, p, groups, -1)).toArray();
        double[] leftOut = IntStream.range(0, groups).mapToDouble(g -> IntStream.range(0, directions)
            .mapToDouble(p -> sliced(x, y, p, groups, g)).average().orElseThrow()).toArray();
        double value = Arrays.stream(whole).average().orElseThrow();
        double scatter = PairwiseSum.squaresAroundMean(whole) / (directions - 1) / directions;

        Estimate estimate = between(new SlicedWasserstein(directions), x, y, 2);

        assertEquals(value, estimate.value(), 1e-12);
        assertEquals(Math.sqrt(Jackknife.variance(leftOut) + scatter), estimate.standardError(), 1e-12);
        assertEquals(estimate, between(new SlicedWasserstein(directions), x, y, 1));
    }

    private static double sliced(SampleSet x, SampleSet y, int direction, int groups, int skip) {
        double[] along = SlicedWasserstein.direction(direction, x.dimension());
        double[] a = projected(x, along, groups, skip);
        double[] b = projected(y, along, groups, skip);
        // Repeated so that both have as many: then the quantiles are the sorted numbers.
        double sum = 0;
        for (long k = 0; k < (long) a.length * b.length; k++) {
            double difference = a[(int) (k / b.length)] - b[(int) (k / a.length)];
            if (a.length == b.length) {
                difference = a[(int) k] - b[(int) k];
            }
            sum += difference * difference;
            if (a.length == b.length && k == a.length - 1) {
                return sum / a.length;
            }
        }
        return sum / ((double) a.length * b.length);
    }

    private static double[] projected(SampleSet set, double[] direction, int groups, int skip) {
        return IntStream.range(0, set.count()).filter(i -> i % groups != skip)
            .mapToDouble(i -> IntStream.range(0, direction.length).mapToDouble(d -> set.at(i, d) * direction[d]).sum())
            .sorted().toArray();
    }
}
