package samplerscope.statistics;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.max;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The model statistics of DPM-Solver-v3 in closed form, for data that are Gaussian: no evaluation of a model.
///
/// Along a principal direction of variance `w` everything is a number: `p = 1 / (1 + w e^(2 lambda))`, `p' = -2 w e^(2
/// lambda) p^2` and the variance `c = w + e^(-2 lambda)` of `x / alpha`. A diagonal of a function of the covariance is
/// the sum of its values over the directions, weighted by their squared entries. With `A = P - diag(l)` and `A' = P' -
/// P P - diag(l') + diag(l) P` these are `s = diag(A' C A) / diag(A C A)`.
///
/// Source: the definitions are Zheng et al. 2023, arXiv:2310.13268, Eqs. 5 and 11; the closed form is this project's.
public final class GaussianEms {

    /// Below this share of the variance the denominator of `s` is rounding.
    private static final double LEAST = 1e-12;

    private final GaussianFit fit;

    private GaussianEms(GaussianFit fit) {
        this.fit = fit;
    }

    /// @param from      first lambda
    /// @param to        last lambda, `> from`
    /// @param intervals between points
    public static EmsTable table(GaussianFit fit, double from, double to, int intervals) {
        var ems = new GaussianEms(fit);
        var rows = new double[3][intervals + 1][fit.dimension()];
        for (int i = 0; i <= intervals; i++) {
            ems.fill(from + (to - from) * i / intervals, rows[0][i], rows[1][i], rows[2][i]);
        }
        return new EmsTable(from, to, rows[0], rows[1], rows[2]);
    }

    private void fill(double lambda, double[] l, double[] s, double[] b) {
        double growth = exp(2 * lambda);
        DoubleUnaryOperator p = w -> 1 / (1 + w * growth);
        DoubleUnaryOperator slope = w -> -2 * w * growth * p.applyAsDouble(w) * p.applyAsDouble(w);
        DoubleUnaryOperator spread = w -> w + 1 / growth;
        double[] ofP = diagonal(p);
        double[] ofSlope = diagonal(slope);
        double[] ofSpread = diagonal(spread);
        // P C is the same in every direction, e^(-2 lambda).
        double[] ofBend = diagonal(w -> (slope.applyAsDouble(w) - square(p.applyAsDouble(w))) / growth);
        double[] ofBendSpread =
            diagonal(w -> (slope.applyAsDouble(w) - square(p.applyAsDouble(w))) * spread.applyAsDouble(w));
        for (int j = 0; j < l.length; j++) {
            l[j] = ofP[j];
            double cross = ofBend[j] - ofBendSpread[j] * l[j] - ofSlope[j] / growth + ofSlope[j] * ofSpread[j] * l[j]
                + l[j] * ofP[j] / growth - l[j] * l[j] / growth;
            double variance = ofP[j] / growth - 2 * l[j] / growth + l[j] * l[j] * ofSpread[j];
            s[j] = cross / max(variance, LEAST * abs(ofSpread[j]));
            b[j] = -ofSlope[j] * fit.mean()[j] + s[j] * l[j] * fit.mean()[j];
        }
    }

    /// The diagonal of a function of the covariance, [D].
    private double[] diagonal(DoubleUnaryOperator function) {
        double rest = function.applyAsDouble(fit.rest());
        var diagonal = new double[fit.dimension()];
        Arrays.fill(diagonal, rest);
        double[][] columns = fit.directions().columns();
        for (int r = 0; r < columns.length; r++) {
            double excess = function.applyAsDouble(fit.variances()[r]) - rest;
            for (int j = 0; j < diagonal.length; j++) {
                diagonal[j] += excess * columns[r][j] * columns[r][j];
            }
        }
        return diagonal;
    }

    private static double square(double x) {
        return x * x;
    }
}
