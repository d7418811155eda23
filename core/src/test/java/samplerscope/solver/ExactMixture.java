package samplerscope.solver;

import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Tensor;

/// The exact `E[x0 | x]` of a Gaussian mixture with full covariances on float64 tensors, the ruler of these tests.
///
/// With `S_k = alpha^2 C_k + sigma^2 I`, `d_k = x - alpha m_k` and posterior weights `r_k`,
/// `x0 = sum_k r_k (m_k + alpha C_k S_k^-1 d_k)`.
final class ExactMixture implements Denoiser {

    private final double[] weights;
    private final double[][] means;
    private final double[][][] covariances;

    /// @param weights     shape [K], divided by their sum
    /// @param means       shape [K, D]
    /// @param covariances shape [K, D, D]
    ExactMixture(double[] weights, double[][] means, double[][][] covariances) {
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
    }

    /// A single Gaussian on the line.
    static ExactMixture gaussian(double mean, double variance) {
        return line(new double[] {1}, new double[] {mean}, new double[] {variance});
    }

    /// A mixture on the line.
    static ExactMixture line(double[] weights, double[] means, double[] variances) {
        int k = weights.length;
        var mu = new double[k][1];
        var c = new double[k][1][1];
        for (int i = 0; i < k; i++) {
            mu[i][0] = means[i];
            c[i][0][0] = variances[i];
        }
        return new ExactMixture(weights, mu, c);
    }

    int dimension() {
        return means[0].length;
    }

    @Override
    public Parameterization parameterization() {
        return Parameterization.DATA;
    }

    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        double[] in = ((HostTensor.Float64) x).values();
        double[] out = ((HostTensor.Float64) into).values();
        var components = new Component[weights.length];
        for (int k = 0; k < components.length; k++) {
            components[k] = Component.at(weights[k], means[k], covariances[k], at);
        }
        int d = dimension();
        var row = new double[d];
        for (int b = 0; b < in.length / d; b++) {
            System.arraycopy(in, b * d, row, 0, d);
            System.arraycopy(posteriorMean(components, row), 0, out, b * d, d);
        }
    }

    private static double[] posteriorMean(Component[] components, double[] x) {
        int n = components.length;
        var logs = new double[n];
        var solved = new double[n][];
        double top = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            solved[k] = components[k].solve(x);
            logs[k] = components[k].logDensity(x, solved[k]);
            top = Math.max(top, logs[k]);
        }
        double total = 0;
        for (int k = 0; k < n; k++) {
            logs[k] = Math.exp(logs[k] - top);
            total += logs[k];
        }
        var mean = new double[x.length];
        for (int k = 0; k < n; k++) {
            components[k].addData(logs[k] / total, solved[k], mean);
        }
        return mean;
    }

    /// One component at one noise level.
    ///
    /// @param root lower Cholesky factor of `alpha^2 C + sigma^2 I`
    private record Component(double logWeight, double[] mean, double[][] covariance, double alpha, double[][] root) {

        static Component at(double weight, double[] mean, double[][] covariance, NoiseLevel at) {
            double a = at.alpha() * at.alpha();
            double v = at.sigma() * at.sigma();
            int d = mean.length;
            var root = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = a * covariance[i][j] + (i == j ? v : 0);
                    for (int k = 0; k < j; k++) {
                        sum -= root[i][k] * root[j][k];
                    }
                    root[i][j] = i == j ? Math.sqrt(sum) : sum / root[j][j];
                }
            }
            return new Component(Math.log(weight), mean, covariance, at.alpha(), root);
        }

        /// `S^-1 (x - alpha m)`.
        double[] solve(double[] x) {
            int d = x.length;
            var y = new double[d];
            for (int i = 0; i < d; i++) {
                double sum = x[i] - alpha * mean[i];
                for (int k = 0; k < i; k++) {
                    sum -= root[i][k] * y[k];
                }
                y[i] = sum / root[i][i];
            }
            for (int i = d - 1; i >= 0; i--) {
                double sum = y[i];
                for (int k = i + 1; k < d; k++) {
                    sum -= root[k][i] * y[k];
                }
                y[i] = sum / root[i][i];
            }
            return y;
        }

        double logDensity(double[] x, double[] solved) {
            double log = logWeight;
            for (int i = 0; i < x.length; i++) {
                log -= 0.5 * (x[i] - alpha * mean[i]) * solved[i] + Math.log(root[i][i]);
            }
            return log;
        }

        void addData(double share, double[] solved, double[] into) {
            for (int i = 0; i < into.length; i++) {
                double sum = 0;
                for (int j = 0; j < into.length; j++) {
                    sum += covariance[i][j] * solved[j];
                }
                into[i] += share * (mean[i] + alpha * sum);
            }
        }
    }
}
