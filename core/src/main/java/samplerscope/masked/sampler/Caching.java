package samplerscope.masked.sampler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import samplerscope.masked.CachingPredictor;
import samplerscope.masked.Canvas;
import samplerscope.masked.KeyValues;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.sampler.Cache.Span;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// How passes use keys and values of earlier ones, and how often it is looked at what that does to predictions.
///
/// A cache saves positions, not passes. What it does to the predictions is measured by audits: full passes whose
/// answers nothing depends on.
///
/// @param cache of keys and values
/// @param audit every so many passes a full one is taken for comparison; 0 for never
public record Caching(Cache cache, int audit) {

    /// Nothing kept.
    public static final Caching NONE = new Caching(Cache.NONE, 0);

    /// Positions that the pass computed.
    public static final String FED = "positions fed";
    /// Positions whose keys and values were read instead.
    public static final String HITS = "cache hits";
    /// `1/2 sum_v |p_cache - p_full|`, the mean over hidden positions that were fed.
    public static final String DRIFT = "drift";
    /// Full passes for comparison so far; not among the passes.
    public static final String AUDITS = "audit passes";

    static final Parameter AUDIT = Parameter.whole("audit", "audit", "with a cache: every so many passes a full one, "
        + "which is not counted, tells the drift of the predictions; 0 for never", 0, 0, 1 << 20);

    static final List<Parameter> PARAMETERS = List.of(Parameter.oneOf("cache", "cache", "keys and values kept between "
        + "passes: none; Fast-dLLM's of the prefix, or of all but the block; FreeCache's, frozen when a block is "
        + "clean, or while stale", Cache.words()), AUDIT);

    public Caching {
        Checked.atLeast("audit", audit, 0);
    }

    static Caching of(Settings s) {
        return new Caching(Cache.named(s.word("cache")), s.whole("audit"));
    }

    boolean isOff() {
        return cache == Cache.NONE;
    }

    /// @throws UnsuitableModelException for a model that keeps nothing
    void check(MaskPredictor model) {
        if (!isOff() && !(model instanceof CachingPredictor)) {
            throw Passes.withoutKeyValues();
        }
    }

    /// What is remembered from pass to pass.
    ///
    /// @param block  of the last pass
    /// @param known  keys and values of all positions after it, whenever they were computed
    /// @param passes so far
    record Memory(Span block, KeyValues known, int passes) {

        /// Before the first pass; all there ever is without a cache.
        static final Memory EMPTY = new Memory(Span.NOWHERE, KeyValues.none(0), 0);

        private KeyValues known(int length) {
            return passes == 0 ? KeyValues.none(length) : known;
        }
    }

    /// @param prediction of the pass
    /// @param memory     for the next
    /// @param scalars    for the record
    record Answer(Prediction prediction, Memory memory, Map<String, Double> scalars) {}

    /// One pass.
    ///
    /// @param block that is worked on
    Answer pass(Passes model, int[] state, Span block, Memory before) {
        if (isOff()) {
            return new Answer(model.evaluate(state), before, Map.of());
        }
        KeyValues kept = cache.kept(before.known(state.length), before.block(), block);
        int[] fed = IntStream.range(0, state.length).filter(i -> !kept.holds(i)).toArray();
        CachingPredictor.Fed answer = model.evaluate(state, fed, kept);
        var after = new Memory(block, kept.with(answer.fresh(), fed), before.passes() + 1);
        var scalars = new HashMap<>(Map.of(FED, (double) fed.length, HITS, (double) state.length - fed.length));
        if (audit > 0 && after.passes() % audit == 0) {
            boolean whole = fed.length == state.length; // its own audit
            scalars.put(DRIFT, whole ? 0 : drift(answer.prediction(), model.audit(state), state, fed));
            scalars.put(AUDITS, (double) model.audits());
        }
        return new Answer(answer.prediction(), after, scalars);
    }

    /// Mean total variation over hidden positions that were fed.
    private static double drift(Prediction cached, Prediction full, int[] state, int[] fed) {
        double sum = 0;
        int hidden = 0;
        for (int i : fed) {
            if (state[i] == Canvas.MASK) {
                hidden++;
                for (int v = 0; v < full.vocabulary(); v++) {
                    sum += StrictMath.abs(cached.p(i, v) - full.p(i, v)) / 2;
                }
            }
        }
        return hidden == 0 ? 0 : sum / hidden;
    }
}
