package samplerscope.metric;

/// A measured number and how sure we are of it.
///
/// @param value         the estimate
/// @param standardError of `value`; 0 only for exact quantities; NaN where one sample gives none
/// @param count         samples behind it
/// @param unit          for example "rms per element"; empty for a pure number
public record Estimate(double value, double standardError, long count, String unit) {

    /// The mean of independent values.
    public static Estimate ofMean(double[] values, String unit) {
        double n = values.length;
        double error = n == 1 ? Double.NaN : StrictMath.sqrt(PairwiseSum.squaresAroundMean(values) / (n - 1) / n);
        return new Estimate(PairwiseSum.mean(values), error, values.length, unit);
    }
}
