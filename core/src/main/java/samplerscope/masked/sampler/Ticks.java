package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// What samplers on a time grid have in common: the grid, even in `t` from 1 to 0, and how tokens are drawn.
///
/// The last step ends at `alpha = 1` whatever the schedule, so that nothing stays hidden.
///
/// @param schedule `alpha_t`
/// @param steps    `N >= 1`
/// @param reuse    whether a pass is saved where the canvas has not changed since the last, as a predictor without time
///                 allows
/// @param drawing  of tokens
/// @param guidance weight of guidance, 0 is off
public record Ticks(MaskSchedule schedule, int steps, boolean reuse, Drawing drawing, double guidance) {

    public Ticks {
        Checked.range("steps", steps, 1, 1 << 24);
        Checked.range("guidance", guidance, 0, 100);
    }

    /// As the model says, with a pass a step.
    public Ticks(MaskSchedule schedule, int steps) {
        this(schedule, steps, false, Drawing.FAITHFUL, 0);
    }

    static List<Parameter> with(Parameter... own) {
        var all = new ArrayList<>(List.of(own));
        all.add(Parameter.whole("steps", "steps", "of the time grid from 1 to 0", 32, 1, 1 << 20));
        all.addAll(MaskSchedule.PARAMETERS);
        all.add(Parameter.onOff("reuse", "reuse", "save the pass of a step where nothing has changed since the last", true));
        all.addAll(Drawing.PARAMETERS);
        all.add(Parameter.real("guidance", "guidance", "w in l_u + (w + 1)(l_c - l_u); 0 is off, else a pass has two rows",
            0, 0, 100));
        return all;
    }

    static Ticks of(Settings s) {
        return new Ticks(MaskSchedule.of(s), s.whole("steps"), s.flag("reuse"), Drawing.of(s), s.number("guidance"));
    }

    Tick tick(int step) {
        boolean last = step == steps - 1;
        double t = 1 - (double) step / steps;
        double s = last ? 0 : 1 - (step + 1.0) / steps;
        return new Tick(t, s, schedule.alpha(t), last ? 1 : schedule.alpha(s), schedule.slope(t), last);
    }

    /// A step from `t` to `s < t`.
    ///
    /// @param slope of alpha at `t`
    record Tick(double t, double s, double alphaT, double alphaS, double slope, boolean last) {

        /// `(alpha_s - alpha_t) / (1 - alpha_t)`: probability that a hidden token comes to light.
        double reveal() {
            return last ? 1 : (alphaS - alphaT) / (1 - alphaT);
        }
    }
}
