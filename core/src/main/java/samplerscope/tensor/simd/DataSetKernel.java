package samplerscope.tensor.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Distances to many data points and weighted sums of them, float64, one sample per lane.
///
/// float64 also for float32 states: at small noise the distances differ in digits that float32 does not have. Four data
/// points at a time share the loads of the samples. Sums run over one sample's own numbers in a fixed order, so
/// neither lane count nor batch split changes a bit.
public final class DataSetKernel {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int TILE = 4;

    /// Samples that are worked on at once.
    public static final int LANES = SPECIES.length();

    private DataSetKernel() {}

    /// `into[i][lane] <- |x[lane] - alpha data[first + i]|^2` for `i < count`.
    ///
    /// @param x    [D][LANES]
    /// @param data [N][D]
    /// @param into [count][LANES]
    public static void squaredDistances(double[] x, double alpha, float[] data, int first, int count, double[] into) {
        int dimension = x.length / LANES;
        int i = 0;
        for (; i + TILE <= count; i += TILE) {
            fourDistances(x, -alpha, data, (first + i) * dimension, into, i * LANES);
        }
        for (; i < count; i++) {
            oneDistance(x, -alpha, data, (first + i) * dimension, into, i * LANES);
        }
    }

    private static void fourDistances(double[] x, double minusAlpha, float[] data, int point, double[] into, int at) {
        int dimension = x.length / LANES;
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int j = 0; j < dimension; j++) {
            DoubleVector value = DoubleVector.fromArray(SPECIES, x, j * LANES);
            int k = point + j;
            DoubleVector toA = value.add(minusAlpha * data[k]);
            DoubleVector toB = value.add(minusAlpha * data[k + dimension]);
            DoubleVector toC = value.add(minusAlpha * data[k + 2 * dimension]);
            DoubleVector toD = value.add(minusAlpha * data[k + 3 * dimension]);
            a = toA.fma(toA, a);
            b = toB.fma(toB, b);
            c = toC.fma(toC, c);
            d = toD.fma(toD, d);
        }
        a.intoArray(into, at);
        b.intoArray(into, at + LANES);
        c.intoArray(into, at + 2 * LANES);
        d.intoArray(into, at + 3 * LANES);
    }

    private static void oneDistance(double[] x, double minusAlpha, float[] data, int point, double[] into, int at) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int j = 0; j < x.length / LANES; j++) {
            DoubleVector to = DoubleVector.fromArray(SPECIES, x, j * LANES).add(minusAlpha * data[point + j]);
            sum = to.fma(to, sum);
        }
        sum.intoArray(into, at);
    }

    /// `sums[j][lane] <- sums[j][lane] + sum_i weights[i][lane] data[first + i][j]` for `i < count`. Points whose weight
    /// is 0 in every lane cost nothing.
    ///
    /// @param weights [count][LANES]
    /// @param sums    [D][LANES]
    public static void addWeighted(double[] weights, float[] data, int first, int count, double[] sums) {
        int dimension = sums.length / LANES;
        int i = 0;
        for (; i + TILE <= count; i += TILE) {
            if (anyWeight(weights, i * LANES, TILE * LANES)) {
                addFour(weights, i * LANES, data, (first + i) * dimension, sums);
            }
        }
        for (; i < count; i++) {
            addOne(weights, i * LANES, data, (first + i) * dimension, sums);
        }
    }

    private static boolean anyWeight(double[] weights, int from, int count) {
        for (int i = from; i < from + count; i++) {
            // A NaN must reach the sums too, where the run will find it.
            if (!(weights[i] == 0)) {
                return true;
            }
        }
        return false;
    }

    private static void addFour(double[] weights, int at, float[] data, int point, double[] sums) {
        int dimension = sums.length / LANES;
        DoubleVector a = DoubleVector.fromArray(SPECIES, weights, at);
        DoubleVector b = DoubleVector.fromArray(SPECIES, weights, at + LANES);
        DoubleVector c = DoubleVector.fromArray(SPECIES, weights, at + 2 * LANES);
        DoubleVector d = DoubleVector.fromArray(SPECIES, weights, at + 3 * LANES);
        for (int j = 0; j < dimension; j++) {
            int k = point + j;
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, j * LANES);
            sum = a.fma(DoubleVector.broadcast(SPECIES, data[k]), sum);
            sum = b.fma(DoubleVector.broadcast(SPECIES, data[k + dimension]), sum);
            sum = c.fma(DoubleVector.broadcast(SPECIES, data[k + 2 * dimension]), sum);
            sum = d.fma(DoubleVector.broadcast(SPECIES, data[k + 3 * dimension]), sum);
            sum.intoArray(sums, j * LANES);
        }
    }

    private static void addOne(double[] weights, int at, float[] data, int point, double[] sums) {
        DoubleVector weight = DoubleVector.fromArray(SPECIES, weights, at);
        for (int j = 0; j < sums.length / LANES; j++) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, j * LANES);
            weight.fma(DoubleVector.broadcast(SPECIES, data[point + j]), sum).intoArray(sums, j * LANES);
        }
    }
}
