package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.Parameter;

/// Writes every position that is confident and whose prediction has stopped moving: `c_i > threshold`, and the last
/// `history` values of `KL(p_i || p_i of the step before)` all below `divergence`. Where none is ready, the most confident.
///
/// Source: Kim et al. 2025, arXiv:2511.05664. The first divergence is taken from nothing and so is huge; the history goes
/// on across blocks, but in each block the rule waits for its `history`-th step.
///
/// @param threshold   of the confidence, in [0, 1]
/// @param divergence  below which a prediction stands still, nats
/// @param history     values that must be below
/// @param block       positions of a block; 0 for the whole canvas
/// @param perStep     positions written where none is ready
/// @param temperature of the tokens
public record Klass(double threshold, double divergence, int history, int block, int perStep, double temperature)
    implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("klass", "KLASS",
        "Kim et al. 2025, arXiv:2511.05664, KLASS: KL-Guided Fast Inference in Masked Diffusion Models",
        List.of(Parameter.real("threshold", "confidence above", "a position is written above this, 0 to 1", 0.9, 0, 1),
            Parameter.real("divergence", "KL below", "largest change of a prediction from step to step, nats", 0.01, 0, 100),
            Parameter.whole("history", "history", "steps for which the change must be small", 2, 1, 100),
            Parameter.whole("block", "block", "positions of a block; 0 for the whole canvas", 0, 0, 1 << 20),
            Parameter.whole("per-step", "per step", "positions written when none is ready", 1, 1, 1 << 20),
            TokenChoice.parameter(0)),
        s -> new Klass(s.number("threshold"), s.number("divergence"), s.whole("history"), s.whole("block"),
            s.whole("per-step"), s.number(TokenChoice.ID)));

    /// Inside the logarithms, so that the first divergence is finite.
    private static final double TINY = 1e-12;

    public Klass {
        Checked.share("threshold", threshold);
        Checked.atLeast("divergence", divergence, 0);
        Checked.atLeast("history", history, 1);
        Checked.atLeast("block", block, 0);
        Checked.atLeast("per-step", perStep, 1);
        Checked.range(TokenChoice.ID, temperature, 0, 10);
    }

    @Override
    public boolean drawsAsItSays() {
        return temperature == 1;
    }

    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        Checked.fits("per-step", perStep, model.model().length());
        return new Run(new Sheet(start, model), random);
    }

    private final class Run extends SheetDecoding {
        private final Streams random;
        private final TokenChoice choice = new TokenChoice(temperature);
        private final double[] changes;
        private final int[] calm;
        private @Nullable Prediction before;
        private int inBlock;
        private int lastBlock;

        Run(Sheet sheet, Streams random) {
            super(sheet);
            this.random = random;
            this.changes = new double[sheet.state().length];
            this.calm = new int[changes.length];
        }

        @Override
        UnmaskStep next() {
            int number = sheet.block(block);
            inBlock = number == lastBlock ? inBlock + 1 : 1;
            lastBlock = number;
            Prediction now = sheet.evaluate();
            compare(now);
            int[] eligible = sheet.maskedIn(number, block);
            int[] ready = Arrays.stream(eligible).filter(i -> isReady(now, i)).toArray();
            int[] chosen = ready.length > 0 ? ready : Ranking.top(eligible, perStep, now::confidence);
            Arrays.stream(chosen).sorted().forEach(i -> {
                int token = choice.choose(now, i, random.tokens());
                sheet.write(i, token, now.p(i, token));
            });
            return sheet.told(number, Optional.of(now), Sheet.view("confidence", eligible, now::confidence, threshold,
                    Map.of("kl", Sheet.numbers(eligible, i -> changes[i]))).with(new UnmaskStep.Detail.Below("kl", divergence)),
                Map.of("kl below", divergence, "ready", (double) ready.length));
        }

        private boolean isReady(Prediction now, int position) {
            return inBlock >= history && calm[position] >= history
                && Ranking.quantised(now.confidence(position)) > threshold;
        }

        private void compare(Prediction now) {
            for (int i = 0; i < changes.length; i++) {
                changes[i] = change(now, i);
                calm[i] = Ranking.quantised(changes[i]) < divergence ? calm[i] + 1 : 0;
            }
            before = now;
        }

        private double change(Prediction now, int position) {
            double sum = 0;
            for (int v = 0; v < now.vocabulary(); v++) {
                double p = now.p(position, v);
                double old = before == null ? 0 : before.p(position, v);
                sum += p * (StrictMath.log(p + TINY) - StrictMath.log(old + TINY));
            }
            return sum;
        }
    }
}
