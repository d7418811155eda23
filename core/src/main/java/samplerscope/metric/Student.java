package samplerscope.metric;

import org.hipparchus.special.Beta;

/// The distribution of a mean divided by its own standard error.
///
/// Source: Student 1908, Biometrika 6; Abramowitz & Stegun 1964, Eq. 26.7.1.
final class Student {

    /// Bisection halves 20 below the last bit of a double.
    private static final int HALVINGS = 60;
    private static final double BEYOND = 20;

    private Student() {}

    /// The `t` that `|T|` exceeds with probability 5 %: `I_(f / (f + t^2))(f / 2, 1 / 2) = 0.05`, by bisection.
    ///
    /// @param freedom degrees of freedom, `f >= 1`
    static double quantile(int freedom) {
        double low = 0;
        double high = BEYOND; // 12.7 for one degree of freedom, less for more
        for (int i = 0; i < HALVINGS; i++) {
            double t = (low + high) / 2;
            if (Beta.regularizedBeta(freedom / (freedom + t * t), freedom / 2.0, 0.5) > 0.05) {
                low = t;
            } else {
                high = t;
            }
        }
        return high;
    }
}
