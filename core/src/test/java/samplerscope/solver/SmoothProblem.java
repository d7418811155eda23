package samplerscope.solver;

import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;

/// A mixture of five Gaussians in 16 dimensions with overlapping components: the score is smooth at every level.
///
/// `w_k = (k + 1) / 15`, `mu_k[j] = 0.5 sin(1.7 (k+1)(j+1) + 0.3 k)`, variance 0.09 except in three directions (of a
/// cosine basis for even `k`, of a sine basis for odd), where it is `(0.5, 0.3, 0.15)(1 + 0.2 k)`.
final class SmoothProblem {

    static final int DIMENSION = 16;
    static final ExactMixture MODEL = model();

    private static final int COMPONENTS = 5;

    private SmoothProblem() {}

    /// Unit normals, shape [samples, 16].
    static double[] start(int samples) {
        var all = new double[samples * DIMENSION];
        var row = new double[DIMENSION];
        for (int b = 0; b < samples; b++) {
            NormalDraws.fill(row, DrawKey.initial(0, 0), b);
            System.arraycopy(row, 0, all, b * DIMENSION, DIMENSION);
        }
        return all;
    }

    private static ExactMixture model() {
        int[] offsets = {1, 2, 4};
        double[] variances = {0.5, 0.3, 0.15};
        var weights = new double[COMPONENTS];
        var means = new double[COMPONENTS][DIMENSION];
        var covariances = new double[COMPONENTS][DIMENSION][DIMENSION];
        for (int k = 0; k < COMPONENTS; k++) {
            weights[k] = (k + 1) / 15.0;
            for (int j = 0; j < DIMENSION; j++) {
                means[k][j] = 0.5 * Math.sin(1.7 * (k + 1) * (j + 1) + 0.3 * k);
                covariances[k][j][j] = 0.09;
            }
            for (int m = 0; m < offsets.length; m++) {
                addDirection(covariances[k], basis(k, k + offsets[m]), variances[m] * (1 + 0.2 * k) - 0.09);
            }
        }
        return new ExactMixture(weights, means, covariances);
    }

    private static double[] basis(int k, int m) {
        var b = new double[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            double angle = Math.PI * (j + 0.5) * m / DIMENSION;
            b[j] = Math.sqrt(2.0 / DIMENSION) * (k % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
        }
        return b;
    }

    private static void addDirection(double[][] covariance, double[] u, double excess) {
        for (int i = 0; i < DIMENSION; i++) {
            for (int j = 0; j < DIMENSION; j++) {
                covariance[i][j] += excess * u[i] * u[j];
            }
        }
    }
}
