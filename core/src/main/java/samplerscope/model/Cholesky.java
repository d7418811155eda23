package samplerscope.model;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

/// `M = L L^T` of a small positive definite matrix, always in the same order of operations.
final class Cholesky {

    private final double[][] lower;

    /// @param matrix [n][n]; the lower triangle is read and overwritten
    Cholesky(double[][] matrix) {
        this.lower = matrix;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? sqrt(sum) : sum / matrix[j][j];
            }
        }
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * log(lower[i][i]);
        }
        return sum;
    }

    /// `b <- M^-1 b`.
    void solve(double[] b) {
        for (int i = 0; i < b.length; i++) {
            for (int k = 0; k < i; k++) {
                b[i] -= lower[i][k] * b[k];
            }
            b[i] /= lower[i][i];
        }
        for (int i = b.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < b.length; k++) {
                b[i] -= lower[k][i] * b[k];
            }
            b[i] /= lower[i][i];
        }
    }
}
