package samplerscope.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samplerscope.masked.measure.Mean;
import samplerscope.masked.measure.Measurement;
import samplerscope.metric.Estimate;

/// Ids of what is measured of a run of masked diffusion, and the estimates under them.
public final class MaskedMetrics {

    /// Conditional-independence error, nats a sequence; see {@link Measurement#pathKl}.
    public static final String PATH_KL = "path-kl";
    /// `-log p` of the tokens written, nats a token.
    public static final String NLL = "nll-per-token";
    /// `-log p` of a sequence, nats.
    public static final String SURPRISE = "surprise";
    /// Model passes of a sequence.
    public static final String PASSES = "passes";
    /// Rows evaluated for a sequence.
    public static final String ROWS = "rows";
    public static final String TOKENS_PER_PASS = "tokens-per-pass";
    /// Positions hidden again, a sequence.
    public static final String REMASKED = "remasked";
    /// Different sequences, as a share of all.
    public static final String DISTINCT = "distinct";
    /// `-log` of the tokens' probability along their path, nats a sequence.
    public static final String PATH_ENTROPY = "path-entropy";
    public static final String BIGRAM = "bigram-tv";
    /// What {@link #BIGRAM} comes to for as many exact samples.
    public static final String BIGRAM_FLOOR = "bigram-tv-floor";
    public static final String MAP_HIT = "map-hit";

    private static final String NATS = "nats per sequence";

    private MaskedMetrics() {}

    /// @param measured of a whole run against its law
    static Map<String, Estimate> of(Measurement measured) {
        var metrics = new LinkedHashMap<String, Estimate>();
        measured.pathKl().ifPresent(m -> metrics.put(PATH_KL, estimate(m, NATS)));
        metrics.put(NLL, estimate(measured.nllPerToken(), "nats per token"));
        metrics.put(SURPRISE, estimate(measured.surprise(), NATS));
        measured.pathEntropy().ifPresent(m -> metrics.put(PATH_ENTROPY, estimate(m, NATS)));
        long count = measured.passes().count();
        measured.bigram().ifPresent(b -> {
            metrics.put(BIGRAM, new Estimate(b.distance(), Double.NaN, count, ""));
            metrics.put(BIGRAM_FLOOR, new Estimate(b.noiseFloor(), Double.NaN, count, ""));
        });
        measured.mapHit().ifPresent(m -> metrics.put(MAP_HIT, estimate(m, "")));
        return metrics;
    }

    /// What a run costs, law or not.
    static Map<String, Estimate> costs(int[] passes, int[] rows, int[] remasked, int hidden, List<int[]> canvases) {
        var metrics = new LinkedHashMap<String, Estimate>();
        metrics.put(PASSES, Estimate.ofMean(reals(passes), "passes per sequence"));
        metrics.put(ROWS, Estimate.ofMean(reals(rows), "rows per sequence"));
        metrics.put(REMASKED, Estimate.ofMean(reals(remasked), "positions per sequence"));
        long all = Arrays.stream(passes).asLongStream().sum();
        if (all > 0) {
            metrics.put(TOKENS_PER_PASS, new Estimate((double) hidden * passes.length / all, Double.NaN, passes.length, ""));
        }
        long distinct = canvases.stream().map(c -> Arrays.stream(c).boxed().toList()).distinct().count();
        metrics.put(DISTINCT, new Estimate((double) distinct / canvases.size(), Double.NaN, canvases.size(), ""));
        return metrics;
    }

    private static double[] reals(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    private static Estimate estimate(Mean mean, String unit) {
        return new Estimate(mean.value(), mean.standardError(), mean.count(), unit);
    }
}
