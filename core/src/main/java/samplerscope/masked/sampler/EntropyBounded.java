package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// Writes the longest prefix of a ranking whose entropies satisfy `sum H - max H <= gamma`, and always one position. The
/// left side bounds the total correlation of what is written together.
///
/// Source: Ben-Hamu et al. 2025, arXiv:2505.24857 (EB sampler).
///
/// @param gamma  budget of a step, nats, `>= 0`
/// @param proxy  ranking: entropy, confidence or margin
/// @param manner of the rest
public record EntropyBounded(double gamma, Score proxy, Manner manner) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("eb", "Entropy-bounded",
        "Ben-Hamu et al. 2025, arXiv:2505.24857", Manner.with(List.of(
            Parameter.real("gamma", "gamma", "sum H - max H of what is written together, at most this, nats", 0.1, 0, 1000),
            Parameter.oneOf("proxy", "ranked by", "score whose order is followed", "entropy", "confidence", "margin"))),
        s -> new EntropyBounded(s.number("gamma"), Score.named(s.word("proxy")), Manner.of(s)));

    public EntropyBounded {
        Checked.atLeast("gamma", gamma, 0);
        if (proxy != Score.ENTROPY && proxy != Score.CONFIDENCE && proxy != Score.MARGIN) {
            throw new InvalidParameterException("proxy", new Setting.Word(proxy.word()),
                "must be entropy, confidence or margin");
        }
    }

    /// By entropy, as the model says, in one block.
    public EntropyBounded(double gamma) {
        this(gamma, Score.ENTROPY, Manner.PLAIN);
    }

    @Override
    public boolean drawsAsItSays() {
        return manner.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return Uncovering.of(this::choose, manner, start, model, 0);
    }

    private UnmaskRule.Choice choose(Look look) {
        int[] ranked = look.top(look.eligible().length, proxy);
        var bounds = new double[ranked.length];
        double sum = 0;
        double most = 0;
        int count = 1;
        for (int n = 0; n < ranked.length; n++) {
            double h = look.ranked().entropy(ranked[n]);
            sum += h;
            most = StrictMath.max(most, h);
            bounds[n] = sum - most;
            count += n == count && Ranking.quantised(bounds[n]) <= gamma ? 1 : 0;
        }
        UnmaskStep.RuleView view = look.view(proxy.label(), i -> look.score(proxy, i)).orElseThrow()
            .with(Look.running("sum H - max H", ranked, bounds, gamma));
        return new UnmaskRule.Choice(look.reveal(Arrays.copyOf(ranked, count)), Optional.of(view),
            Map.of("count", (double) count, "sum H - max H", bounds[count - 1], "gamma", gamma));
    }
}
