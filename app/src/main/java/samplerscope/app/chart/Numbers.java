package samplerscope.app.chart;

import samplerscope.app.study.Labels;

/// Tick labels: as short as the value allows, true minus signs, superscripts.
final class Numbers {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /// `5`, `0.25`, `−1.5`.
    static String plain(double value) {
        double rounded = StrictMath.rint(value * 1e9) / 1e9;
        if (StrictMath.abs(rounded) >= 1e6 || (rounded == 0 && value != 0)) {
            return Labels.number(value);
        }
        String text = rounded == StrictMath.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        return text.replace('-', '−');
    }

    /// `mantissa * 10^decade`, written out from 1 to 90 000, with a superscript elsewhere.
    static String power(int mantissa, int decade) {
        if (decade >= 0 && decade <= 4) {
            return Long.toString(mantissa * (long) StrictMath.pow(10, decade));
        }
        return (mantissa == 1 ? "" : mantissa + "·") + "10" + superscript(decade);
    }

    private static String superscript(int number) {
        var text = new StringBuilder(number < 0 ? "⁻" : "");
        for (char digit : Integer.toString(StrictMath.abs(number)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
