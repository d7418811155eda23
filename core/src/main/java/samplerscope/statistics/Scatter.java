package samplerscope.statistics;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static samplerscope.statistics.Vectors.add;
import static samplerscope.statistics.Vectors.dot;
import static samplerscope.statistics.Vectors.orthonormalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;

/// A covariance as a sum, `sum_i y_i y_i^T + diag(d)`, whose principal directions are wanted.
///
/// Few dimensions are solved as a full matrix. For pictures the leading directions are found by subspace iteration, which
/// needs no D x D matrix; all others share the mean of the variance that is left. The start is random from a fixed seed,
/// so the same sum gives the same directions.
///
/// Source: Halko, Martinsson & Tropp 2011, SIAM Review 53, Algorithm 4.4.
///
/// @param count    of the vectors `y_i`
/// @param rows     reads one of them
/// @param diagonal `d`, [D], `>= 0`; taken as it is, not copied
public record Scatter(int count, Rows rows, double[] diagonal) {

    /// Up to this dimension all directions are listed.
    static final int FULL = 256;
    /// Directions listed beyond.
    static final int RANK = 128;

    /// Directions carried beyond those listed; they take up what converges slowly.
    private static final int SPARE = 8;
    private static final int ITERATIONS = 8;

    /// Reads the vectors.
    @FunctionalInterface
    public interface Rows {
        /// @param into [D], overwritten
        void read(int row, double[] into);
    }

    /// The Gaussian with this covariance.
    ///
    /// @throws CancellationException when the thread is interrupted
    public GaussianFit around(double[] mean) {
        return diagonal.length <= FULL ? GaussianFit.of(mean, matrix()) : leading(mean);
    }

    private double[][] matrix() {
        int d = diagonal.length;
        var matrix = new double[d][d];
        forEachRow(y -> {
            for (int a = 0; a < d; a++) {
                add(matrix[a], y[a], y);
            }
        });
        for (int a = 0; a < d; a++) {
            matrix[a][a] += diagonal[a];
        }
        return matrix;
    }

    private GaussianFit leading(double[] mean) {
        int d = diagonal.length;
        double[][] basis = new double[min(d, RANK + SPARE)][d];
        for (int a = 0; a < basis.length; a++) {
            NormalDraws.fill(basis[a], new DrawKey(0, 0, 0, 0, DrawKey.Stream.PROBE), a);
        }
        orthonormalise(basis);
        for (int i = 0; i < ITERATIONS; i++) {
            basis = times(basis);
            orthonormalise(basis);
        }
        return ritz(mean, basis);
    }

    /// The covariance times each row of a basis, [R][D].
    private double[][] times(double[][] basis) {
        int d = diagonal.length;
        int rank = basis.length;
        double[][] columns = transposed(basis, d); // along rows of R numbers, both products are sums of vectors
        var image = new double[d][rank];
        var along = new double[rank];
        forEachRow(y -> {
            Arrays.fill(along, 0);
            for (int j = 0; j < d; j++) {
                add(along, y[j], columns[j]);
            }
            for (int j = 0; j < d; j++) {
                add(image[j], y[j], along);
            }
        });
        for (int j = 0; j < d; j++) {
            add(image[j], diagonal[j], columns[j]);
        }
        return transposed(image, rank);
    }

    /// The directions of largest variance inside the span of a basis (Rayleigh and Ritz).
    private GaussianFit ritz(double[] mean, double[][] basis) {
        double[][] image = times(basis);
        var inside = new double[basis.length][basis.length];
        for (int a = 0; a < basis.length; a++) {
            for (int b = 0; b <= a; b++) {
                inside[a][b] = (dot(basis[a], image[b]) + dot(basis[b], image[a])) / 2;
                inside[b][a] = inside[a][b];
            }
        }
        var eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(inside)); // largest first
        var directions = new ArrayList<double[]>();
        var variances = new ArrayList<Double>();
        double left = trace();
        for (int a = 0; a < min(RANK, basis.length); a++) {
            var direction = new double[mean.length];
            for (int b = 0; b < basis.length; b++) {
                add(direction, eigen.getEigenvector(a).getEntry(b), basis[b]);
            }
            if (dot(direction, direction) > 0.5) { // fewer vectors than directions leave zeros, not units
                directions.add(direction);
                variances.add(max(0, eigen.getEigenvalue(a)));
                left -= variances.getLast();
            }
        }
        return new GaussianFit(mean, new Directions(directions.toArray(double[][]::new), mean.length),
            variances.stream().mapToDouble(Double::doubleValue).toArray(),
            max(0, left) / max(1, mean.length - directions.size()));
    }

    private double trace() {
        double[] trace = {0};
        forEachRow(y -> trace[0] += dot(y, y));
        for (double variance : diagonal) {
            trace[0] += variance;
        }
        return trace[0];
    }

    private void forEachRow(Consumer<double[]> action) {
        var y = new double[diagonal.length];
        for (int i = 0; i < count; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("measuring a covariance was cancelled");
            }
            rows.read(i, y);
            action.accept(y);
        }
    }

    private static double[][] transposed(double[][] rows, int columns) {
        var transposed = new double[columns][rows.length];
        for (int a = 0; a < rows.length; a++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][a] = rows[a][j];
            }
        }
        return transposed;
    }
}
