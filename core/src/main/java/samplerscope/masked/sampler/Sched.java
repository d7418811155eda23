package samplerscope.masked.sampler;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.exp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.Decoding;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.masked.Streams;
import samplerscope.masked.Visible;
import samplerscope.registry.Parameter;

/// Stops asking when the logit margins of what is hidden exceed a threshold that falls with progress, and fills the rest.
///
/// The guard of the authors' code, on unless told otherwise: besides, the most probable tokens at what is hidden must not
/// have changed since the step before.
///
/// Source: Mohamed et al. 2025, arXiv:2512.02892.
///
/// @param base    that is cut short
/// @param fall    of the threshold
/// @param average how margins become one number
/// @param last    positions at the end of the canvas that are looked at; 0 for all
/// @param guard   whether predictions must stand still as well
public record Sched(ExitingBase base, Fall fall, Average average, int last, boolean guard) implements LeavingEarly {

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("sched", "SchED",
        "Mohamed et al. 2025, arXiv:2512.02892, Fast-Decoding Diffusion Language Models via Progress-Aware Confidence "
            + "Schedules",
        Stream.concat(ExitingBase.PARAMETERS.stream(), Stream.of(
            Parameter.oneOf("fall", "fall", "how the threshold falls with progress", "linear", "cosine", "exponential"),
            Parameter.real("high", "high", "threshold at the start, difference of logits", 7.5, 0, 1000),
            Parameter.real("low", "low", "threshold at the end, difference of logits", 0, 0, 1000),
            Parameter.real("rate", "rate", "of an exponential fall", 4, 0, 1000),
            Parameter.oneOf("average", "average", "how margins become one number", "mean", "median", "low-fifth"),
            Parameter.whole("last", "last positions", "at the end of the canvas that are looked at; 0 for all", 0, 0,
                1 << 20),
            Parameter.onOff("guard", "guard", "whether predictions must stand still as well", true))).toList(),
        s -> new Sched(ExitingBase.of(s), new Fall(Shape.valueOf(s.word("fall").toUpperCase(Locale.ROOT)),
            s.number("high"), s.number("low"), s.number("rate")),
            Average.valueOf(s.word("average").toUpperCase(Locale.ROOT).replace('-', '_')), s.whole("last"),
            s.flag("guard")));

    public Sched {
        Checked.atLeast("last", last, 0);
    }

    /// How a threshold falls with progress.
    public enum Shape { LINEAR, COSINE, EXPONENTIAL }

    /// How margins become one number; the fifth is a quantile.
    public enum Average { MEAN, MEDIAN, LOW_FIFTH }

    /// With progress `p` in [0, 1]: *linear* `high + (low - high) p`, *cosine* `low + (high - low) (1 + cos(pi p)) / 2`,
    /// *exponential* `low + (high - low) e^(-rate p)`. Infinite thresholds never exit.
    ///
    /// @param high at the start, at least 0
    /// @param low  at the end, at least 0
    /// @param rate of the exponential fall, at least 0
    public record Fall(Shape shape, double high, double low, double rate) {
        public Fall {
            Checked.atLeast("high", high, 0);
            Checked.atLeast("low", low, 0);
            Checked.atLeast("rate", rate, 0);
        }

        double at(double progress) {
            if (high == low) {
                return high;
            }
            return switch (shape) {
                case LINEAR -> high + (low - high) * progress;
                case COSINE -> low + (high - low) * (1 + cos(PI * progress)) / 2;
                case EXPONENTIAL -> low + (high - low) * exp(-rate * progress);
            };
        }
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

    private ExitRule.Watch watch(int[] start, Visible visible) {
        var before = new int[start.length];
        Arrays.fill(before, Canvas.MASK);
        int first = last == 0 ? 0 : StrictMath.max(0, start.length - last);
        return moment -> {
            int[] region = Arrays.stream(moment.masked()).filter(i -> i >= first).toArray();
            double margin = region.length == 0 ? ExitRule.CERTAIN : averaged(moment, region);
            double progress = moment.steps() == 1 ? 0 : moment.step() / (moment.steps() - 1.0);
            double threshold = fall.at(progress);
            double changed = changed(moment.now(), region, before);
            boolean still = !guard || changed == 0;
            return new ExitRule.Decision(still && Ranking.quantised(margin) >= threshold,
                ExitReplay.Compared.margin(margin, threshold), Map.of("margin", margin, "threshold", threshold, "changed", changed));
        };
    }

    private double averaged(ExitRule.Moment moment, int[] region) {
        double[] margins = Arrays.stream(region).mapToDouble(moment::margin).sorted().toArray();
        return switch (average) {
            case MEAN -> Arrays.stream(margins).average().orElseThrow();
            case MEDIAN -> quantile(margins, 0.5);
            case LOW_FIFTH -> quantile(margins, 0.2);
        };
    }

    /// Linear between neighbours of the sorted values.
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double rest = at - below;
        return rest == 0 ? sorted[below] : (1 - rest) * sorted[below] + rest * sorted[below + 1];
    }

    /// Share of the most probable tokens that are new since the last call; all of them in the first.
    private static double changed(Prediction now, int[] region, int[] before) {
        int changed = 0;
        for (int i : region) {
            int top = now.top(i);
            changed += top == before[i] ? 0 : 1;
            before[i] = top;
        }
        return region.length == 0 ? 0 : (double) changed / region.length;
    }
}
