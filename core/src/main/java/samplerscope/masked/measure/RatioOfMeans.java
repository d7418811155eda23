package samplerscope.masked.measure;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.Arrays;

/// How many times as much one thing costs as another on the same trials.
///
/// @param value mean of the one over mean of the other
/// @param low   lower end of the 95 % interval; NaN from one trial
/// @param high  its upper end
public record RatioOfMeans(double value, double low, double high) {

    /// By linearising the logarithm of the ratio: its variance is that of the mean of `a_n / mean a - b_n / mean b`.
    ///
    /// @param over  positive costs, shape [N], at least one
    /// @param under positive costs of the same trials, shape [N]
    public static RatioOfMeans of(double[] over, double[] under) {
        double above = Mean.of(over).value();
        double below = Mean.of(under).value();
        double[] parts = new double[over.length];
        Arrays.setAll(parts, n -> over[n] / above - under[n] / below);
        double middle = log(above / below);
        double half = Share.WIDTH * Mean.of(parts).standardError();
        return new RatioOfMeans(above / below, exp(middle - half), exp(middle + half));
    }
}
