package samplerscope.model;

import static java.lang.StrictMath.ceilDiv;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import java.util.Optional;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.Panels;
import samplerscope.tensor.simd.PointKernel;

/// Weighted means of the points of a data set, one per row of weights, in float32.
///
/// What is summed is the difference to the mean of all points: many equal numbers, as on the ground of pictures, would
/// all be rounded the same way. A sum is the sum over chunks of 256 points, in order, of the fused sum of each chunk, in
/// order, whether a row goes through a matrix product or, where few points weigh something, point by point. So the bits
/// are the same, and each piece of data may take the way that is faster.
final class WeightedPoints {

    /// Numbers of the data that are laid out for a product at once.
    private static final int SLAB = 1 << 21;
    /// A row with fewer than one point in so many goes point by point.
    private static final int SPARSE = 8;
    /// Laying data out for a product costs as much as so many rows point by point.
    private static final int FEWEST_ROWS = 8;
    /// And so many where the data are kept laid out.
    private static final int FEWEST_KEPT = 4;
    /// Numbers of a point that one thread takes at once.
    private static final int STRIP = 512;

    private final DataSet data;
    private final Workers workers;
    private final int slab;
    private final Panels left = Panels.left();
    private final Panels right = Panels.right();
    private float[] centre = {};
    private float[] sums = {};
    private double[] totals = {};
    /// Of each row the points that weigh something, and the last of them.
    private int[] counts = {};
    private int[] last = {};

    WeightedPoints(DataSet data, Workers workers) {
        this.data = data;
        this.workers = workers;
        this.slab = max(1, SLAB / data.dimension() / MatrixProduct.CHUNK) * MatrixProduct.CHUNK;
    }

    /// The mean of a row; where one point has all the weight, that point.
    ///
    /// @param into [D], overwritten
    void mean(int row, double[] into) {
        boolean alone = counts[row] == 1;
        double share = alone ? 0 : 1 / totals[row];
        float[] base = alone ? data.values() : centre;
        int at = alone ? last[row] * into.length : 0;
        for (int j = 0; j < into.length; j++) {
            into[j] = base[at + j] + sums[row * into.length + j] * share;
        }
    }

    /// Sums and totals of some rows.
    ///
    /// @param weights [rows][stride], `>= 0`; overwritten
    /// @param first   point that column 0 belongs to
    /// @param length  columns that have a point
    void sum(float[] weights, int stride, int rows, int first, int length) {
        centre = data.centred(workers).centre();
        clear(rows);
        boolean all = first == 0 && length == data.size();
        Optional<Panels> columns = all && rows >= FEWEST_KEPT ? data.columns(workers) : Optional.empty();
        int most = columns.isPresent() ? length : slab;
        for (int from = 0; from < length; from += most) {
            int count = min(most, length - from);
            if (sumPointByPoint(new Slab(weights, from, stride, first + from, count), rows, columns.isPresent())) {
                left.resize(rows, count).fillWithLines(weights, from, stride, workers);
                MatrixProduct.add(left, columns.isPresent() ? columns.get() : laidOut(first + from, count), sums, workers);
            }
        }
    }

    private Panels laidOut(int first, int count) {
        return right.resize(data.dimension(), count)
            .fillWithColumns(data.values(), first * data.dimension(), centre, workers);
    }

    private void clear(int rows) {
        if (totals.length < rows) {
            totals = new double[rows];
            counts = new int[rows];
            last = new int[rows];
            sums = new float[rows * data.dimension()];
        }
        Arrays.fill(totals, 0, rows, 0);
        Arrays.fill(counts, 0, rows, 0);
        Arrays.fill(sums, 0, rows * data.dimension(), 0);
    }

    /// Some columns of the weights.
    ///
    /// @param from   of the first row's weights
    /// @param stride between rows
    /// @param first  point of the first column
    /// @param count  columns
    private record Slab(float[] weights, int from, int stride, int first, int count) {

        int at(int row) {
            return from + row * stride;
        }
    }

    /// Adds the rows that do not need a product and sets their weights to 0; says whether others are left.
    private boolean sumPointByPoint(Slab slab, int rows, boolean kept) {
        boolean[] sparse = sparse(slab, rows, kept ? FEWEST_KEPT : FEWEST_ROWS);
        int strips = ceilDiv(data.dimension(), STRIP);
        workers.forEachRange(rows * strips, 1, (from, to) -> {
            var few = new PointKernel.Few(new float[MatrixProduct.CHUNK], new int[MatrixProduct.CHUNK], centre,
                new float[STRIP]);
            for (int i = from; i < to; i++) {
                if (sparse[i / strips]) {
                    sumStrip(slab, i / strips, i % strips * STRIP, few);
                }
            }
        });
        boolean left = false;
        for (int row = 0; row < rows; row++) {
            left |= !sparse[row];
            if (sparse[row]) {
                Arrays.fill(slab.weights, slab.at(row), slab.at(row) + slab.count, 0);
            }
        }
        return left;
    }

    /// Which rows go point by point: those of few points, or all where the others are few.
    private boolean[] sparse(Slab slab, int rows, int fewest) {
        var here = new int[rows];
        workers.forEachRange(rows, 1, (from, to) -> {
            for (int row = from; row < to; row++) {
                here[row] = count(slab, row);
            }
        });
        var sparse = new boolean[rows];
        long dense = 0;
        for (int row = 0; row < rows; row++) {
            sparse[row] = here[row] <= slab.count / SPARSE;
            dense += sparse[row] ? 0 : here[row];
        }
        if (dense < (long) fewest * slab.count) {
            Arrays.fill(sparse, true);
        }
        return sparse;
    }

    /// Counts the weights of a row that are not 0, and adds them to its count and total.
    private int count(Slab slab, int row) {
        int count = 0;
        double total = 0;
        for (int n = 0; n < slab.count; n++) {
            float weight = slab.weights[slab.at(row) + n];
            if (!(weight == 0)) {
                count++;
                total += weight;
                last[row] = slab.first + n;
            }
        }
        counts[row] += count;
        totals[row] += total;
        return count;
    }

    /// Some numbers of the sum of a row.
    private void sumStrip(Slab slab, int row, int strip, PointKernel.Few few) {
        int dimension = data.dimension();
        for (int chunk = 0; chunk < slab.count; chunk += MatrixProduct.CHUNK) {
            int count = 0;
            for (int n = chunk; n < min(slab.count, chunk + MatrixProduct.CHUNK); n++) {
                float weight = slab.weights[slab.at(row) + n];
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
