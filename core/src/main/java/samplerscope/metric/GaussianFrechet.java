package samplerscope.metric;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import samplerscope.registry.Parameter;
import samplerscope.tensor.Workers;

/// Squared Frechet distance of the Gaussians fitted to two sets, on all coordinates or on the leading principal components
/// of the reference: `|m1 - m2|^2 + tr C1 + tr C2 - 2 tr (C1^1/2 C2 C1^1/2)^1/2`.
///
/// Standard error by delete-a-group jackknife over the samples of both sets, components held fixed. Positive for finite
/// sets of one law; that floor falls like `1 / N`, and near it the standard error errs to the safe side, by up to 2
/// measured. Not the FID, which needs the features of one particular network.
///
/// Source: Dowson & Landau 1982, J. Multivar. Anal. 12, Eq. 4.
///
/// @param features most coordinates compared; data of fewer dimensions are compared as they are
public record GaussianFrechet(int features) implements Metric.OfSets {

    public static final MetricFamily FAMILY = new MetricFamily("gaussian-frechet", "Gaussian Frechet distance (squared)",
        "Dowson & Landau 1982, J. Multivar. Anal. 12, Eq. 4",
        List.of(Parameter.whole("features", "features",
            "principal components of the reference, where the data have more dimensions", 16, 1, 256)),
        s -> new GaussianFrechet(s.whole("features")));

    /// Below this many samples per feature the fitted covariances are mostly noise.
    private static final int SAMPLES_PER_FEATURE = 5;

    /// @throws TooFewSamplesException below 5 samples per feature
    @Override
    public Estimate between(SampleSet generated, SampleSet reference, Workers workers) {
        generated.requireSameDimension(reference);
        int size = min(features, reference.dimension());
        TooFewSamplesException.check("the Gaussian Frechet distance on %d features".formatted(size),
            max(3, SAMPLES_PER_FEATURE * size), "make more samples or use fewer features", generated, reference);
        SampleSet x = generated;
        SampleSet y = reference;
        if (size < reference.dimension()) {
            var components = PrincipalComponents.of(reference, size, workers);
            x = components.project(generated, workers);
            y = components.project(reference, workers);
        }
        return estimate(x, y, workers);
    }

    private static Estimate estimate(SampleSet x, SampleSet y, Workers workers) {
        int groups = min(Jackknife.GROUPS, min(x.count(), y.count()) / 2);
        // The last one leaves nothing out: it is the estimate itself.
        var values = new double[groups + 1];
        workers.forEachRange(values.length, 1, (from, to) -> {
            for (int g = from; g < to; g++) {
                int leftOut = g < groups ? g : Integer.MAX_VALUE;
                values[g] = distance(Fit.of(x, groups, leftOut), Fit.of(y, groups, leftOut));
            }
        });
        double variance = Jackknife.variance(Arrays.copyOf(values, groups));
        return new Estimate(values[groups], sqrt(variance), x.count(), "data units squared");
    }

    private static double distance(Fit x, Fit y) {
        RealVector apart = x.mean.subtract(y.mean);
        RealMatrix root = root(x.covariance);
        var mixed = new EigenDecompositionSymmetric(symmetric(root.multiply(y.covariance).multiply(root)));
        double overlap = 0;
        for (double eigenvalue : mixed.getEigenvalues()) {
            overlap += sqrt(max(0, eigenvalue)); // rounding may make the smallest ones negative
        }
        return apart.dotProduct(apart) + x.covariance.getTrace() + y.covariance.getTrace() - 2 * overlap;
    }

    private static RealMatrix root(RealMatrix covariance) {
        var eigen = new EigenDecompositionSymmetric(covariance);
        RealMatrix scaled = eigen.getV().copy();
        for (int j = 0; j < scaled.getColumnDimension(); j++) {
            scaled.setColumnVector(j, scaled.getColumnVector(j).mapMultiply(sqrt(sqrt(max(0, eigen.getEigenvalue(j))))));
        }
        return scaled.multiplyTransposed(scaled);
    }

    private static RealMatrix symmetric(RealMatrix a) {
        return a.add(a.transpose()).scalarMultiply(0.5);
    }

    /// Mean and covariance of a set without one of its groups.
    private record Fit(RealVector mean, RealMatrix covariance) {

        static Fit of(SampleSet set, int groups, int leftOut) {
            int d = set.dimension();
            var mean = new double[d];
            int n = 0;
            for (int i = 0; i < set.count(); i++) {
                if (i % groups != leftOut) {
                    n++;
                    for (int j = 0; j < d; j++) {
                        mean[j] += set.at(i, j);
                    }
                }
            }
            for (int j = 0; j < d; j++) {
                mean[j] /= n;
            }
            return new Fit(MatrixUtils.createRealVector(mean),
                MatrixUtils.createRealMatrix(covariance(set, groups, leftOut, mean, n)));
        }

        private static double[][] covariance(SampleSet set, int groups, int leftOut, double[] mean, int n) {
            int d = mean.length;
            var sums = new double[d][d];
            var centred = new double[d];
            for (int i = 0; i < set.count(); i++) {
                if (i % groups != leftOut) {
                    for (int j = 0; j < d; j++) {
                        centred[j] = set.at(i, j) - mean[j];
                    }
                    for (int j = 0; j < d; j++) {
                        for (int k = 0; k <= j; k++) {
                            sums[j][k] += centred[j] * centred[k];
                        }
                    }
                }
            }
            for (int j = 0; j < d; j++) {
                for (int k = 0; k <= j; k++) {
                    sums[j][k] /= n - 1.0;
                    sums[k][j] = sums[j][k];
                }
            }
            return sums;
        }
    }
}
