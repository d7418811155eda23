package samplerscope.model;

import static java.lang.StrictMath.ceilDiv;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.Panels;
import samplerscope.tensor.simd.PointKernel;

/// Weighted means of the points of a data set, one per row of weights, in float32.
///
/// A sum is the sum over chunks of 256 points, in order, of the fused sum of each chunk, in order, whether a row goes
/// through a matrix product or, where few points weigh something, point by point. So the bits are the same, and
/// each piece of data may take the way that is faster.
final class WeightedPoints {

    /// Numbers of the data that are laid out for a product at once.
    private static final int SLAB = 1 << 21;
    /// A row with fewer than one point in so many goes point by point.
    private static final int SPARSE = 8;
    /// Numbers of a point that one thread takes at once.
    private static final int STRIP = 512;

    private final DataSet data;
    private final Workers workers;
    private final int slab;
    private final Panels left = Panels.left();
    private final Panels right = Panels.right();
    private float[] sums = {};
    private double[] totals = {};

    WeightedPoints(DataSet data, Workers workers) {
        this.data = data;
        this.workers = workers;
        this.slab = max(1, SLAB / data.dimension() / MatrixProduct.CHUNK) * MatrixProduct.CHUNK;
    }

    /// Number `j` of the mean of row `i`.
    double mean(int i, int j) {
        return sums[i * data.dimension() + j] / totals[i];
    }

    /// Sums and totals of some rows.
    ///
    /// @param weights [rows][stride], `>= 0`; overwritten
    /// @param first   point that column 0 belongs to
    /// @param length  columns that have a point
    void sum(float[] weights, int stride, int rows, int first, int length) {
        int dimension = data.dimension();
        if (totals.length < rows) {
            totals = new double[rows];
            sums = new float[rows * dimension];
        }
        Arrays.fill(totals, 0, rows, 0);
        Arrays.fill(sums, 0, rows * dimension, 0);
        for (int from = 0; from < length; from += slab) {
            int count = min(slab, length - from);
            if (sumSparse(new Slab(weights, from, stride, first + from, count), rows)) {
                right.resize(dimension, count).fillWithColumns(data.values(), (first + from) * dimension, workers);
                left.resize(rows, count).fillWithLines(weights, from, stride, workers);
                MatrixProduct.add(left, right, sums, workers);
            }
        }
    }

    /// Some columns of the weights.
    ///
    /// @param from   of the first row's weights
    /// @param stride between rows
    /// @param first  point of the first column
    /// @param count  columns
    private record Slab(float[] weights, int from, int stride, int first, int count) {}

    /// Adds the rows of few points and sets their weights to 0; says whether others are left.
    private boolean sumSparse(Slab slab, int rows) {
        var left = new AtomicBoolean();
        int strips = ceilDiv(data.dimension(), STRIP);
        var sparse = new boolean[rows];
        workers.forEachRange(rows, 1, (from, to) -> {
            for (int row = from; row < to; row++) {
                sparse[row] = count(slab, row) <= slab.count / SPARSE;
                if (!sparse[row]) {
                    left.set(true);
                }
            }
        });
        workers.forEachRange(rows * strips, 1, (from, to) -> {
            var few = new PointKernel.Few(new float[MatrixProduct.CHUNK], new int[MatrixProduct.CHUNK]);
            for (int i = from; i < to; i++) {
                if (sparse[i / strips]) {
                    sumPoints(slab, i / strips, i % strips * STRIP, few);
                }
            }
        });
        if (left.get()) {
            for (int row = 0; row < rows; row++) {
                if (sparse[row]) {
                    int at = slab.from + row * slab.stride;
                    Arrays.fill(slab.weights, at, at + slab.count, 0);
                }
            }
        }
        return left.get();
    }

    /// Counts the weights of a row that are not 0, and adds them to its total.
    private int count(Slab slab, int row) {
        int at = slab.from + row * slab.stride;
        int count = 0;
        double total = 0;
        for (int n = at; n < at + slab.count; n++) {
            float weight = slab.weights[n];
            if (!(weight == 0)) {
                count++;
                total += weight;
            }
        }
        totals[row] += total;
        return count;
    }

    /// Some numbers of the sum of a row.
    private void sumPoints(Slab slab, int row, int strip, PointKernel.Few few) {
        int dimension = data.dimension();
        int at = slab.from + row * slab.stride;
        for (int chunk = 0; chunk < slab.count; chunk += MatrixProduct.CHUNK) {
            int count = 0;
            for (int n = chunk; n < min(slab.count, chunk + MatrixProduct.CHUNK); n++) {
                float weight = slab.weights[at + n];
                if (!(weight == 0)) {
                    few.weights()[count] = weight;
                    few.points()[count++] = (slab.first + n) * dimension;
                }
            }
            if (count > 0) {
                PointKernel.addWeighted(few, count, data.values(), strip, min(dimension, strip + STRIP), sums,
                    row * dimension);
            }
        }
    }
}
