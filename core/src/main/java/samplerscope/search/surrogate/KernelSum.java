package samplerscope.search.surrogate;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;

/// `m(x) = sum_i a_i kappa(|x - X_i|)`: what a posterior mean is, up to a constant, in coordinates divided by their
/// lengths.
public final class KernelSum {

    private final Kernel kernel;
    private final double[][] points;
    private final double[] weights;
    private final double absoluteWeight;
    private final double norm;

    /// Value and derivatives at a point.
    ///
    /// @param value    of the sum
    /// @param gradient by coordinate
    /// @param hessian  symmetric
    record Taylor(double value, double[] gradient, double[][] hessian) {
    }

    /// @param points  shape [N, D], in units of the lengths
    /// @param weights shape [N]
    /// @throws InvalidSurrogateException if there is nothing to sum, shapes differ, or a number is not finite
    public KernelSum(Kernel kernel, double[][] points, double[] weights) {
        if (points.length == 0 || points.length != weights.length) {
            throw new InvalidSurrogateException("%d points and %d weights".formatted(points.length, weights.length),
                "give one weight for each point, and at least one point");
        }
        this.kernel = kernel;
        this.points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
        this.weights = weights.clone();
        if (dimension() == 0 || Arrays.stream(points).anyMatch(p -> p.length != dimension())) {
            throw new InvalidSurrogateException("points without coordinates, or of different lengths",
                "give every point the same coordinates, at least one");
        }
        this.absoluteWeight = Arrays.stream(weights).map(StrictMath::abs).sum();
        this.norm = computedNorm();
        if (!Double.isFinite(norm)) {
            throw new InvalidSurrogateException("the norm of the surrogate is " + norm,
                "leave out points or responses that are not finite, or raise the noise");
        }
    }

    public int dimension() {
        return points[0].length;
    }

    public int terms() {
        return points.length;
    }

    /// Norm in the kernel's space, `sqrt(a^T K a)`, rounded upwards.
    public double norm() {
        return norm;
    }

    /// `sum |a_i|`.
    public double absoluteWeight() {
        return absoluteWeight;
    }

    /// @param x shape [D]
    public double at(double[] x) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i] * kernel.at(Vec.squaredDistance(x, points[i]));
        }
        return sum;
    }

    Kernel kernel() {
        return kernel;
    }

    double[] point(int i) {
        return points[i];
    }

    double weight(int i) {
        return weights[i];
    }

    Smooth.Slope slopeAt(double[] x) {
        double value = 0;
        double[] gradient = new double[x.length];
        for (int i = 0; i < points.length; i++) {
            double d = Vec.squaredDistance(x, points[i]);
            value += weights[i] * kernel.at(d);
            double factor = weights[i] * kernel.slope(d);
            for (int j = 0; j < x.length; j++) {
                gradient[j] -= factor * (x[j] - points[i][j]);
            }
        }
        return new Smooth.Slope(value, gradient);
    }

    Taylor taylorAt(double[] x) {
        int p = x.length;
        double value = 0;
        double[] gradient = new double[p];
        double[][] hessian = new double[p][p];
        for (int i = 0; i < points.length; i++) {
            double d = Vec.squaredDistance(x, points[i]);
            value += weights[i] * kernel.at(d);
            double slope = weights[i] * kernel.slope(d);
            double curvature = weights[i] * kernel.curvature(d);
            for (int j = 0; j < p; j++) {
                double ej = x[j] - points[i][j];
                gradient[j] -= slope * ej;
                hessian[j][j] -= slope;
                for (int k = 0; k < p; k++) {
                    hessian[j][k] += curvature * ej * (x[k] - points[i][k]);
                }
            }
        }
        return new Taylor(value, gradient, hessian);
    }

    private double computedNorm() {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += weights[i] * at(points[i]);
        }
        // Weights of both signs cancel; what rounding can have taken away is put back.
        double rounding = points.length * Math.ulp(1.0) * absoluteWeight * absoluteWeight;
        return sqrt(abs(sum) + rounding);
    }
}
