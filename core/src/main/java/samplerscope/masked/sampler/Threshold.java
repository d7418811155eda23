package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Writes every position of which the model is sure enough, and always the surest: `c_i >= tau`.
///
/// At temperature 0, positions with `c > 1 - eps` written together, `(n + 1) eps <= 1`, are what one after another
/// would give (theorem 1 of the paper).
///
/// Source: Wu et al. 2025, arXiv:2505.22618 (Fast-dLLM), section 3.3.
///
/// @param tau    threshold in [0, 1]
/// @param judged what is compared with it
/// @param manner of the rest
public record Threshold(double tau, Judged judged, Manner manner) implements PlannedSampler {

    public enum Judged {
        /// The largest probability: choose, then sample.
        CONFIDENCE,
        /// The probability of the token that was drawn: sample, then choose, as the published code does.
        DRAWN
    }

    private static final List<Parameter> PARAMETERS = List.of(
        Parameter.real("threshold", "threshold", "tau: positions with confidence at least this are written, 0 to 1",
            0.9, 0, 1),
        Parameter.oneOf("judged", "judged by",
            "confidence before tokens are drawn, or the probability of the drawn token", "confidence", "drawn"));

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("threshold",
        "Confidence threshold (Fast-dLLM)", "Wu et al. 2025, arXiv:2505.22618, section 3.3", Manner.with(PARAMETERS), Threshold::of);

    public static final MaskedSamplerFamily PREFIX_CACHE = cached(Cache.PREFIX, "Fast-dLLM with PrefixCache");
    public static final MaskedSamplerFamily DUAL_CACHE = cached(Cache.DUAL, "Fast-dLLM with DualCache");

    /// As published: blocks of 32, the most probable tokens.
    private static MaskedSamplerFamily cached(Cache cache, String name) {
        return new MaskedSamplerFamily(cache.word() + "-cache", name,
            "Wu et al. 2025, arXiv:2505.22618, section 3.2; needs a network that keeps keys and values",
            Manner.with(PARAMETERS, Map.of("block", new Setting.Num(32), TokenChoice.ID, new Setting.Num(0), "cache",
                new Setting.Word(cache.word()))), Threshold::of);
    }

    private static Threshold of(Settings s) {
        var judged = Judged.valueOf(s.word("judged").toUpperCase(Locale.ROOT));
        return new Threshold(s.number("threshold"), judged, Manner.of(s));
    }

    public Threshold {
        Checked.share("threshold", tau);
    }

    /// Choose, then sample as the model says, in one block.
    public Threshold(double tau) {
        this(tau, Judged.CONFIDENCE, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return judged == Judged.CONFIDENCE && manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return Uncovering.of(this::choose, manner, start, model, 0);
    }

    private UnmaskRule.Choice choose(Look look) {
        var move = switch (judged) {
            case CONFIDENCE -> look.reveal(sure(look));
            case DRAWN -> new Candidates(look.eligible(), look.laws(), tokens -> sure(look, tokens));
        };
        return new UnmaskRule.Choice(move,
            look.view(Score.CONFIDENCE.label(), i -> look.score(Score.CONFIDENCE, i), Optional.of(tau)), Map.of());
    }

    private int[] sure(Look look) {
        int[] sure = Arrays.stream(look.eligible()).filter(i -> look.score(Score.CONFIDENCE, i) >= tau).toArray();
        return sure.length > 0 ? sure : look.top(1, Score.CONFIDENCE);
    }

    private int[] sure(Look look, int[] tokens) {
        int[] eligible = look.eligible();
        double[] scores = IntStream.range(0, tokens.length).mapToDouble(n -> tokens[n] == look.deferred()
            ? Double.NEGATIVE_INFINITY : Ranking.quantised(look.ranked().p(eligible[n], tokens[n]))).toArray();
        int[] sure = IntStream.range(0, tokens.length).filter(n -> scores[n] >= tau).map(n -> eligible[n]).toArray();
        return sure.length > 0 ? sure : Ranking.top(eligible, 1, i -> scores[Arrays.binarySearch(eligible, i)]);
    }
}
