package samplerscope.metric;

import static java.lang.StrictMath.min;
import static samplerscope.statistics.Vectors.add;
import static samplerscope.statistics.Vectors.dot;
import static samplerscope.statistics.Vectors.orthonormalise;

import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.tensor.Workers;

/// The leading principal components of a set, by subspace iteration: needs no D x D matrix, so images are no problem.
///
/// The start is random from a fixed seed, so the same set gives the same components.
///
/// Source: Halko, Martinsson & Tropp 2011, SIAM Review 53, Algorithm 4.4.
final class PrincipalComponents {

    /// Directions carried beyond those asked for; they take up what converges slowly.
    private static final int SPARE = 8;
    private static final int ITERATIONS = 12;

    private final double[] mean;
    /// Orthonormal, shape [K][D].
    private final double[][] directions;

    private PrincipalComponents(double[] mean, double[][] directions) {
        this.mean = mean;
        this.directions = directions;
    }

    /// @param count `K`, at most `D`
    static PrincipalComponents of(SampleSet set, int count, Workers workers) {
        int d = set.dimension();
        var mean = new double[d];
        for (int i = 0; i < set.count(); i++) {
            for (int j = 0; j < d; j++) {
                mean[j] += set.at(i, j) / set.count();
            }
        }
        var basis = new double[min(d, count + SPARE)][d];
        for (int a = 0; a < basis.length; a++) {
            NormalDraws.fill(basis[a], new DrawKey(0, 0, 0, 0, DrawKey.Stream.PROBE), a);
        }
        orthonormalise(basis);
        for (int i = 0; i < ITERATIONS; i++) {
            basis = new PrincipalComponents(mean, basis).timesScatter(set, workers);
            orthonormalise(basis);
        }
        return new PrincipalComponents(mean, leading(new PrincipalComponents(mean, basis), set, count, workers));
    }

    /// Coordinates of every sample along the components, shape [N, K].
    SampleSet project(SampleSet set, Workers workers) {
        int k = directions.length;
        var projected = new double[set.count() * k];
        workers.forEachRange(set.count(), 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                for (int a = 0; a < k; a++) {
                    double sum = 0;
                    for (int j = 0; j < mean.length; j++) {
                        sum += (set.at(i, j) - mean[j]) * directions[a][j];
                    }
                    projected[i * k + a] = sum;
                }
            }
        });
        return SampleSet.of(set.count(), k, projected);
    }

    /// The basis times `sum (x - mean)(x - mean)^T`, shape [K][D].
    private double[][] timesScatter(SampleSet set, Workers workers) {
        SampleSet projected = project(set, workers);
        var product = new double[directions.length][mean.length];
        workers.forEachRange(mean.length, 1, (from, to) -> {
            for (int i = 0; i < set.count(); i++) {
                for (int a = 0; a < product.length; a++) {
                    double along = projected.at(i, a);
                    for (int j = from; j < to; j++) {
                        product[a][j] += along * (set.at(i, j) - mean[j]);
                    }
                }
            }
        });
        return product;
    }

    /// The `count` directions of largest variance inside the span of a basis (Rayleigh and Ritz).
    private static double[][] leading(PrincipalComponents span, SampleSet set, int count, Workers workers) {
        double[][] basis = span.directions;
        double[][] image = span.timesScatter(set, workers);
        var inside = new double[basis.length][basis.length];
        for (int a = 0; a < basis.length; a++) {
            for (int b = 0; b <= a; b++) {
                inside[a][b] = (dot(basis[a], image[b]) + dot(basis[b], image[a])) / 2;
                inside[b][a] = inside[a][b];
            }
        }
        var eigen = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(inside)); // largest first
        var rotated = new double[count][span.mean.length];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < basis.length; b++) {
                add(rotated[a], eigen.getEigenvector(a).getEntry(b), basis[b]);
            }
        }
        return rotated;
    }
}
