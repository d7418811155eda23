package samplerscope.statistics;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;

/// Mean and covariance of the data, the covariance by its principal directions: `U diag(variances) U^T` plus `rest` in
/// all other directions.
///
/// @param mean       [D], in the model's scale
/// @param directions `U`, R columns
/// @param variances  [R], largest first, `>= 0`
/// @param rest       variance of every direction not listed, `>= 0`
public record GaussianFit(double[] mean, Directions directions, double[] variances, double rest) {

    public GaussianFit {
        if (mean.length != directions.dimension() || variances.length != directions.rank()) {
            throw new IllegalArgumentException("mean %d, %s, %d variances".formatted(
                mean.length, directions, variances.length));
        }
    }

    /// All directions of a full covariance.
    ///
    /// @param mean       [D]
    /// @param covariance [D][D], symmetric
    public static GaussianFit of(double[] mean, double[][] covariance) {
        int d = mean.length;
        var eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance)); // largest first
        var columns = new double[d][];
        var variances = new double[d];
        for (int r = 0; r < d; r++) {
            columns[r] = eigen.getEigenvector(r).toArray();
            variances[r] = StrictMath.max(0, eigen.getEigenvalue(r));
        }
        return new GaussianFit(mean, new Directions(columns, d), variances, 0);
    }

    public GaussianFit withMean(double[] other) {
        return new GaussianFit(other, directions, variances, rest);
    }

    /// `E[x0 | x]` under this Gaussian, `mean + U diag(alpha w / (alpha^2 w + sigma^2)) U^T (x - alpha mean)`.
    ///
    /// @param x [D]
    public double[] data(double[] x, double alpha, double sigma) {
        double[] centred = x.clone();
        Vectors.add(centred, -alpha, mean);
        double[] gains = Arrays.stream(variances).map(w -> gain(w, alpha, sigma)).toArray();
        double[] data = directions.filter(gains, gain(rest, alpha, sigma), centred);
        Vectors.add(data, 1, mean);
        return data;
    }

    /// How far a difference in `x` along a direction of variance `w` shows in `x0`.
    public static double gain(double w, double alpha, double sigma) {
        return alpha * w / (alpha * alpha * w + sigma * sigma);
    }

    public int dimension() {
        return mean.length;
    }

    /// All `D` eigenvalues of the covariance, largest listed first, the rest at the end.
    public double[] spectrum() {
        double[] all = Arrays.copyOf(variances, dimension());
        Arrays.fill(all, variances.length, all.length, rest);
        return all;
    }

    /// Mean eigenvalue, `trace / D`.
    public double meanVariance() {
        return Arrays.stream(spectrum()).sum() / dimension();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianFit that && Arrays.equals(mean, that.mean)
            && directions.equals(that.directions) && Arrays.equals(variances, that.variances) && rest == that.rest;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(variances);
    }

    @Override
    public String toString() {
        return "GaussianFit[D = %d, R = %d]".formatted(dimension(), variances.length);
    }
}
