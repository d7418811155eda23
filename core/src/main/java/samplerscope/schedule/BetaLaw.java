package samplerscope.schedule;

import static java.lang.StrictMath.abs;

import org.hipparchus.special.Beta;

/// Quantiles of the Beta law, from Hipparchus' regularised incomplete beta function.
public final class BetaLaw {

    private BetaLaw() {}

    /// The `x` in [0, 1] with `I_x(a, b) = p`, by bisection: monotone, and needs no starting point.
    public static double quantile(double p, double a, double b) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? 0 : 1;
        }
        double low = 0;
        double high = 1;
        while (high - low > 1e-15 * high && abs(high - low) > Double.MIN_NORMAL) {
            double middle = (low + high) / 2;
            if (Beta.regularizedBeta(middle, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
