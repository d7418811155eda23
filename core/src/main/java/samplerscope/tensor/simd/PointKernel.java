package samplerscope.tensor.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// One sample against single points of a data set: exact distances to some, weighted sums of few.
///
/// Sums have an order that no lane count changes.
public final class PointKernel {

    private static final VectorWarmth WARMTH = VectorWarmth.of("points", PointKernel::trial);
    private static final int TRIAL = 384;

    /// Sums of which a distance is made: of the numbers `j`, `j + 16`, `j + 32`, ...
    private static final int PARTS = 16;
    private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_256;
    private static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final boolean WIDE_ENOUGH = DoubleVector.SPECIES_PREFERRED.length() >= WIDE.length();

    private PointKernel() {}

    /// Whether the vector code has been compiled and wins.
    public static boolean vectorsPay() {
        return WARMTH.vectorsPay();
    }

    /// `|x - alpha d|^2` in float64.
    ///
    /// @param x    [D]
    /// @param data holds `d`, [D], from `at` on
    public static double squaredDistance(double[] x, double alpha, float[] data, int at) {
        return WIDE_ENOUGH && vectorsPay() ? distanceOnVectors(x, alpha, data, at) : distanceOnScalars(x, alpha, data, at);
    }

    static double distanceOnVectors(double[] x, double alpha, float[] data, int at) {
        DoubleVector minus = DoubleVector.broadcast(WIDE, -alpha);
        DoubleVector a = DoubleVector.zero(WIDE);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int bound = x.length - x.length % PARTS;
        for (int j = 0; j < bound; j += PARTS) {
            DoubleVector to = wide(data, at + j).fma(minus, DoubleVector.fromArray(WIDE, x, j));
            a = to.fma(to, a);
            to = wide(data, at + j + 4).fma(minus, DoubleVector.fromArray(WIDE, x, j + 4));
            b = to.fma(to, b);
            to = wide(data, at + j + 8).fma(minus, DoubleVector.fromArray(WIDE, x, j + 8));
            c = to.fma(to, c);
            to = wide(data, at + j + 12).fma(minus, DoubleVector.fromArray(WIDE, x, j + 12));
            d = to.fma(to, d);
        }
        DoubleVector sum = a.add(c).add(b.add(d));
        double whole = sum.lane(0) + sum.lane(2) + (sum.lane(1) + sum.lane(3));
        return whole + rest(x, alpha, data, at, bound);
    }

    private static DoubleVector wide(float[] data, int at) {
        return (DoubleVector) FloatVector.fromArray(NARROW, data, at).convertShape(VectorOperators.F2D, WIDE, 0);
    }

