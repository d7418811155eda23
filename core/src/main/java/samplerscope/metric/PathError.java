package samplerscope.metric;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.ShapeException;

/// Distance of one recorded state to the reference at the same level, from the same noise.
///
/// @param at        the level
/// @param nfe       network evaluations spent
/// @param rms       root mean square over samples and elements; its standard error is over samples
/// @param median    median over samples of the per-sample RMS; the headline for multimodal laws
/// @param low       10 % quantile of the per-sample RMS
/// @param high      90 % quantile
/// @param perSample RMS over the elements of each sample, shape [B]
public record PathError(NoiseLevel at, int nfe, Estimate rms, double median, double low, double high,
                        double[] perSample) {

    public static final MetricFamily FAMILY = new MetricFamily("path-error", "Error to the exact path (RMS)",
        "own definition: root mean square over samples and elements, from the same noise", List.of(),
        _ -> (Metric.OfPaths) (state, reference) -> rms(perSample(state, reference)));

    /// @param state     shape [B, ...]
    /// @param reference same sample shape, `B' >= 1` samples; the first `min(B, B')` are compared
    /// @throws ShapeException if the sample shapes differ or there is no sample
    public static PathError between(Snapshot state, Snapshot reference, NoiseLevel at, int nfe) {
        return of(perSample(state, reference), at, nfe);
    }

    /// One error over the samples of several runs that end at one level and cost the same, as with several seeds.
    ///
    /// @param parts at least one
    public static PathError pooled(List<PathError> parts) {
        double[] all = parts.stream().flatMapToDouble(p -> Arrays.stream(p.perSample)).toArray();
        return of(all, parts.getFirst().at, parts.getFirst().nfe);
    }

    /// The same error over other samples, shape [B'].
    public PathError withSamples(double[] changed) {
        return changed.length == 0 ? new PathError(at, nfe, new Estimate(Double.NaN, Double.NaN, 0, rms.unit()), Double.NaN,
            Double.NaN, Double.NaN, changed) : of(changed, at, nfe);
    }

    /// The same error over some of the samples; empty where none of them was measured.
    ///
    /// @param samples indices; those beyond the measured ones are left out
    public Optional<PathError> over(Set<Integer> samples) {
        double[] some = samples.stream().filter(s -> s >= 0 && s < perSample.length).sorted()
            .mapToDouble(s -> perSample[s]).toArray();
        return some.length == 0 ? Optional.empty() : Optional.of(of(some, at, nfe));
    }

    /// @param perSample RMS over the elements of each sample, at least one
    public static PathError of(double[] perSample, NoiseLevel at, int nfe) {
        double[] sorted = perSample.clone();
        Arrays.sort(sorted);
        return new PathError(at, nfe, rms(perSample), quantile(sorted, 0.5), quantile(sorted, 0.1),
            quantile(sorted, 0.9), perSample);
    }

    /// Root mean square over some of the samples; those that were not compared are left out.
    ///
    /// @return NaN where none is left
    public double rmsOf(Collection<Integer> samples) {
        return StrictMath.sqrt(samples.stream().filter(s -> s >= 0 && s < perSample.length)
            .mapToDouble(s -> perSample[s] * perSample[s]).average().orElse(Double.NaN));
    }

    private static double[] perSample(Snapshot state, Snapshot reference) {
        int samples = StrictMath.min(state.shape().batch(), reference.shape().batch());
        int size = state.shape().sampleSize();
        if (samples == 0 || size != reference.shape().sampleSize()) {
            throw new ShapeException(
                "a state of shape %s was compared with a reference of shape %s".formatted(
                    state.shape(), reference.shape()), "compare runs of one model with at least one sample");
        }
        var perSample = new double[samples];
        for (int b = 0; b < samples; b++) {
            double square = 0;
            for (int i = b * size; i < (b + 1) * size; i++) {
                double d = state.at(i) - reference.at(i);
                square += d * d;
            }
            perSample[b] = StrictMath.sqrt(square / size);
        }
        return perSample;
    }

    /// The standard error is that of the mean square, carried through the root: `d sqrt(m) = dm / (2 sqrt(m))`.
    private static Estimate rms(double[] perSample) {
        double[] squares = Arrays.stream(perSample).map(e -> e * e).toArray();
        double samples = squares.length;
        double rms = StrictMath.sqrt(PairwiseSum.mean(squares));
        double ofMean = StrictMath.sqrt(PairwiseSum.squaresAroundMean(squares) / (samples - 1) / samples);
        double error = samples == 1 ? Double.NaN : rms == 0 ? 0 : ofMean / (2 * rms);
        return new Estimate(rms, error, squares.length, "rms per element");
    }

    /// Linear interpolation between order statistics.
    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = StrictMath.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
