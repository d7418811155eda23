package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;

/// Random positions, several a step, with tokens from `p^beta`: parallel draws are too diverse, and a little sharpening
/// makes up for it at no cost. A commit's probability is the sharpened one.
///
/// Source: ours. The exponent is fitted for each number of tokens a step, see {@link LsdFit}; `beta = 1` is plain random
/// order.
///
/// @param perStep positions of a step
/// @param beta    exponent, above 0
public record BetaParallel(int perStep, double beta) implements MaskedSampler {

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
    public Decoding begin(int[] start, Passes model, Streams random) {
        return new SheetDecoding(new Sheet(start, model)) {
            @Override
            UnmaskStep next() {
                Prediction now = sheet.evaluate();
                int[] masked = sheet.masked();
                int[] chosen = RandomPositions.drawn(masked, StrictMath.min(perStep, masked.length), random.positions());
                for (int i : chosen) {
                    double[] law = TokenChoice.sharpened(now.at(i), beta);
                    int token = TokenChoice.drawn(law, random.tokens().nextDouble());
                    sheet.write(i, token, law[token]);
                }
                return sheet.told(0, Optional.of(now), Sheet.view("chosen by lot", masked,
                    i -> Arrays.binarySearch(chosen, i) >= 0 ? 1 : 0), Map.of("beta", beta));
            }
        };
    }
}
