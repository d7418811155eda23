package samplerscope.masked.sampler;

import java.util.List;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Random positions, several a step, with tokens from `p^beta`: parallel draws are too diverse, and a little sharpening
/// makes up for it at no cost. A commit's probability is the sharpened one. The same as random order with a power, under a
/// name of its own.
///
/// Source: ours. The exponent is fitted for each number of tokens a step, see {@link LsdFit}; `beta = 1` is plain random
/// order.
///
/// @param perStep positions of a step
/// @param beta    exponent, above 0
public record BetaParallel(int perStep, double beta) implements PlannedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("beta-parallel", "Sharpened parallel decoding",
        "ours: one fitted exponent for each number of tokens a step",
        List.of(Parameter.whole("per-step", "per step", "tokens of a step", 2, 1, 1 << 20),
            Parameter.logReal("beta", "beta", "exponent on probabilities; 1 leaves them", 1.3, 0.01, 100)),
        s -> new BetaParallel(s.whole("per-step"), s.number("beta")));

    public BetaParallel {
        Checked.atLeast("per-step", perStep, 1);
        Checked.range("beta", beta, Double.MIN_NORMAL, 1e6);
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        return new FixedCount(Score.RANDOM, 0, Counts.fixed(perStep), Manner.drawing(Drawing.sharpened(beta)))
            .course(start, model, random);
    }
}
