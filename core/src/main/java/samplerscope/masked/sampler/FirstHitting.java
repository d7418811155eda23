package samplerscope.masked.sampler;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import samplerscope.masked.Canvas;
import samplerscope.masked.Course;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.MaskedSamplerFamily;
import samplerscope.masked.Passes;
import samplerscope.masked.Plan;
import samplerscope.masked.PlannedSampler;
import samplerscope.masked.Prediction;
import samplerscope.masked.Streams;
import samplerscope.registry.Parameter;

/// Jumps from one unmasking to the next: with `n` hidden positions at `tau_n`, the next comes to light at
/// `tau_(n-1) = alpha^-1( 1 - u^(1/n) (1 - alpha(tau_n)) )`, at a position by lot. The reverse process in continuous time,
/// with one categorical draw a token.
///
/// A predictor without time makes this random order, one token a pass. Predictions may be kept for several events, or for
/// an interval of time, or carried on from the last two.
///
/// Source: Zheng et al. 2024, arXiv:2409.02908, section 4. The coefficients of the extrapolation are ours: the paper's are
/// not known to us in full.
///
/// @param variant  when the model is asked
/// @param perPass  events for which a prediction is kept, at least 1; not for `GRID`
/// @param strength `e` in [0, 1] of the extrapolation; 0 keeps predictions as they are
/// @param ticks    schedule, drawing and, for `GRID`, the grid
public record FirstHitting(Variant variant, int perPass, double strength, Ticks ticks) implements PlannedSampler {

    public enum Variant {
        /// After every `perPass` events, predictions carried on linearly in time with `strength`.
        EXTRAPOLATED,
        /// After every `perPass` events.
        COUNTS,
        /// At the times of the grid: the same law as ancestral sampling on that grid.
        GRID
    }

    public static final MaskedSamplerFamily FAMILY = new MaskedSamplerFamily("fhs", "First-hitting",
        "Zheng et al. 2024, arXiv:2409.02908, section 4", Ticks.with(
            Parameter.oneOf("variant", "variant", "ask the model after some events and extrapolate, after some events, or at "
                + "the times of the grid", "extrapolated", "counts", "grid"),
            Parameter.whole("per-pass", "per pass", "tokens for which one prediction serves; not for the grid", 1, 1, 1 << 20),
            Parameter.real("strength", "strength", "e of the extrapolation: 0 keeps the prediction, 1 is linear", 0.5, 0, 1)),
        s -> new FirstHitting(Variant.valueOf(s.word("variant").toUpperCase(Locale.ROOT)), s.whole("per-pass"),
            s.number("strength"), Ticks.of(s)));

    private static final double CLIP = 1e-6;

    public FirstHitting {
        Checked.atLeast("per-pass", perPass, 1);
        Checked.share("strength", strength);
    }

    @Override
    public boolean drawsAsItSays() {
        return ticks.drawing().isRandom();
    }

    @Override
    public Course<?> course(int[] start, MaskPredictor model, Streams random) {
        if (variant == Variant.GRID) {
            return TickCourse.of(ticks, (state, laws, tick, _, _) -> new TickCourse.Change(
                new Hits.Until(tick, laws), Map.of()), false, false, start);
        }
        var given = new boolean[start.length];
        for (int i = 0; i < start.length; i++) {
            given[i] = start[i] != Canvas.MASK;
        }
        return new Events(times(ticks.schedule(), Canvas.masked(start), random.positions()), given);
    }

    /// Times at which `n` positions come to light, falling, shape [n].
    static double[] times(MaskSchedule schedule, int n, SplittableRandom random) {
        var times = new double[n];
        double hidden = 1 - schedule.alpha(1);
        for (int k = 0; k < n; k++) {
            hidden *= pow(random.nextDouble(), 1.0 / (n - k));
            times[k] = schedule.time(1 - hidden);
        }
        return times;
    }

    /// @param events that have happened
    /// @param before what was said at the pass before, where it is to be carried on
    /// @param asked  time of that pass
    private record Past(int events, Optional<Prediction> before, double asked) {}

    /// The events of one sequence, their times drawn beforehand.
    private final class Events implements Course<Past> {
        private final double[] times;
        private final boolean[] given;

        Events(double[] times, boolean[] given) {
            this.times = times;
            this.given = given;
        }

        @Override
        public Past opening() {
            return new Past(0, Optional.empty(), 1);
        }

        @Override
        public boolean isDone(int[] state, Past past) {
            return past.events() == times.length;
        }

        @Override
        public Plan<Past> plan(int[] state, Past past, Passes model) {
            double now = past.events() == 0 ? 1 : times[past.events() - 1];
            Prediction p = new Asking(ticks.guidance(), -1).evaluate(model, state, given);
            List<Laws> laws = new ArrayList<>();
            int end = min(times.length, past.events() + perPass);
            for (int event = past.events(); event < end; event++) {
                laws.add(ticks.drawing().laws(carried(p, past, now, times[event])));
            }
            var next = new Past(end, extrapolates() ? Optional.of(p) : Optional.empty(), extrapolates() ? now : 1);
            return Plan.of(new Hits(laws), new Plan.Account(now, 0, Optional.of(p), Optional.empty(),
                Map.of("events", (double) laws.size())), next);
        }

        private boolean extrapolates() {
            return variant == Variant.EXTRAPOLATED && strength > 0 && perPass > 1;
        }

        /// `p + e lambda (p - p_old)`, `lambda = (tau_cur - tau) / (tau_old - tau_cur)`.
        private Prediction carried(Prediction p, Past past, double now, double event) {
            return past.before().map(old ->
                extrapolated(p, old, strength * (now - event) / (past.asked() - now))).orElse(p);
        }
    }

    /// Clipped at 1e-6 and normalised, so that no token is lost.
    static Prediction extrapolated(Prediction p, Prediction old, double weight) {
        int vocabulary = p.vocabulary();
        var q = new double[p.p().length];
        for (int row = 0; row < q.length; row += vocabulary) {
            double sum = 0;
            for (int k = row; k < row + vocabulary; k++) {
                q[k] = max(CLIP, p.p()[k] + weight * (p.p()[k] - old.p()[k]));
                sum += q[k];
            }
            for (int k = row; k < row + vocabulary; k++) {
                q[k] /= sum;
            }
        }
        return new Prediction(vocabulary, q);
    }
}
