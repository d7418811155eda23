package samplerscope.search.constrained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A function whose derivatives nobody wrote down, by central differences.
///
/// A gradient costs `2 D` values. The Hessian is either differenced as well, for `2 D^2` values, or learned from gradient
/// to gradient by the damped BFGS update, for none: it starts from the second differences that a gradient gives for free.
/// What was computed last is kept, so asking twice costs nothing.
///
/// Source: Nocedal and Wright 2006, Numerical Optimization, Eq. 8.7 (differences) and Procedure 18.2 (damped update).
public final class Differenced implements SmoothObjective {

    /// How the Hessian is got.
    public enum Curvature {
        /// By differences: exact up to rounding, for functions that cost nothing.
        DIFFERENCES,
        /// By the damped BFGS update, for functions that cost a run of a model.
        LEARNED
    }

    /// Least curvature that a learned Hessian starts with, as a share of the largest.
    private static final double FLATTEST = 1e-2;

    private final Scores function;
    private final double step;
    private final Curvature curvature;
    private Around last;
    private Optional<Learned> learned = Optional.empty();

    /// @param gradient by coordinate
    /// @param second   derivatives along the coordinates
    private record Around(double[] x, double value, double[] gradient, double[] second) {
    }

    private record Learned(double[] x, double[] gradient, double[][] hessian) {
    }

    /// @param step of the differences, in units of the variables; about the cube root of the relative accuracy of values
    /// @throws InvalidProblemException unless the step is positive
    public Differenced(Scores function, double step, Curvature curvature) {
        if (!(step > 0)) {
            throw new InvalidProblemException("differences over a step of " + step, "give a positive step");
        }
        this.function = function;
        this.step = step;
        this.curvature = curvature;
        this.last = new Around(new double[0], 0, new double[0], new double[0]);
    }

    /// For a formula in double precision.
    public static Differenced of(ToDoubleFunction<double[]> formula) {
        return new Differenced(points -> points.stream().mapToDouble(formula).toArray(), 1e-5, Curvature.DIFFERENCES);
    }

    @Override
    public double value(double[] x) {
        return around(x).value();
    }

    @Override
    public double[] gradient(double[] x) {
        return around(x).gradient();
    }

    @Override
    public double[][] hessian(double[] x) {
        return switch (curvature) {
            case DIFFERENCES -> differenced(x);
            case LEARNED -> learned(x);
        };
    }

    /// One batch: the point, then up and down along each coordinate.
    private Around around(double[] x) {
        if (Arrays.equals(x, last.x())) {
            return last;
        }
        var points = new ArrayList<>(List.of(x));
        for (int j = 0; j < x.length; j++) {
            points.add(moved(x, j, step));
            points.add(moved(x, j, -step));
        }
        double[] values = function.at(points);
        double[] gradient = new double[x.length];
        double[] second = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double up = values[1 + 2 * j];
            double down = values[2 + 2 * j];
            gradient[j] = (up - down) / (2 * step);
            second[j] = (up - 2 * values[0] + down) / (step * step);
        }
        last = new Around(x.clone(), values[0], gradient, second);
        return last;
    }

    private static double[] moved(double[] x, int j, double by) {
        double[] moved = x.clone();
        moved[j] += by;
        return moved;
    }

    /// Over a longer step than the gradient: second differences lose twice the digits.
    private double[][] differenced(double[] x) {
        double wide = StrictMath.pow(step, 0.75);
        int n = x.length;
        var points = new ArrayList<>(List.of(x));
        for (int j = 0; j < n; j++) {
            for (int k = 0; k <= j; k++) {
                for (double side : new double[] {wide, -wide}) {
                    points.add(moved(moved(x, j, wide), k, side));
                    points.add(moved(moved(x, j, -wide), k, side));
                }
            }
        }
        double[] values = function.at(points);
        double[][] hessian = new double[n][n];
        int next = 1;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k <= j; k++, next += 4) {
                hessian[j][k] = hessian[k][j] =
                    (values[next] - values[next + 1] - values[next + 2] + values[next + 3]) / (4 * wide * wide);
            }
        }
        return hessian;
    }

    private double[][] learned(double[] x) {
        Around here = around(x);
        double[][] hessian = learned.map(before -> updated(before, here)).orElseGet(() -> diagonal(here.second()));
        learned = Optional.of(new Learned(here.x(), here.gradient(), hessian));
        return hessian;
    }

    private static double[][] diagonal(double[] second) {
        double largest = Arrays.stream(second).map(StrictMath::abs).max().orElse(1);
        double[][] diagonal = new double[second.length][second.length];
        for (int j = 0; j < second.length; j++) {
            diagonal[j][j] = StrictMath.max(StrictMath.abs(second[j]), largest > 0 ? FLATTEST * largest : 1);
        }
        return diagonal;
    }

    /// The damped update, which stays positive definite whatever the step met.
    private static double[][] updated(Learned before, Around here) {
        double[] s = Dense.minus(here.x(), before.x());
        double[] y = Dense.minus(here.gradient(), before.gradient());
        double[] hs = Dense.times(before.hessian(), s);
        double shs = Dense.dot(s, hs);
        if (!(shs > 0)) {
            return before.hessian();
        }
        double sy = Dense.dot(s, y);
        double damping = sy >= 0.2 * shs ? 1 : 0.8 * shs / (shs - sy);
        double[] r = new double[s.length];
        for (int j = 0; j < s.length; j++) {
            r[j] = damping * y[j] + (1 - damping) * hs[j];
        }
        double sr = Dense.dot(s, r);
        double[][] hessian = new double[s.length][s.length];
        for (int j = 0; j < s.length; j++) {
            for (int k = 0; k < s.length; k++) {
                hessian[j][k] = before.hessian()[j][k] - hs[j] * hs[k] / shs + r[j] * r[k] / sr;
            }
        }
        return hessian;
    }
}
