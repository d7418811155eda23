package samplerscope.model;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.log;

import samplerscope.schedule.NoiseLevel;

/// A Gaussian with covariance `C = F F^T + diag(d)` at a noise level.
///
/// With `y = x - alpha m`, `v = alpha^2 d + sigma^2`, `M = I + alpha^2 F^T diag(1/v) F` and
/// `g = M^-1 F^T (y / v) = F^T S^-1 y`:
///
///     y^T S^-1 y = sum (y - alpha^2 F g)^2 / v + alpha^2 |g|^2
///     E[x0 | x]  = m + alpha (d y + sigma^2 F g) / v
///
/// Both are sums without cancellation (Woodbury's formula subtracts), so they stay right at `sigma = 0` and `alpha = 0`.
final class NoisedLowRank implements NoisedComponent {

    private final double[] mean;
    private final double[][] factor;
    private final double[] diagonal;
    private final double[] noised;
    private final Cholesky gram;
    private final double alpha;
    private final double sigma2;
    private final double logScale;

    NoisedLowRank(double[] mean, Covariance.LowRank c, NoiseLevel at) {
        this.mean = mean;
        this.factor = c.factor();
        this.diagonal = c.diagonal();
        this.alpha = at.alpha();
        this.sigma2 = at.sigma() * at.sigma();
        this.noised = new double[mean.length];
        double logDet = mean.length * log(2 * PI);
        for (int j = 0; j < noised.length; j++) {
            noised[j] = alpha * alpha * diagonal[j] + sigma2;
            logDet += log(noised[j]);
        }
        this.gram = new Cholesky(gram(c.rank()));
        this.logScale = -(logDet + gram.logDeterminant()) / 2;
    }

    private double[][] gram(int rank) {
        var m = new double[rank][rank];
        for (int j = 0; j < noised.length; j++) {
            for (int a = 0; a < rank; a++) {
                double left = alpha * alpha * factor[j][a] / noised[j];
                for (int b = 0; b <= a; b++) {
                    m[a][b] += left * factor[j][b];
                }
            }
        }
        for (int a = 0; a < rank; a++) {
            m[a][a] += 1;
        }
        return m;
    }

    /// `M^-1`, [R][R].
    double[][] inverseGram() {
        var inverse = new double[factor[0].length][factor[0].length];
        for (int a = 0; a < inverse.length; a++) {
            inverse[a][a] = 1;
            gram.solve(inverse[a]);
        }
        return inverse;
    }

    /// `log det S / 2 + D log(2 pi) / 2`, negated.
    double logScale() {
        return logScale;
    }

    @Override
    public double logDensity(double[] x) {
        double[] g = solve(x);
        double square = 0;
        for (double value : g) {
            square += alpha * alpha * value * value;
        }
        for (int j = 0; j < mean.length; j++) {
            double rest = x[j] - alpha * mean[j] - alpha * alpha * dot(factor[j], g);
            square += rest * rest / noised[j];
        }
        return logScale - square / 2;
    }

    @Override
    public void addPosteriorMean(double[] x, double weight, double[] into) {
        double[] g = solve(x);
        for (int j = 0; j < mean.length; j++) {
            double y = x[j] - alpha * mean[j];
            double pull = (diagonal[j] * y + sigma2 * dot(factor[j], g)) / noised[j];
            into[j] += weight * (mean[j] + alpha * pull);
        }
    }

    /// `alpha (d + sigma^2 (F M^-1 F^T) / v) / v` on the diagonal.
    @Override
    public double[] gains() {
        var gains = new double[mean.length];
        for (int j = 0; j < gains.length; j++) {
            double[] column = factor[j].clone();
            gram.solve(column);
            gains[j] = alpha * (diagonal[j] + sigma2 * dot(factor[j], column) / noised[j]) / noised[j];
        }
        return gains;
    }

    /// `g = M^-1 F^T (y / v)`.
    private double[] solve(double[] x) {
        var g = new double[factor[0].length];
        for (int j = 0; j < mean.length; j++) {
            double scaled = (x[j] - alpha * mean[j]) / noised[j];
            for (int a = 0; a < g.length; a++) {
                g[a] += factor[j][a] * scaled;
            }
        }
        gram.solve(g);
        return g;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
