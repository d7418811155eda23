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
import samplerscope.registry.Parameter;

/// Writes the `n` most confident positions for the largest `n` with `(n + 1)(1 - c_(n)) < f`, and always one.
///
/// Source: Wu et al. 2025, arXiv:2505.22618 (Fast-dLLM), factor-based decoding.
///
/// @param factor `f >= 0`; up to 1 greedy decoding is as one by one
/// @param manner of the rest
public record Factor(double factor, Manner manner) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("factor", "Confidence factor (Fast-dLLM)",
        "Wu et al. 2025, arXiv:2505.22618, section 3.3", Manner.with(List.of(
            Parameter.real("factor", "factor", "f in (n + 1)(1 - c_(n)) < f; up to 1 is safe at temperature 0", 1, 0, 100))),
        s -> new Factor(s.number("factor"), Manner.of(s)));

    public Factor {
        Checked.atLeast("factor", factor, 0);
    }

    /// As the model says, in one block.
    public Factor(double factor) {
        this(factor, Manner.PLAIN);
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
        int[] ranked = look.top(look.eligible().length, Score.CONFIDENCE);
        var products = new double[ranked.length];
        int count = 1;
        for (int n = 1; n <= ranked.length; n++) {
            products[n - 1] = (n + 1) * (1 - look.score(Score.CONFIDENCE, ranked[n - 1]));
            count = n > 1 && Ranking.quantised(products[n - 1]) < factor ? n : count;
        }
        UnmaskStep.RuleView view = look.view(Score.CONFIDENCE.label(), i -> look.score(Score.CONFIDENCE, i)).orElseThrow()
            .with(Look.running("(n + 1)(1 - c)", ranked, products, factor));
        return new UnmaskRule.Choice(look.reveal(Arrays.copyOf(ranked, count)), Optional.of(view),
            Map.of("count", (double) count, "(n + 1)(1 - c)", products[count - 1], "factor", factor));
    }
}
