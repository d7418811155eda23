package samplerscope.statistics;

import static java.lang.Math.exp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class GaussianEmsTest {

    private static final double[] MEAN = {0.3, -0.2, 0.7};
    private static final double[][] COVARIANCE = {{0.5, 0.2, 0.05}, {0.2, 0.3, -0.1}, {0.05, -0.1, 0.4}};

    /// The definitions by full matrices: with `P = (I + C e^(2 lambda))^-1`, `f = e^-lambda eps - l x / alpha` and its
    /// derivative are linear in `x / alpha`, whose covariance is `C + e^(-2 lambda) I`.
    @Test
    void theClosedFormIsWhatTheDefinitionsGive() {
        GaussianFit fit = GaussianFit.of(MEAN, COVARIANCE);
        double lambda = 0.6;
        RealMatrix c = MatrixUtils.createRealMatrix(COVARIANCE);
        RealMatrix unit = MatrixUtils.createRealIdentityMatrix(3);
        RealMatrix p = MatrixUtils.inverse(unit.add(c.scalarMultiply(exp(2 * lambda))));
        RealMatrix slope = p.multiply(c).multiply(p).scalarMultiply(-2 * exp(2 * lambda));
        RealMatrix l = diagonal(p);
        RealMatrix a = p.subtract(l);
        RealMatrix bend = slope.subtract(p.multiply(p)).subtract(diagonal(slope)).add(l.multiply(p));
        RealMatrix spread = c.add(unit.scalarMultiply(exp(-2 * lambda)));
        RealMatrix cross = bend.multiply(spread).multiply(a.transpose());
        RealMatrix variance = a.multiply(spread).multiply(a.transpose());

        // Two intervals, so that the point in the middle is a point of the table.
        EmsTable table = GaussianEms.table(fit, lambda - 1e-6, lambda + 1e-6, 2);

        for (int j = 0; j < 3; j++) {
            double s = cross.getEntry(j, j) / variance.getEntry(j, j);
            double b = -slope.getEntry(j, j) * MEAN[j] + s * p.getEntry(j, j) * MEAN[j];
            var point = table.at(lambda);
            assertEquals(p.getEntry(j, j), point.l()[j], 1e-9);
            assertEquals(s, point.sumS()[j] / 1e-6, 1e-4);
            assertEquals(b, point.sumB()[j] / 1e-6, 1e-4);
        }
    }

    /// Where directions are the axes, `f` is constant along every path: there is nothing left to expand.
    @Test
    void aDiagonalCovarianceLeavesNoVariance() {
        GaussianFit fit = GaussianFit.of(new double[] {0.3, -0.2}, new double[][] {{0.5, 0}, {0, 0.1}});

        EmsTable table = GaussianEms.table(fit, -5, 4, 30);

        for (double x : table.at(1).sumS()) {
            assertTrue(Double.isFinite(x), "s is " + x);
        }
        assertEquals(1 / (1 + 0.5 * exp(2)), table.at(1).l()[0], 1e-9);
    }

    private static RealMatrix diagonal(RealMatrix m) {
        var values = new double[m.getRowDimension()];
        for (int j = 0; j < values.length; j++) {
            values[j] = m.getEntry(j, j);
        }
        return MatrixUtils.createRealDiagonalMatrix(values);
    }
}
