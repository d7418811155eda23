package samplerscope.bench;

import java.util.Locale;

/// What the numbers of a row count.
public enum Unit {
    SECONDS,
    /// Of one.
    SHARE,
    /// Without a dimension.
    NUMBER;

    /// In a file: `seconds`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `12.3 ms`.
    public String text(double value) {
        return switch (this) {
            case SECONDS -> seconds(value);
            case SHARE -> format("%.2f %%", 100 * value);
            case NUMBER -> format("%.4g", value);
        };
    }

    private static String seconds(double value) {
        if (value >= 1) {
            return format("%.2f s", value);
        }
        return value >= 1e-3 ? format("%.2f ms", 1e3 * value) : format("%.2f us", 1e6 * value);
    }

    /// In an id: `1e4`, `16e6`.
    static String power(int size) {
        int digits = size;
        int zeros = 0;
        while (digits % 10 == 0 && digits > 0) {
            digits /= 10;
            zeros++;
        }
        return "%de%d".formatted(digits, zeros);
    }

    static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
