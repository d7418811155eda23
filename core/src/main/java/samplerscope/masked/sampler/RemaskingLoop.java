package samplerscope.masked.sampler;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// The time of ReMDM's loop: all but a few tokens are written without hiding any, then as many are hidden as are written
/// for a while, and at last the rest is written.
///
/// From 1 to `on` alpha rises from 0 to `alpha`, stands until `off`, and rises to 1 until 0; the outer parts are those of the
/// schedule, run through faster or slower.
///
/// Source: Wang et al. 2025, arXiv:2503.00307 (ReMDM), section 4.
///
/// @param on    time at which hiding begins, in (0, 1)
/// @param off   time at which it ends, in (0, on]
/// @param alpha share that is visible between, in (0, 1)
public record RemaskingLoop(double on, double off, double alpha) {

    /// The authors' settings; theirs has a `sigma` of 0.02.
    public static final RemaskingLoop PUBLISHED = new RemaskingLoop(0.55, 0.05, 0.9);

    private static final double SHORTEST = 1e-3;

    public RemaskingLoop {
        Checked.range("on", on, SHORTEST, 1 - SHORTEST);
        Checked.range("off", off, SHORTEST, 1 - SHORTEST);
        Checked.range("alpha-on", alpha, SHORTEST, 1 - SHORTEST);
        if (off > on) {
            throw new InvalidParameterException("off", new Setting.Num(off), "must be at most 'on', " + new Setting.Num(on));
        }
    }

    /// Whether the whole step lies where tokens are hidden.
    boolean covers(Ticks.Tick tick) {
        return tick.t() <= on && tick.s() >= off;
    }

    /// A step of the same times with the alphas of the loop.
    Ticks.Tick bent(MaskSchedule schedule, Ticks.Tick tick) {
        double s = tick.last() ? 1 : alpha(schedule, tick.s());
        return new Ticks.Tick(tick.t(), tick.s(), alpha(schedule, tick.t()), s, tick.slope(), tick.last());
    }

    private double alpha(MaskSchedule schedule, double t) {
        double reached = schedule.time(alpha);
        if (t > on) {
            return schedule.alpha(1 - (1 - t) / (1 - on) * (1 - reached));
        }
        return t >= off ? alpha : schedule.alpha(reached * t / off);
    }
}
