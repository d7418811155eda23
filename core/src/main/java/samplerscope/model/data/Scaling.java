package samplerscope.model.data;

import static java.lang.StrictMath.sqrt;

import java.util.Arrays;

/// Points moved to mean 0 and scaled to standard deviation 1, the size that noise schedules are made for. What does not
/// vary is moved only.
final class Scaling {

    private Scaling() {}

    /// With one factor for all columns, which keeps shapes: the mean variance of a column becomes 1.
    ///
    /// @param points [N, D]
    static float[] together(float[] points, int dimension) {
        double[] variance = variances(points, dimension);
        Arrays.fill(variance, Arrays.stream(variance).average().orElseThrow());
        return scaled(points, variance);
    }

    /// With a factor for each column.
    static float[] byColumn(float[] points, int dimension) {
        return scaled(points, variances(points, dimension));
    }

    private static float[] scaled(float[] points, double[] variances) {
        double[] mean = means(points, variances.length);
        var scaled = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            double std = sqrt(variances[i % variances.length]);
            scaled[i] = (float) ((points[i] - mean[i % variances.length]) / (std > 0 ? std : 1));
        }
        return scaled;
    }

    private static double[] means(float[] points, int dimension) {
        var means = new double[dimension];
        for (int i = 0; i < points.length; i++) {
            means[i % dimension] += points[i];
        }
        for (int j = 0; j < dimension; j++) {
            means[j] /= points.length / (double) dimension;
        }
        return means;
    }

    private static double[] variances(float[] points, int dimension) {
        double[] means = means(points, dimension);
        var variances = new double[dimension];
        for (int i = 0; i < points.length; i++) {
            double d = points[i] - means[i % dimension];
            variances[i % dimension] += d * d / (points.length / (double) dimension);
        }
        return variances;
    }
}
