package samplerscope.solver;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;

/// The functions of exponential integrators,
/// `phi_0(z) = e^z`, `phi_k(z) = integral_0^1 e^((1-u) z) u^(k-1) / (k-1)! du`.
///
/// Source: Hochbruck & Ostermann 2010, Acta Numerica 19, Sec. 2.1.
final class Phi {

    /// Below this the recursion loses digits to cancellation and the series is used.
    private static final double SMALL = 0.5;
    /// Enough terms for `SMALL`: the first one left out is below `0.5^18 / 18!`, under 1e-21.
    private static final int TERMS = 18;

    private Phi() {}

    /// @param k index, `>= 0`
    static double of(int k, double z) {
        if (k == 0) {
            return exp(z);
        }
        return abs(z) < SMALL ? series(k, z) : recursion(k, z);
    }

    private static double series(int k, double z) {
        double term = 1 / factorial(k);
        double sum = 0;
        for (int j = 1; j <= TERMS; j++) {
            sum += term;
            term *= z / (k + j);
        }
        return sum;
    }

    private static double recursion(int k, double z) {
        double value = expm1(z) / z;
        for (int j = 1; j < k; j++) {
            value = (value - 1 / factorial(j)) / z;
        }
        return value;
    }

    static double factorial(int k) {
        double product = 1;
        for (int j = 2; j <= k; j++) {
            product *= j;
        }
        return product;
    }
}
