package samplerscope.masked.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// The mean of independent values and how sure we are of it.
///
/// @param value         the mean
/// @param standardError of it; NaN where there is one value only
/// @param count         values behind it
public record Mean(double value, double standardError, int count) {

    /// @param values at least one; summed in their order, so that the result does not depend on who computed them
    public static Mean of(double[] values) {
        double mean = sum(Arrays.stream(values)) / values.length;
        double squares = sum(Arrays.stream(values).map(v -> (v - mean) * (v - mean)));
        return new Mean(mean, StrictMath.sqrt(squares / (values.length - 1.0) / values.length), values.length);
    }

    /// The same in another unit.
    public Mean times(double factor) {
        return new Mean(value * factor, standardError * StrictMath.abs(factor), count);
    }

    /// With Kahan's compensation: a sequential stream of doubles does that.
    private static double sum(DoubleStream values) {
        return values.sum();
    }
}
