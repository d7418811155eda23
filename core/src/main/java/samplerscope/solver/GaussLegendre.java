package samplerscope.solver;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.cos;

import java.util.function.DoubleUnaryOperator;

/// Integrals by the 40-point Gauss-Legendre rule, exact for polynomials up to degree 79.
///
/// Source: Press et al. 2007, Numerical Recipes, Sec. 4.6 (nodes by Newton's method).
final class GaussLegendre {

    private static final int POINTS = 40;
    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            double x = cos(PI * (i + 0.75) / (POINTS + 0.5));
            Legendre p = Legendre.at(x);
            while (abs(p.value / p.slope) > 1e-15) {
                x -= p.value / p.slope;
                p = Legendre.at(x);
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * p.slope * p.slope);
        }
    }

    private GaussLegendre() {}

    static double integrate(DoubleUnaryOperator f, double from, double to) {
        double half = (to - from) / 2;
        double middle = (to + from) / 2;
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += WEIGHTS[i] * f.applyAsDouble(middle + half * NODES[i]);
        }
        return half * sum;
    }

    /// The Legendre polynomial of degree `POINTS` and its derivative, by Bonnet's recursion.
    private record Legendre(double value, double slope) {
        static Legendre at(double x) {
            double before = 1;
            double here = x;
            for (int n = 2; n <= POINTS; n++) {
                double next = ((2 * n - 1) * x * here - (n - 1) * before) / n;
                before = here;
                here = next;
            }
            return new Legendre(here, POINTS * (x * here - before) / (x * x - 1));
        }
    }
}
