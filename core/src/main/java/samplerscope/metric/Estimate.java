package samplerscope.metric;

/// A measured number and how sure we are of it.
///
/// @param value         the estimate
/// @param standardError of `value`; 0 only for exact quantities; NaN where one sample gives none
/// @param count         samples behind it
/// @param unit          for example "rms per element"; empty for a pure number
public record Estimate(double value, double standardError, long count, String unit) {}
