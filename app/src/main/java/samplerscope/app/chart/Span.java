package samplerscope.app.chart;

/// A range of an axis. Ranges move in steps (decades, or 1-2-5), so that a live picture does not breathe.
///
/// @param from lower end
/// @param to   upper end, `> from`
public record Span(double from, double to) {

    /// Beyond these, log axes of the drawing library can hang on tick labels.
    static final double SMALLEST = 1e-30;
    static final double LARGEST = 1e30;
    private static final double NARROWEST = 1e-9;
    private static final double[] MANTISSAS = {1, 2, 5, 10};

    public Span {
        if (!(from < to)) {
            throw new IllegalArgumentException("a range from %s to %s is empty".formatted(from, to));
        }
    }

    /// Whole decades around positive values; values outside [1e-30, 1e30] count as these.
    static Span decades(double min, double max) {
        double from = StrictMath.floor(StrictMath.log10(bounded(min)) + 1e-12);
        double to = StrictMath.ceil(StrictMath.log10(bounded(max)) - 1e-12);
        if (from >= to) {
            to = from + 1;
        }
        return new Span(StrictMath.pow(10, from), StrictMath.pow(10, to));
    }

    /// From the 1, 2 or 5 times a power of ten below to the one above positive values.
    static Span oneTwoFive(double min, double max) {
        double from = below(bounded(min));
        double to = above(bounded(max));
        return from < to ? new Span(from, to) : new Span(from, above(from * 1.01));
    }

    /// Whole steps of 1, 2 or 5 times a power of ten, about five of them, around any values.
    static Span steps(double min, double max) {
        double width = StrictMath.max(max - min, StrictMath.abs(max) * NARROWEST);
        if (width == 0) {
            return new Span(min - 0.5, max + 0.5);
        }
        double step = Ticks.step(width, 5);
        double from = StrictMath.floor(min / step + 1e-9) * step;
        double to = StrictMath.ceil(max / step - 1e-9) * step;
        return from < to ? new Span(from, to) : new Span(from, from + step);
    }

    /// The part that a log axis can show, at least a relative 1e-9 wide.
    Span onLogAxis() {
        double low = bounded(from);
        double high = StrictMath.max(bounded(to), low * (1 + NARROWEST));
        return high > LARGEST ? new Span(LARGEST / 10, LARGEST) : new Span(low, high);
    }

    boolean contains(double value) {
        return value >= from && value <= to;
    }

    /// Where a value lies, 0 at `from` and 1 at `to`.
    double share(double value, Axis.Scale scale) {
        return switch (scale) {
            case LINEAR -> (value - from) / (to - from);
            case LOG -> StrictMath.log(StrictMath.max(value, SMALLEST) / from) / StrictMath.log(to / from);
        };
    }

    /// The value at a share of the way.
    double at(double share, Axis.Scale scale) {
        return switch (scale) {
            case LINEAR -> from + share * (to - from);
            case LOG -> from * StrictMath.exp(share * StrictMath.log(to / from));
        };
    }

    /// Scaled around a fixed point: `factor` below 1 shows less.
    Span zoomed(double around, double factor, Axis.Scale scale) {
        double low = at(around - around * factor, scale);
        double high = at(around + (1 - around) * factor, scale);
        return low < high ? legal(low, high, scale) : this;
    }

    static Span legal(double low, double high, Axis.Scale scale) {
        return switch (scale) {
            case LINEAR -> new Span(low, StrictMath.max(high, low + StrictMath.abs(low) * NARROWEST + Double.MIN_NORMAL));
            case LOG -> new Span(low, high).onLogAxis();
        };
    }

    private static double bounded(double value) {
        return StrictMath.clamp(value, SMALLEST, LARGEST);
    }

    private static double below(double value) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(value) + 1e-12));
        double best = power;
        for (double m : MANTISSAS) {
            if (m * power <= value * (1 + 1e-12)) {
                best = m * power;
            }
        }
        return best;
    }

    private static double above(double value) {
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(value) + 1e-12));
        for (double m : MANTISSAS) {
            if (m * power >= value * (1 - 1e-12)) {
                return m * power;
            }
        }
        return 10 * power;
    }
}
