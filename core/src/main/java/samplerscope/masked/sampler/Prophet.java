package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;

/// Stops asking when the mean logit margin over the answer is large enough for the progress, and fills the rest.
///
/// Thresholds are constant in thirds of the steps: `early` before 0.33 of them, `middle` before 0.67, then `late`. The mean
/// includes positions of the answer that stand already, of which a network that sees them is as good as certain; a model
/// that predicts them from the others is not asked there, as it answers another question. Where a model copies them its
/// certainty says nothing, and they are left out. A region that is not really the
/// answer exits early whatever the rest looks like, so the margin of the rest is told beside it.
///
/// Source: Li et al. 2025, arXiv:2508.19982.
///
/// @param base   that is cut short
/// @param answer first position of the answer; -1 looks at all that is hidden
/// @param length of the answer
/// @param early  logits
/// @param middle logits
/// @param late   logits
public record Prophet(ExitingBase base, int answer, int length, double early, double middle, double late)
    implements LeavingEarly {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("prophet", "Prophet",
        "Li et al. 2025, arXiv:2508.19982, Diffusion Language Models Know the Answer Before Decoding",
        Stream.concat(ExitingBase.PARAMETERS.stream(), Stream.of(
            Parameter.whole("answer", "answer from", "first position of the answer; -1 looks at all that is hidden", -1, -1,
                1 << 20),
            Parameter.whole("length", "answer length", "positions of the answer", 5, 1, 1 << 20),
            Parameter.real("early", "early", "threshold in the first third, difference of logits", 7.5, 0, 1000),
            Parameter.real("middle", "middle", "threshold in the second third, difference of logits", 5, 0, 1000),
            Parameter.real("late", "late", "threshold in the last third, difference of logits", 2.5, 0, 1000))).toList(),
        s -> new Prophet(ExitingBase.of(s), s.whole("answer"), s.whole("length"), s.number("early"), s.number("middle"),
            s.number("late")));

    private static final double FIRST_THIRD = 0.33;
    private static final double SECOND_THIRD = 0.67;

    public Prophet {
        Checked.atLeast("answer", answer, -1);
        Checked.atLeast("length", length, 1);
        Checked.atLeast("early", early, 0);
        Checked.atLeast("middle", middle, 0);
        Checked.atLeast("late", late, 0);
    }

    @Override
    public boolean drawsAsItSays() {
        return base.temperature() == 1;
    }

    @Override
    public Decoding begin(int[] start, Passes model, Streams random) {
        return base.begin(this::watch, start, model, random);
    }

    @Override
    public ExitRule exit() {
        return this::watch;
    }

    @Override
    public Prophet about(int from, int positions) {
        return new Prophet(base, from, positions, early, middle, late);
    }

    private ExitRule.Watch watch(int[] start, Visible visible) {
        if (answer >= 0 && answer + length > start.length) {
            throw new InvalidParameterException("answer", new Setting.Num(answer),
                "must be at most %d for an answer of %d on a canvas of %d".formatted(start.length - length, length,
                    start.length));
        }
        return moment -> {
            int[] region = answer < 0 ? moment.masked() : IntStream.range(answer, answer + length).toArray();
            int[] rest = Arrays.stream(moment.masked()).filter(i -> i < region[0] || i > region[region.length - 1])
                .toArray();
            double margin = mean(moment, region, visible);
            double threshold = threshold((moment.step() + 1.0) / moment.steps());
            return new ExitRule.Decision(Ranking.quantised(margin) >= threshold,
                ExitReplay.Compared.margin(margin, threshold), Map.of("margin", margin, "margin of the rest",
                    rest.length == 0 ? margin : mean(moment, rest, visible), "threshold", threshold));
        };
    }

    private double threshold(double progress) {
        return progress < FIRST_THIRD ? early : progress < SECOND_THIRD ? middle : late;
    }

    private static double mean(ExitRule.Moment moment, int[] region, Visible visible) {
        return Arrays.stream(region).filter(i -> visible != Visible.COPY || moment.state()[i] == Canvas.MASK)
            .mapToDouble(i -> moment.margin(i, visible)).average().orElse(ExitRule.CERTAIN);
    }
}