    /// The twin of {@link #distanceOnVectors}.
    static double distanceOnScalars(double[] x, double alpha, float[] data, int at) {
        var parts = new double[PARTS];
        int bound = x.length - x.length % PARTS;
        for (int j = 0; j < bound; j += PARTS) {
            for (int i = 0; i < PARTS; i++) {
                double to = Math.fma((double) data[at + j + i], -alpha, x[j + i]);
                parts[i] = Math.fma(to, to, parts[i]);
            }
        }
        for (int width = PARTS / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                parts[i] += parts[i + width];
            }
        }
        return parts[0] + rest(x, alpha, data, at, bound);
    }

    private static double rest(double[] x, double alpha, float[] data, int at, int from) {
        double sum = 0;
        for (int j = from; j < x.length; j++) {
            double to = Math.fma((double) data[at + j], -alpha, x[j]);
            sum = Math.fma(to, to, sum);
        }
        return sum;
    }

    /// Some points with the weights of one sample.
    ///
    /// @param weights of each point in turn
    /// @param points  where in the data each point begins
    /// @param centre  what is taken from each, [D]
    /// @param sums    working memory, [>= to - from]
    public record Few(float[] weights, int[] points, float[] centre, float[] sums) {}

    /// `into[at + j] <- into[at + j] + sum_i w_i (d_i[j] - c[j])` for `i < count` and `from <= j < to`, with the sum fused and
    /// in order.
    public static void addWeighted(Few few, int count, float[] data, int from, int to, float[] into, int at) {
        if (vectorsPay()) {
            addOnVectors(few, count, data, from, to, into, at);
        } else {
            addOnScalars(few, count, data, from, to, into, at);
        }
    }

    /// Four points at a time pass by the sums, which stay in the first cache.
    static void addOnVectors(Few few, int count, float[] data, int from, int to, float[] into, int at) {
        int bound = to - (to - from) % LANES.length();
        float[] sums = few.sums;
        Arrays.fill(sums, 0, bound - from, 0);
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            addFour(few, i, data, from, bound);
        }
        for (; i < count; i++) {
            addOne(few, i, data, from, bound);
        }
        for (int j = from; j < bound; j++) {
            into[at + j] += sums[j - from];
        }
        addOnScalars(few, count, data, bound, to, into, at);
    }

    private static void addFour(Few few, int i, float[] data, int from, int to) {
        float[] centre = few.centre;
        float[] sums = few.sums;
        int a = few.points[i];
        int b = few.points[i + 1];
        int c = few.points[i + 2];
        int d = few.points[i + 3];
        FloatVector p = FloatVector.broadcast(LANES, few.weights[i]);
        FloatVector q = FloatVector.broadcast(LANES, few.weights[i + 1]);
        FloatVector r = FloatVector.broadcast(LANES, few.weights[i + 2]);
        FloatVector s = FloatVector.broadcast(LANES, few.weights[i + 3]);
        for (int j = from; j < to; j += LANES.length()) {
            FloatVector mean = FloatVector.fromArray(LANES, centre, j);
            FloatVector sum = FloatVector.fromArray(LANES, sums, j - from);
            sum = FloatVector.fromArray(LANES, data, a + j).sub(mean).fma(p, sum);
            sum = FloatVector.fromArray(LANES, data, b + j).sub(mean).fma(q, sum);
            sum = FloatVector.fromArray(LANES, data, c + j).sub(mean).fma(r, sum);
            sum = FloatVector.fromArray(LANES, data, d + j).sub(mean).fma(s, sum);
            sum.intoArray(sums, j - from);
        }
    }

    private static void addOne(Few few, int i, float[] data, int from, int to) {
        int a = few.points[i];
        FloatVector p = FloatVector.broadcast(LANES, few.weights[i]);
        for (int j = from; j < to; j += LANES.length()) {
            FloatVector.fromArray(LANES, data, a + j).sub(FloatVector.fromArray(LANES, few.centre, j))
                .fma(p, FloatVector.fromArray(LANES, few.sums, j - from)).intoArray(few.sums, j - from);
        }
    }

    /// The twin of {@link #addOnVectors}.
    static void addOnScalars(Few few, int count, float[] data, int from, int to, float[] into, int at) {
        for (int j = from; j < to; j++) {
            float sum = 0;
            for (int i = 0; i < count; i++) {
                sum = Math.fma(data[few.points[i] + j] - few.centre[j], few.weights[i], sum);
            }
            into[at + j] += sum;
        }
    }

    private static VectorWarmth.Trial trial() {
        var x = new double[TRIAL];
        var data = new float[4 * TRIAL];
        var exponents = new double[TRIAL];
        var into = new float[TRIAL];
        var few = new Few(new float[4], new int[] {0, TRIAL, 2 * TRIAL, 3 * TRIAL}, new float[TRIAL],
            new float[TRIAL]);
        return new VectorWarmth.Trial(() -> {
            x[0] = distanceOnScalars(x, 1, data, 0);
            addOnScalars(few, 4, data, 0, TRIAL, into, 0);
            Exp64.onScalars(exponents, 0);
        }, () -> {
            x[0] = distanceOnVectors(x, 1, data, 0);
            addOnVectors(few, 4, data, 0, TRIAL, into, 0);
            Exp64.onVectors(exponents, 0);
        });
    }
}
