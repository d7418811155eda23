package samplerscope.app.study;

import java.util.List;

/// The axis that the cursor moves along: from the earliest start to the latest end of all lanes, in a clock's unit.
///
/// @param from value at position 0
/// @param to   value at position 1, `> from`
public record ClockAxis(Clock clock, double from, double to) {

    /// Share of the finite axis that a moment at an infinite lambda is set apart by.
    private static final double BEYOND = 0.05;

    /// The axis over what all lanes will reach; `plans` gives, per lane, the planned frames. Frames at an infinite lambda
    /// stand a little beyond the finite ones, so that the cursor can tell them apart.
    public static ClockAxis over(Clock clock, List<List<Moment>> plans) {
        boolean below = false;
        boolean above = false;
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (List<Moment> plan : plans) {
            for (Moment moment : plan) {
                double value = value(clock, moment, plan.size() - 1);
                below |= value == Double.NEGATIVE_INFINITY;
                above |= value == Double.POSITIVE_INFINITY;
                if (Double.isFinite(value)) {
                    from = Math.min(from, value);
                    to = Math.max(to, value);
                }
            }
        }
        if (!(from < to)) {
            return new ClockAxis(clock, 0, 1);
        }
        double beyond = BEYOND * (to - from);
        return new ClockAxis(clock, below ? from - beyond : from, above ? to + beyond : to);
    }

    /// When a frame is, under every clock.
    public record Moment(int step, int nfe, double lambda) {}

    /// Value of a moment of a run of `steps` steps in a clock's unit; infinite at the ends of the noise path.
    public static double value(Clock clock, Moment moment, int steps) {
        return switch (clock) {
            case LAMBDA -> moment.lambda();
            case STEP -> moment.step();
            case NFE -> moment.nfe();
            case FRACTION -> steps == 0 ? 0 : (double) moment.step() / steps;
        };
    }

    /// Where a moment stands in [0, 1]; moments beyond the finite axis stand at its ends.
    public double positionOf(Moment moment, int steps) {
        return Math.clamp((value(clock, moment, steps) - from) / (to - from), 0.0, 1.0);
    }

    public double valueAt(double position) {
        return from + (to - from) * position;
    }

    /// Index of the moment nearest to a position; of several at the same place the last.
    public int nearest(List<Moment> moments, double position, int steps) {
        int best = 0;
        double distance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < moments.size(); i++) {
            double d = Math.abs(positionOf(moments.get(i), steps) - position);
            if (d <= distance) {
                distance = d;
                best = i;
            }
        }
        return best;
    }
}
