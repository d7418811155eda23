package samplerscope.search.constrained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A function whose derivatives nobody wrote down, by central differences.
///
/// A value comes with its gradient for `2 D + 1` values; a Hessian takes `D (D - 1)` more where its step is that of the
/// gradient, `2 D` more than these where it is not. All values of a derivative are asked for at once. What was computed
/// last is kept, so asking twice costs nothing.
///
/// Source: Abramowitz and Stegun 1964, Handbook of Mathematical Functions, 25.3.21 (slope) and 25.3.27 (mixed).
public final class Differenced implements SmoothObjective {

    private final Function<List<double[]>, double[]> function;
    private final double step;
    private final double wide;
    private Star last;

    /// A point with its neighbours up and down along each coordinate.
    private record Star(double[] x, double value, double[] up, double[] down) {
    }

    /// @param function values at several points at once, in their order, so that they may be computed side by side
    /// @param step     of a gradient, in units of the variables; about the cube root of the relative accuracy of values
    /// @param wide     step of a Hessian, which loses twice the digits; about their fourth root
    /// @throws InvalidProblemException unless the steps are positive
    public Differenced(Function<List<double[]>, double[]> function, double step, double wide) {
        if (!(step > 0) || !(wide > 0)) {
            throw new InvalidProblemException("differences over steps of %s and %s".formatted(step, wide),
                "give positive steps");
        }
        this.function = function;
        this.step = step;
        this.wide = wide;
        this.last = new Star(new double[0], 0, new double[0], new double[0]);
    }

    /// For a formula in double precision.
    public static Differenced of(ToDoubleFunction<double[]> formula) {
        return new Differenced(points -> points.stream().mapToDouble(formula).toArray(), 1e-5, 2e-4);
    }

    @Override
    public double value(double[] x) {
        return around(x).value();
    }

    @Override
    public double[] gradient(double[] x) {
        Star star = around(x);
        double[] gradient = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            gradient[j] = (star.up()[j] - star.down()[j]) / (2 * step);
        }
        return gradient;
    }

    @Override
    public double[][] hessian(double[] x) {
        Star star = wide == step ? around(x) : star(x, wide);
        double[] both = diagonals(x);
        int n = x.length;
        double[][] hessian = new double[n][n];
        int next = 0;
        for (int j = 0; j < n; j++) {
            double alongJ = star.up()[j] - 2 * star.value() + star.down()[j];
            hessian[j][j] = alongJ / (wide * wide);
            for (int k = 0; k < j; k++, next += 2) {
                double alongK = star.up()[k] - 2 * star.value() + star.down()[k];
                double together = both[next] - 2 * star.value() + both[next + 1];
                hessian[j][k] = hessian[k][j] = (together - alongJ - alongK) / (2 * wide * wide);
            }
        }
        return hessian;
    }

    private Star around(double[] x) {
        if (!Arrays.equals(x, last.x())) {
            last = star(x, step);
        }
        return last;
    }

    private Star star(double[] x, double by) {
        var points = new ArrayList<>(List.of(x));
        for (double side : new double[] {by, -by}) {
            for (int j = 0; j < x.length; j++) {
                points.add(moved(x, j, side));
            }
        }
        double[] values = function.apply(points);
        int n = x.length;
        return new Star(x.clone(), values[0], Arrays.copyOfRange(values, 1, n + 1),
            Arrays.copyOfRange(values, n + 1, 2 * n + 1));
    }

    /// Values up and down along the sum of two coordinates, for each pair `k < j`.
    private double[] diagonals(double[] x) {
        var points = new ArrayList<double[]>();
        for (int j = 0; j < x.length; j++) {
            for (int k = 0; k < j; k++) {
                points.add(moved(moved(x, j, wide), k, wide));
                points.add(moved(moved(x, j, -wide), k, -wide));
            }
        }
        return function.apply(points);
    }

    private static double[] moved(double[] x, int j, double by) {
        double[] moved = x.clone();
        moved[j] += by;
        return moved;
    }
}
