package samplerscope.search.surrogate;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

/// A convex function below the chosen terms of a sum, on one box.
final class ConvexRelaxation implements Smooth {

    private final KernelSum sum;
    private final Box box;
    private final int[] chosen;
    private int size;

    ConvexRelaxation(KernelSum sum, Box box) {
        this.sum = sum;
        this.box = box;
        this.chosen = new int[sum.terms()];
    }

    void add(int term) {
        chosen[size++] = term;
    }

    /// What the function does not go below on the box, after some iterations towards its minimum.
    double bound(int iterations) {
        if (size == 0) {
            return 0;
        }
        double[] x = descend(box.centre(), box, iterations);
        Slope there = at(x);
        double bound = there.value();
        for (int j = 0; j < x.length; j++) {
            double g = there.gradient()[j];
            bound += min(g * (box.low()[j] - x[j]), g * (box.high()[j] - x[j]));
        }
        return bound;
    }

    @Override
    public Slope at(double[] x) {
        double value = 0;
        double[] gradient = new double[x.length];
        for (int c = 0; c < size; c++) {
            int i = chosen[c];
            value += sum.weight(i) > 0 ? addPositive(i, x, gradient) : addNegative(i, x, gradient);
        }
        return new Slope(value, gradient);
    }

    /// `a kappa(U(x))`, where `U` is linear, meets the squared distance in the corners and lies above it between.
    private double addPositive(int i, double[] x, double[] gradient) {
        double a = sum.weight(i);
        double[] point = sum.point(i);
        double u = 0;
        for (int j = 0; j < x.length; j++) {
            double lo = box.low()[j] - point[j];
            double hi = box.high()[j] - point[j];
            u += (lo + hi) * (x[j] - point[j]) - lo * hi;
        }
        double distance = max(u, 0); // rounding alone makes it negative
        double factor = -a * sum.kernel().slope(distance) / 2;
        for (int j = 0; j < x.length; j++) {
            gradient[j] += factor * (box.low()[j] + box.high()[j] - 2 * point[j]);
        }
        return a * sum.kernel().at(distance);
    }

    /// The chord of `a kappa(d)` between the smallest and the largest `d` on the box.
    private double addNegative(int i, double[] x, double[] gradient) {
        double a = sum.weight(i);
        double[] point = sum.point(i);
        double near = box.nearest(point);
        double far = box.farthest(point);
        double atNear = a * sum.kernel().at(near);
        double rise = far > near ? (a * sum.kernel().at(far) - atNear) / (far - near) : 0;
        for (int j = 0; j < x.length; j++) {
            gradient[j] += 2 * rise * (x[j] - point[j]);
        }
        return atNear + rise * (Vec.squaredDistance(x, point) - near);
    }
}
