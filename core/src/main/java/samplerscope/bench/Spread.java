package samplerscope.bench;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Rounds of one measurement: their median, and how far they scatter.
///
/// @param median of the rounds
/// @param low    lower quartile
/// @param high   upper quartile
/// @param rounds `>= 1`
public record Spread(double median, double low, double high, int rounds) {

    private static final double QUARTER = 0.25;

    /// Quartiles are linear between order statistics.
    ///
    /// @param values one per round, at least one, none NaN
    public static Spread of(double... values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("a spread of " + Arrays.toString(values));
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(quantile(sorted, 2 * QUARTER), quantile(sorted, QUARTER), quantile(sorted, 3 * QUARTER),
            sorted.length);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        if (below == sorted.length - 1) {
            return sorted[below];
        }
        return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    /// Of what falls as the rounds rise, such as a rate: the quartiles change places.
    public Spread map(DoubleUnaryOperator monotone) {
        double one = monotone.applyAsDouble(low);
        double other = monotone.applyAsDouble(high);
        return new Spread(monotone.applyAsDouble(median), StrictMath.min(one, other), StrictMath.max(one, other), rounds);
    }
}
