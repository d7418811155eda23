package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.registry.Parameter;

/// Writes every position that is surer than the written ones were on average, then hides again those whose confidence
/// fell most since the step before. Temperature 0, one block.
///
/// A step: `threshold = mean` of the confidences at which positions were last written (1 while there are none);
/// `D` = hidden positions above it, or the `least` most confident if they are fewer; of all written positions, `r` with the
/// largest fall of `max_v p_i(v)` are hidden again, `r = min(max(least / 2, |D| / mu, rounded up), |D| - 1)` as in the
/// authors' code, or `max(1, |D| / mu, rounded down)` as in the paper. At least one position more stands after each step.
///
/// Source: Dong et al. 2025, arXiv:2510.18165. A position that is hidden again keeps its last confidence in the mean.
///
/// @param least       positions written in a step, at least
/// @param mu          written positions for each that is hidden again
/// @param asPublished whether `r` is that of the paper; the rule of the code otherwise
public record Saber(int least, int mu, boolean asPublished) implements MaskedSampler {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("saber", "Saber",
        "Dong et al. 2025, arXiv:2510.18165, Saber: adaptive acceleration and backtracking enhanced remasking",
        List.of(Parameter.whole("least", "at least", "positions written in a step", 2, 1, 1 << 20),
            Parameter.whole("mu", "mu", "positions written for each that is hidden again", 8, 1, 1 << 20),
            Parameter.oneOf("backtrack", "backtrack", "how many are hidden again: as the code or the paper says", "code",
                "paper")),
        s -> new Saber(s.whole("least"), s.whole("mu"), s.word("backtrack").equals("paper")));

    public Saber {
        Checked.atLeast("least", least, 1);
        Checked.atLeast("mu", mu, 1);
    }

    @Override
    public boolean drawsAsItSays() {
        return false;
    }

    /// @throws UnsuitableModelException for a model that repeats visible tokens: no confidence would ever fall
    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        if (model.model().visible() == Visible.COPY) {
            throw new UnsuitableModelException("Saber", "predictions at positions whose token is visible",
                "choose a model that predicts every position from the others");
        }
        Checked.fits("least", least, model.model().length());
        return new Run(new Sheet(start, model));
    }

    /// How many to hide again after `drafted` were written.
    int backtracked(int drafted) {
        int wanted = asPublished ? StrictMath.max(1, drafted / mu)
            : StrictMath.max(least / 2, StrictMath.ceilDiv(drafted, mu));
        return StrictMath.min(wanted, drafted - 1);
    }

    private final class Run extends SheetDecoding {
        private final double[] written;
        private final double[] before;

        Run(Sheet sheet) {
            super(sheet);
            this.written = new double[sheet.state().length];
            this.before = new double[written.length];
            Arrays.fill(written, Double.NEGATIVE_INFINITY);
        }

        @Override
        UnmaskStep next() {
            Prediction now = sheet.evaluate();
            double threshold = Ranking.quantised(
                Arrays.stream(written).filter(f -> f > Double.NEGATIVE_INFINITY).average().orElse(1));
            int[] eligible = sheet.masked();
            int[] draft = draft(now, eligible, threshold);
            for (int i : draft) {
                written[i] = now.confidence(i);
                sheet.write(i, now.top(i), now.p(i, now.top(i)));
            }
            var scalars = new HashMap<String, Double>(Map.of("drafted", (double) draft.length));
            int[] decided = sheet.isDone() ? new int[0] : sheet.decided();
            List<Double> falls = Sheet.numbers(decided, i -> before[i] - now.confidence(i));
            backtrack(now, decided, draft.length, scalars);
            for (int i = 0; i < before.length; i++) {
                before[i] = now.confidence(i);
            }
            return sheet.told(0, Optional.of(now),
                Sheet.view("confidence", eligible, now::confidence, threshold, Map.of()).with(new UnmaskStep.Detail.Fallen(
                    "fall of confidence", Arrays.stream(decided).boxed().toList(), falls)), scalars);
        }

        private int[] draft(Prediction now, int[] eligible, double threshold) {
            int[] above = Arrays.stream(eligible)
                .filter(i -> Ranking.quantised(now.confidence(i)) > threshold).toArray();
            int[] draft = above.length >= least ? above : Ranking.top(eligible, least, now::confidence);
            return Arrays.stream(draft).sorted().toArray();
        }

        /// Tells of each written position how far its confidence fell, by position: `fall 12`.
        private void backtrack(Prediction now, int[] decided, int drafted, Map<String, Double> scalars) {
            for (int i : decided) {
                scalars.put("fall " + i, before[i] - now.confidence(i));
            }
            for (int i : Ranking.top(decided, backtracked(drafted), i -> before[i] - now.confidence(i))) {
                sheet.hide(i);
            }
        }
    }
}
