package samplerscope.app.chart;

import java.util.ArrayList;
import java.util.List;

/// Where an axis is marked, and with which words: at most seven labels, powers of ten as superscripts.
final class Ticks {

    static final int MOST_LABELS = 7;

    private Ticks() {}

    /// @param label empty for a minor tick
    record Tick(double value, String label) {}

    static List<Tick> of(Span range, Axis.Scale scale) {
        return switch (scale) {
            case LINEAR -> linear(range, step(range.to() - range.from(), MOST_LABELS - 1));
            case LOG -> log(range);
        };
    }

    /// On a linear axis of numbers between which there is nothing.
    static List<Tick> whole(Span range) {
        return linear(range, StrictMath.max(1, step(range.to() - range.from(), MOST_LABELS - 1)));
    }

    /// The 1-2-5 step that cuts a width into at most `parts` parts, about.
    static double step(double width, int parts) {
        double rough = width / parts;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
        double mantissa = rough / power;
        return power * (mantissa <= 1 + 1e-9 ? 1 : mantissa <= 2 + 1e-9 ? 2 : mantissa <= 5 + 1e-9 ? 5 : 10);
    }

    private static List<Tick> linear(Span range, double step) {
        var ticks = new ArrayList<Tick>();
        long first = (long) StrictMath.ceil(range.from() / step - 1e-9);
        for (long i = first; i * step <= range.to() + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, Numbers.plain(i * step)));
        }
        return ticks;
    }

    private static List<Tick> log(Span range) {
        int low = (int) StrictMath.floor(StrictMath.log10(range.from()) + 1e-9);
        int high = (int) StrictMath.ceil(StrictMath.log10(range.to()) - 1e-9);
        boolean few = StrictMath.log10(range.to() / range.from()) < 2.5;
        int every = StrictMath.max(1, (int) StrictMath.ceil((high - low) / (double) (MOST_LABELS - 1)));
        var ticks = new ArrayList<Tick>();
        for (int decade = low; decade <= high; decade++) {
            double power = StrictMath.pow(10, decade);
            for (int m = 1; m < 10; m++) {
                double value = m * power;
                if (value >= range.from() * (1 - 1e-9) && value <= range.to() * (1 + 1e-9)) {
                    ticks.add(new Tick(value, label(m, decade, few, (decade - low) % every == 0)));
                }
            }
            if (every > 1) {
                ticks.removeIf(t -> t.label().isEmpty()); // minor ticks of a dozen decades are a grey wall
            }
        }
        return ticks;
    }

    private static String label(int mantissa, int decade, boolean few, boolean labelled) {
        if (few) {
            boolean shown = mantissa == 1 || mantissa == 2 || mantissa == 5;
            return shown ? Numbers.power(mantissa, decade) : "";
        }
        return mantissa == 1 && labelled ? Numbers.power(1, decade) : "";
    }
}
