package samplerscope.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import samplerscope.tensor.Workers;

/// Squared maximum mean discrepancy with Gaussian kernels of three widths, unbiased; standard error by delete-one
/// jackknife over samples, widths held fixed.
///
/// `k = mean of exp(-|x - y|^2 / (2 s^2))` over `s^2 in {1/4, 1, 4}` times the median squared distance of the first 500
/// reference samples.
///
/// Source: Gretton et al. 2012, JMLR 13, Eq. 3; median heuristic from its Sec. 8.
public record MeanDiscrepancy() implements Metric.OfSets {

    public static final MetricFamily FAMILY = new MetricFamily("mmd", "Maximum mean discrepancy (squared)",
        "Gretton et al. 2012, JMLR 13, Eq. 3", List.of(), _ -> new MeanDiscrepancy());

    private static final int MEDIAN_SAMPLES = 500;

    /// @throws TooFewSamplesException below 3 samples
    @Override
    public Estimate between(SampleSet generated, SampleSet reference, Workers workers) {
        generated.requireSameDimension(reference);
        TooFewSamplesException.check("the mean discrepancy", 3, "make more samples", generated, reference);
        return new PairStatistic(generated, reference, kernel(medianSquaredDistance(reference)), workers).estimate("");
    }

    private static DoubleUnaryOperator kernel(double median) {
        return square -> {
            // Widths four apart are powers of one exponential: e, e^4, e^16.
            double wide = Math.exp(-square / (8 * median));
            double middle = wide * wide * wide * wide;
            double narrow = middle * middle * middle * middle;
            return (wide + middle + narrow) / 3;
        };
    }

    /// 1 where at least half of the pairs coincide: any width tells such a set from others.
    private static double medianSquaredDistance(SampleSet set) {
        int rows = StrictMath.min(set.count(), MEDIAN_SAMPLES);
        var squares = new double[rows * (rows - 1) / 2];
        int next = 0;
        for (int i = 1; i < rows; i++) {
            for (int j = 0; j < i; j++) {
                squares[next++] = set.squaredDistance(i, set, j);
            }
        }
        Arrays.sort(squares);
        double median = squares[squares.length / 2];
        return median > 0 ? median : 1;
    }
}
