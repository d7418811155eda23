package samplerscope.store;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    /// Positions computed for a sequence: rows times their length, less what was read from kept keys and values.
    public static final String POSITIONS = "positions";
    public static final String TOKENS_PER_PASS = "tokens-per-pass";
    /// What a token costs where passes are not equally long.
    public static final String POSITIONS_PER_TOKEN = "positions-per-token";
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
    /// Of predictions with a cache from those of full passes, where it was audited; mean over the audited passes.
    public static final String DRIFT = "drift";

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
    ///
    /// @param costs    one a sequence
    /// @param hidden   positions that each had to write
    /// @param canvases at the end
    static Map<String, Estimate> costs(List<SequenceCosts> costs, int hidden, List<int[]> canvases) {
        var metrics = new LinkedHashMap<String, Estimate>();
        int count = costs.size();
        metrics.put(PASSES, mean(costs, SequenceCosts::passes, "passes per sequence"));
        metrics.put(ROWS, mean(costs, SequenceCosts::rows, "rows per sequence"));
        metrics.put(POSITIONS, mean(costs, SequenceCosts::positions, "positions per sequence"));
        metrics.put(REMASKED, mean(costs, SequenceCosts::remasked, "positions per sequence"));
        long passes = costs.stream().mapToLong(SequenceCosts::passes).sum();
        if (passes > 0) {
            metrics.put(TOKENS_PER_PASS, new Estimate((double) hidden * count / passes, Double.NaN, count, ""));
        }
        if (hidden > 0) {
            metrics.put(POSITIONS_PER_TOKEN, mean(costs, c -> (double) c.positions() / hidden, ""));
        }
        if (costs.stream().allMatch(c -> c.audited() > 0)) {
            metrics.put(DRIFT, mean(costs, c -> c.drift() / c.audited(), ""));
        }
        long distinct = canvases.stream().map(c -> Arrays.stream(c).boxed().toList()).distinct().count();
        metrics.put(DISTINCT, new Estimate((double) distinct / canvases.size(), Double.NaN, canvases.size(), ""));
        return metrics;
    }

    private static Estimate mean(List<SequenceCosts> costs, ToDoubleFunction<SequenceCosts> of, String unit) {
        return Estimate.ofMean(costs.stream().mapToDouble(of).toArray(), unit);
    }

    private static Estimate estimate(Mean mean, String unit) {
        return new Estimate(mean.value(), mean.standardError(), mean.count(), unit);
    }
}
