package samplerscope.metric;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import samplerscope.tensor.Workers;

/// Sums of a kernel over all pairs of two sample sets, or of distinct samples of one: each pair once, in tiles of four
/// rows by {@link ColumnTiles#WIDTH} columns, whose values go into the sum of the row and of the column at once.
///
/// Memory: both sets again, and {@link #PARTS} numbers a sample; never a number a pair. The parts are the same for every
/// number of threads, so the sums are too.
final class PairSums {

    /// Parts of the rows, each with column sums of its own.
    private static final int PARTS = 32;
    private static final int ROWS = 4;
    private static final int WIDTH = ColumnTiles.WIDTH;

    private final SampleSet rows;
    private final ColumnTiles columns;
    private final boolean distinct;
    private final PairKernel kernel;
    private final double[] ofRows;
    private final double[][][] ofColumns;

    private PairSums(SampleSet rows, ColumnTiles columns, boolean distinct, PairKernel kernel, Workers workers) {
        this.rows = rows;
        this.columns = columns;
        this.distinct = distinct;
        this.kernel = kernel;
        this.ofRows = new double[rows.count()];
        this.ofColumns = new double[PARTS][columns.tiles()][WIDTH];
        workers.forEachRange(PARTS, 1, (from, to) -> {
            var tile = new Tile();
            for (int part = from; part < to; part++) {
                tile.part(part, begin(part), begin(part + 1));
            }
        });
    }

    /// For each sample, the kernel summed over the others of its set; shape [N].
    static double[] within(SampleSet set, ColumnTiles columns, PairKernel kernel, Workers workers) {
        var sums = new PairSums(set, columns, true, kernel, workers);
        double[] earlier = sums.ofColumns();
        double[] all = sums.ofRows;
        for (int i = 0; i < all.length; i++) {
            all[i] += earlier[i];
        }
        return all;
    }

    /// For each sample of both sets, the kernel summed over the samples of the other; shapes [N] and [M].
    static Both between(SampleSet x, ColumnTiles y, PairKernel kernel, Workers workers) {
        var sums = new PairSums(x, y, false, kernel, workers);
        return new Both(sums.ofRows, sums.ofColumns());
    }

    /// @param ofRows    [N]
    /// @param ofColumns [M]
    record Both(double[] ofRows, double[] ofColumns) {}

    /// The first row of a part. Of distinct pairs row `i` has `N - 1 - i`, so the parts grow to be equal in pairs.
    private int begin(int part) {
        double share = (double) part / PARTS;
        double row = rows.count() * (distinct ? 1 - sqrt(1 - share) : share);
        return part == PARTS ? rows.count() : (int) row / ROWS * ROWS;
    }

    private double[] ofColumns() {
        var sums = new double[columns.count()];
        var parts = new double[PARTS];
        for (int j = 0; j < sums.length; j++) {
            for (int part = 0; part < PARTS; part++) {
                parts[part] = ofColumns[part][j / WIDTH][j % WIDTH];
            }
            sums[j] = PairwiseSum.of(parts);
        }
        return sums;
    }

    /// What one thread works with.
    private final class Tile {

        private final double[][] values = new double[ROWS][WIDTH];
        private final double[][] sums = new double[ROWS][WIDTH];
        private final double[] unused = new double[WIDTH];
        private final int[] starts = new int[ROWS];

        void part(int part, int from, int to) {
            for (int row = from; row < to; row += ROWS) {
                rows(part, row, min(ROWS, to - row));
            }
        }

        /// Rows `first` to `first + count`; the last of them stands in for those that are missing.
        private void rows(int part, int first, int count) {
            for (int r = 0; r < ROWS; r++) {
                starts[r] = (first + min(r, count - 1)) * rows.dimension();
                Arrays.fill(sums[r], 0);
            }
            for (int tile = distinct ? first / WIDTH : 0; tile < columns.tiles(); tile++) {
                columns.squaredDistances(tile, rows.values(), starts, values);
                for (int r = 0; r < ROWS; r++) {
                    if (isWhole(tile, first + r, r < count)) {
                        kernel.apply(values[r], sums[r]);
                    } else {
                        kernel.apply(values[r], unused);
                        clear(tile, first + r, r < count, values[r]);
                        add(values[r], sums[r]);
                    }
                }
                addAll(values[0], values[1], values[2], values[3], ofColumns[part][tile]);
            }
            for (int r = 0; r < count; r++) {
                ofRows[first + r] = PairwiseSum.of(sums[r]);
            }
        }

        private boolean isWhole(int tile, int row, boolean exists) {
            return exists && columns.width(tile) == WIDTH && !(distinct && row >= tile * WIDTH);
        }

        /// Pairs that are none: beyond the last sample, of a row that is missing, or not later than the row.
        private void clear(int tile, int row, boolean exists, double[] values) {
            Arrays.fill(values, exists ? columns.width(tile) : 0, WIDTH, 0);
            if (distinct) {
                Arrays.fill(values, 0, max(0, min(WIDTH, row + 1 - tile * WIDTH)), 0);
            }
        }
    }

    private static void add(double[] values, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            sums[j] += values[j];
        }
    }

    private static void addAll(double[] a, double[] b, double[] c, double[] d, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            sums[j] += (a[j] + b[j]) + (c[j] + d[j]);
        }
    }
}
