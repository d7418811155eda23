package samplerscope.search.surrogate;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

/// Covariance of a surrogate at unit variance and unit length: a function of the squared distance `d` alone,
/// decreasing and convex in `d`.
///
/// Where `e = x - X`, the kernel at `x` has gradient `-slope(d) e` and Hessian `curvature(d) e e^T - slope(d) I`.
///
/// Source: Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, Eq. 4.9 and 4.17.
public enum Kernel {
    /// `exp(-d/2)`.
    SQUARED_EXPONENTIAL(1, 3) {
        @Override
        double at(double d) {
            return exp(-d / 2);
        }

        @Override
        double slope(double d) {
            return exp(-d / 2);
        }

        @Override
        double curvature(double d) {
            return exp(-d / 2);
        }

        @Override
        double smallCubic(double r) {
            return sqrt(5.0 / 12) * r * r * r;
        }
    },
    /// `(1 + q + q^2/3) exp(-q)` with `q = sqrt(5 d)`: a mean that is twice differentiable and no smoother.
    MATERN_5_2(5.0 / 3, 25) {
        @Override
        double at(double d) {
            double q = sqrt(5 * d);
            return (1 + q + q * q / 3) * exp(-q);
        }

        @Override
        double slope(double d) {
            double q = sqrt(5 * d);
            return 5.0 / 3 * (1 + q) * exp(-q);
        }

        @Override
        double curvature(double d) {
            return 25.0 / 3 * exp(-sqrt(5 * d));
        }

        @Override
        double smallCubic(double r) {
            return sqrt(12.0 / 45) * pow(sqrt(5) * r, 2.5); // from the term -q^5/45 of the series
        }
    };

    /// Below it the closed forms of the remainders cancel; the first terms of their series are upper bounds there,
    /// because the next ones are negative.
    private static final double SMALL = 0.05;

    private final double second;
    private final double fourth;

    /// @param second minus the second derivative along a line at distance 0
    /// @param fourth the fourth derivative there
    Kernel(double second, double fourth) {
        this.second = second;
        this.fourth = fourth;
    }

    /// The covariance at squared distance `d >= 0`.
    abstract double at(double d);

    /// Minus twice the derivative in `d`.
    abstract double slope(double d);

    /// Four times the second derivative in `d`.
    abstract double curvature(double d);

    /// Upper bound of the third remainder for `r` below {@link #SMALL}.
    abstract double smallCubic(double r);

    /// How far, per unit of norm, a function of the kernel's space can be from its Taylor polynomial of an order at
    /// distance `r`: the norm of the remainder of the kernel's own sections. Grows with `r`.
    ///
    /// @param order 0, 1 or 2
    double remainder(int order, double r) {
        return switch (order) {
            case 0 -> r < SMALL ? sqrt(second) * r : sqrt(2 - 2 * at(r * r));
            case 1 -> r < SMALL ? sqrt(fourth) / 2 * r * r : sqrt(max(0, squaredFirst(r)));
            case 2 -> r < SMALL ? smallCubic(r) : sqrt(max(0, squaredSecond(r)));
            default -> throw new IllegalArgumentException("no remainder of order " + order);
        };
    }

    private double squaredFirst(double r) {
        double d = r * r;
        return 2 + d * second - 2 * at(d) - 2 * d * slope(d); // along a line, kappa' = -r slope
    }

    private double squaredSecond(double r) {
        double d = r * r;
        double along = d * curvature(d) - slope(d); // kappa'' along a line
        return squaredFirst(r) + d * d / 4 * fourth - d * along - d * second;
    }
}
