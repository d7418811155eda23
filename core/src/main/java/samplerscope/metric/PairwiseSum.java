package samplerscope.metric;

/// Sums by halves: the order is fixed, and rounding grows with the logarithm of the length.
///
/// Source: Higham 2002, Accuracy and Stability of Numerical Algorithms, Sec. 4.1.
final class PairwiseSum {

    private static final int LEAF = 8;

    private PairwiseSum() {}

    static double of(double[] values) {
        return of(values, 0, values.length);
    }

    static double mean(double[] values) {
        return of(values) / values.length;
    }

    /// `sum (x - mean)^2`.
    static double squaresAroundMean(double[] values) {
        double mean = mean(values);
        var squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        return of(squares);
    }

    private static double of(double[] values, int from, int to) {
        if (to - from <= LEAF) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += values[i];
            }
            return sum;
        }
        int middle = (from + to) >>> 1;
        return of(values, from, middle) + of(values, middle, to);
    }
}
