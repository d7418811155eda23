package samplerscope.search;

import java.util.Arrays;

/// 95 % intervals by resampling samples with replacement.
///
/// Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, Sec. 13.3 (percentile intervals).
final class Intervals {

    private static final int REPETITIONS = 1000;
    private static final double TAIL = 0.025;

    private Intervals() {}

    /// Of an aggregate of errors.
    static SearchResult.Interval of(Aggregate aggregate, double[] errors) {
        return interval(aggregate.of(errors), repeated(errors.length,
            rows -> aggregate.of(picked(errors, rows))));
    }

    /// Of the aggregate of one schedule's errors less that of another's on the same samples, which are resampled
    /// together.
    static SearchResult.Interval ofDifference(Aggregate aggregate, double[] first, double[] second) {
        return interval(aggregate.of(first) - aggregate.of(second), repeated(first.length,
            rows -> aggregate.of(picked(first, rows)) - aggregate.of(picked(second, rows))));
    }

    @FunctionalInterface
    private interface Statistic {
        double of(int[] rows);
    }

    private static double[] repeated(int samples, Statistic statistic) {
        var random = new SearchRandom(samples, "bootstrap");
        var values = new double[REPETITIONS];
        var rows = new int[samples];
        for (int r = 0; r < REPETITIONS; r++) {
            for (int b = 0; b < samples; b++) {
                rows[b] = random.below(samples);
            }
            values[r] = statistic.of(rows);
        }
        Arrays.sort(values);
        return values;
    }

    private static SearchResult.Interval interval(double value, double[] sorted) {
        int cut = (int) (TAIL * sorted.length);
        return new SearchResult.Interval(value, sorted[cut], sorted[sorted.length - 1 - cut]);
    }

    private static double[] picked(double[] errors, int[] rows) {
        return Arrays.stream(rows).mapToDouble(b -> errors[b]).toArray();
    }
}
