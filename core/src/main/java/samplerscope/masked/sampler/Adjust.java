package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.registry.Parameter;

/// Lets the tokens of one step see each other as well as a small head would: token by token, from
/// `rho p(. | x and what was drawn in this step) + (1 - rho) p(. | x)`.
///
/// The stand-in of a trained head on worlds whose law is known: `rho = 1` is a perfect head and draws from the law, `rho =
/// 0` is plain parallel decoding. The head's answers are knowledge and not passes; they are told as `head passes`.
///
/// Source: Bansal & Sanghavi 2025, arXiv:2509.22738, which trains a one-layer head; the mixture is ours.
///
/// @param perStep positions of a step
/// @param rho     quality of the head, in [0, 1]
/// @param entropy whether the least uncertain position comes next, as published; otherwise `perStep` random ones in
///                ascending order
public record Adjust(int perStep, double rho, boolean entropy) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("adjust", "Approximate joint sampling",
        "Bansal & Sanghavi 2025, arXiv:2509.22738, Enabling Approximate Joint Sampling in Diffusion LMs",
        List.of(Parameter.whole("per-step", "per step", "tokens of a step", 4, 1, 1 << 20),
            Parameter.real("rho", "rho", "quality of the head: 0 sees nothing, 1 is exact", 0.9, 0, 1),
            Parameter.oneOf("order", "order", "which position comes next", "entropy", "random")),
        s -> new Adjust(s.whole("per-step"), s.number("rho"), s.word("order").equals("entropy")));

    public Adjust {
        Checked.atLeast("per-step", perStep, 1);
        Checked.share("rho", rho);
    }

    /// @throws UnsuitableModelException for a model whose law is not known
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        if (!(model.model() instanceof MaskedWorld world)) {
            throw new UnsuitableModelException("The stand-in for joint sampling", "a law that is known",
                "choose an exact world");
        }
        return new Run(new Sheet(start, model), world, random);
    }

    private final class Run extends SheetDecoding {
        private final MaskedWorld world;
        private final Streams random;
        private int headPasses;

        Run(Sheet sheet, MaskedWorld world, Streams random) {
            super(sheet);
            this.world = world;
            this.random = random;
        }

        @Override
        UnmaskStep next() {
            Prediction base = sheet.evaluate();
            int[] masked = sheet.masked();
            int count = StrictMath.min(perStep, masked.length);
            int[] planned = entropy ? new int[count] : RandomPositions.drawn(masked, count, random.positions());
            Prediction now = base;
            for (int k = 0; k < count; k++) {
                Prediction seen = now;
                int i = entropy ? Ranking.top(sheet.masked(), 1, j -> -seen.entropy(j))[0] : planned[k];
                int token = TokenChoice.drawn(now.at(i), random.tokens().nextDouble());
                sheet.write(i, token, now.p(i, token));
                if (k + 1 < count) {
                    now = head(base);
                }
            }
            return sheet.told(0, Optional.of(base), Sheet.view("-entropy", masked, i -> -base.entropy(i)),
                Map.of("rho", rho, "head passes", (double) headPasses));
        }

        /// What a head of quality `rho` says after what has been written in this step.
        private Prediction head(Prediction base) {
            headPasses++;
            if (rho == 0) {
                return base;
            }
            double[] exact = world.evaluate(List.of(sheet.state())).getFirst().p();
            var mixed = new double[exact.length];
            Arrays.setAll(mixed, j -> rho * exact[j] + (1 - rho) * base.p()[j]);
            return new Prediction(base.vocabulary(), mixed);
        }
    }
}
