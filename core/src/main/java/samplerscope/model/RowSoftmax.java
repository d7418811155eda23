package samplerscope.model;

import static java.lang.StrictMath.ceilDiv;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.function.Consumer;
import samplerscope.tensor.simd.Exp64;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.PointKernel;

/// The weights of all points for one sample, from products in float32 and as many exact distances as they need.
///
/// The nats of a point are `|x - alpha x_n|^2 / (2 v)`. From the product `<x', d_n>` of centred numbers they are known to
/// `E / (2 v)` at worst, with `E` from Cauchy's inequality and the roundings of a fused sum. A point whose weight could
/// change by more than {@link #TOLERANCE} of the total through the error to be expected, a {@link #TYPICAL}th of that
/// bound, has its distance computed again in float64: near the data those are the nearest few, far from them none.
/// Each is decided from the sample alone, so its bits do not depend on what else is in the batch.
final class RowSoftmax {

    /// Of the total weight, for each point that is not computed again.
    private static final double TOLERANCE = 1e-6;
    /// How many times an error is smaller than its bound, at least, unless all roundings go the same way.
    private static final double TYPICAL = 64;
    /// Of the total weight, what all points together may lose that are taken as 0.
    private static final double CUT = 1e-9;
    /// Largest relative error of one rounding in float32.
    private static final double ROUNDING = 0x1p-24;

    /// [size], of each point; then relative to the lowest, of those that may weigh something.
    private final double[] nats;
    private final double[] weights;
    private final int[] near;
    /// [D], exact.
    private final double[] x;

    /// @param size      of a row of products
    /// @param dimension `D`
    RowSoftmax(int size, int dimension) {
        this.nats = new double[size + Exp64.GROUP];
        this.weights = new double[nats.length];
        this.near = new int[nats.length];
        this.x = new double[dimension];
    }

    /// A class at a level.
    ///
    /// @param first    point that the first product of a row belongs to, maybe before the class
    /// @param from     first point of the class
    /// @param to       behind its last point
    /// @param variance `v`
    record Law(DataSet data, CentredData centred, int first, int from, int to, double alpha, double variance) {

        /// `E`: what a squared distance may be wrong by.
        ///
        /// @param length of the centred sample
        double error(double length) {
            double ofSum = (MatrixProduct.roundings(data.dimension()) + 3) * ROUNDING;
            double together = length + alpha * centred.longest();
            return 2 * alpha * ofSum * length * centred.longest() + 2 * ROUNDING * together * together;
        }

        int size() {
            return to - from;
        }
    }

    /// Writes the weights over the products, relative to the largest; those outside the class are 0.
    ///
    /// @param square   of the length of the centred sample
    /// @param products from `at` on
    /// @param size     of the row
    /// @param sample   writes the sample, [D], when it is needed
    void weigh(Law law, double square, float[] products, int at, int size, Consumer<double[]> sample) {
        double error = law.error(sqrt(square)) / (2 * law.variance);
        double lowest = natsOfProducts(law, square, products, at);
        int count = keepNear(law, lowest, 2 * error + log(law.size() / CUT));
        double total = weights(count);
        double reach = 2 * error + log(error / (TYPICAL * TOLERANCE * total));
        if (computeAgain(law, lowest, reach, count, sample)) {
            total = weights(count);
        }
        double least = CUT * total / law.size();
        Arrays.fill(products, at, at + size, 0);
        for (int i = 0; i < count; i++) {
            // A NaN must come out, where the run will find it.
            products[at + near[i]] = weights[i] < least ? 0 : (float) weights[i];
        }
    }

    /// Returns the lowest.
    private double natsOfProducts(Law law, double square, float[] products, int at) {
        double scale = 1 / (2 * law.variance);
        double ofProduct = -2 * law.alpha;
        double ofSquare = law.alpha * law.alpha;
        double[] squares = law.centred.squares();
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = law.from - law.first; i < law.to - law.first; i++) {
            double nat = (square + ofSquare * squares[law.first + i] + ofProduct * products[at + i]) * scale;
            nats[i] = nat;
            if (nat < lowest) {
                lowest = nat;
            }
        }
        return lowest;
    }

    /// Moves together what is at most `most` above the lowest, or not a number; returns how many those are.
    private int keepNear(Law law, double lowest, double most) {
        int count = 0;
        for (int i = law.from - law.first; i < law.to - law.first; i++) {
            double above = nats[i] - lowest;
            nats[count] = above;
            near[count] = i;
            if (!(above > most)) {
                count++;
            }
        }
        return count;
    }

    /// Weights of the first `count` nats, relative to the lowest; returns their sum.
    private double weights(int count) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            lowest = min(lowest, nats[i]);
        }
        int whole = ceilDiv(count, Exp64.GROUP) * Exp64.GROUP;
        for (int i = 0; i < whole; i++) {
            weights[i] = i < count ? nats[i] - lowest : Double.POSITIVE_INFINITY;
        }
        if (PointKernel.vectorsPay()) {
            Exp64.onVectors(weights, whole, 1);
        } else {
            Exp64.onScalars(weights, whole, 1);
        }
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
        }
        return total;
    }

    /// Computes again what is less than `reach` from the lowest; says whether anything was.
    private boolean computeAgain(Law law, double lowest, double reach, int count,
                                 Consumer<double[]> sample) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            if (nats[i] < reach) {
                if (!any) {
                    sample.accept(x);
                }
                double square = PointKernel.squaredDistance(x, law.alpha, law.data.values(),
                    (law.first + near[i]) * x.length);
                nats[i] = square / (2 * law.variance) - lowest;
                any = true;
            }
        }
        return any;
    }
}
