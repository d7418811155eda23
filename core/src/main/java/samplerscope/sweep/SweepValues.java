package samplerscope.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of an axis as people type them: a list, `4,6,8`; even steps, `4..20 step 2`; or even ratios,
/// `1e-3..1 log 7`. Parts with commas between them may be of each kind.
final class SweepValues {

    static final int MOST = 500;

    private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
    private static final Pattern RANGE = Pattern.compile(
        "(%s)\\s*\\.\\.\\s*(%s)(?:\\s+(step|log)\\s+(%s))?".formatted(NUMBER, NUMBER, NUMBER));
    /// Ratios are rounded to these digits, which is enough to tell values apart and few enough to read.
    private static final MathContext DIGITS = new MathContext(6);

    private SweepValues() {}

    /// @param field for messages
    /// @throws InvalidSweepException that names the part that cannot be read
    static List<String> of(String field, String text) {
        var values = new ArrayList<String>();
        for (String part : parts(text)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()) {
                values.addAll(range(field, part, range));
            } else if (!part.isEmpty()) {
                values.add(part);
            }
            if (values.size() > MOST) {
                throw new InvalidSweepException("the axis '%s' has more than %d values".formatted(field, MOST),
                    "take larger steps");
            }
        }
        return values;
    }

    static boolean isNumber(String value) {
        return value.matches(NUMBER);
    }

    private static List<String> range(String field, String part, Matcher range) {
        var from = new BigDecimal(range.group(1));
        var to = new BigDecimal(range.group(2));
        String kind = range.group(3) == null ? "step" : range.group(3);
        BigDecimal by = range.group(4) == null ? BigDecimal.ONE : new BigDecimal(range.group(4));
        return kind.equals("log") ? ratios(field, part, from.doubleValue(), to.doubleValue(), by)
            : steps(field, part, from, to, by);
    }

    /// Decimal, so that `0..1 step 0.1` has no 0.30000000000000004.
    private static List<String> steps(String field, String part, BigDecimal from, BigDecimal to, BigDecimal by) {
        boolean forth = by.signum() > 0 && from.compareTo(to) <= 0;
        boolean back = by.signum() < 0 && from.compareTo(to) >= 0;
        if (!forth && !back) {
            throw new InvalidSweepException("the range '%s' of the axis '%s' never ends".formatted(part, field),
                "begin with its smaller end, and take a step above 0");
        }
        var values = new ArrayList<String>();
        for (BigDecimal x = from; forth ? x.compareTo(to) <= 0 : x.compareTo(to) >= 0; x = x.add(by)) {
            values.add(plain(x));
            if (values.size() > MOST) {
                break; // the caller says so
            }
        }
        return values;
    }

    private static List<String> ratios(String field, String part, double from, double to, BigDecimal count) {
        int n = count.intValue();
        if (!(from > 0) || !(to > 0) || n < 2 || count.compareTo(BigDecimal.valueOf(n)) != 0 || n > MOST + 1) {
            throw new InvalidSweepException("the range '%s' of the axis '%s' has no even ratios".formatted(part, field),
                "take two ends above 0 and a number of values, as in 1e-3..1 log 7");
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < n; i++) {
            double x = from * StrictMath.pow(to / from, i / (n - 1.0));
            values.add(plain(new BigDecimal(x).round(DIGITS)));
        }
        return values;
    }

    private static String plain(BigDecimal x) {
        BigDecimal stripped = x.stripTrailingZeros();
        return stripped.scale() < -6 || stripped.scale() > 12 ? stripped.toString() : stripped.toPlainString();
    }

    /// Between commas that stand in no bracket and no quotes: a value may be a thing with settings.
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }
}
