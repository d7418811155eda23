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

/// Writes every position of which the model is sure enough, and always the surest: `c_i >= tau`.
///
/// At temperature 0, positions with `c > 1 - eps` written together, `(n + 1) eps <= 1`, are what one after another would
/// give (theorem 1 of the paper).
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

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("threshold", "Confidence threshold (Fast-dLLM)",
        "Wu et al. 2025, arXiv:2505.22618, section 3.3", Manner.with(List.of(
            Parameter.real("threshold", "threshold", "tau: positions with confidence at least this are written, 0 to 1", 0.9,
                0, 1),
            Parameter.oneOf("judged", "judged by", "confidence before tokens are drawn, or the probability of the drawn token",
                "confidence", "drawn"))),
        s -> new Threshold(s.number("threshold"), Judged.valueOf(s.word("judged").toUpperCase(Locale.ROOT)), Manner.of(s)));

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
