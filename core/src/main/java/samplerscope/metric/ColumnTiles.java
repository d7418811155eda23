package samplerscope.metric;

import static java.lang.StrictMath.ceilDiv;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;

/// A sample set turned on its side: coordinate `d` of {@link #WIDTH} samples in one array, so that plain loops over them
/// become vector instructions. A copy of the set, whose last tile is filled up with zeros.
///
/// Every loop runs over whole arrays from 0, because the compiler does not vectorise arrays at different offsets. Each
/// number has its own place in the order of operations, whatever the machine's vectors are.
final class ColumnTiles {

    /// Samples in a tile: four of its arrays of squares, and the coordinates that make them, fit the smallest cache.
    static final int WIDTH = 256;

    private final int count;
    private final int dimension;
    private final double[][][] tiles;

    ColumnTiles(SampleSet set) {
        this.count = set.count();
        this.dimension = set.dimension();
        this.tiles = new double[ceilDiv(count, WIDTH)][dimension][WIDTH];
        double[] values = set.values();
        for (int i = 0; i < count; i++) {
            double[][] tile = tiles[i / WIDTH];
            for (int d = 0; d < dimension; d++) {
                tile[d][i % WIDTH] = values[i * dimension + d];
            }
        }
    }

    int tiles() {
        return tiles.length;
    }

    /// Samples in the tiles, without the zeros that fill up the last one.
    int count() {
        return count;
    }

    /// Samples of a tile that are samples.
    int width(int tile) {
        return max(0, min(WIDTH, count - tile * WIDTH));
    }

    /// `squares[r][j] <- |row r - sample j of the tile|^2` for all rows, shape [rows][WIDTH].
    ///
    /// @param rows   numbers in which each row has {@link #dimension} in sequence
    /// @param starts where each row starts
    void squaredDistances(int tile, double[] rows, int[] starts, double[][] squares) {
        double[][] columns = tiles[tile];
        // Begins with the odd ones, whose loops write; the others add.
        int d = dimension % 4;
        for (int r = 0; r < squares.length; r++) {
            begin(columns, d, rows, starts[r], squares[r]);
        }
        // Four coordinates share one load and store of the sum, and all rows the coordinates.
        for (; d < dimension; d += 4) {
            for (int r = 0; r < squares.length; r++) {
                int at = starts[r] + d;
                addFour(columns[d], columns[d + 1], columns[d + 2], columns[d + 3],
                    rows[at], rows[at + 1], rows[at + 2], rows[at + 3], squares[r]);
            }
        }
    }

    /// The first 0 to 3 coordinates.
    private static void begin(double[][] columns, int count, double[] rows, int at, double[] sums) {
        switch (count) {
            case 1 -> one(columns[0], rows[at], sums);
            case 2 -> two(columns[0], columns[1], rows[at], rows[at + 1], sums);
            case 3 -> {
                two(columns[0], columns[1], rows[at], rows[at + 1], sums);
                addOne(columns[2], rows[at + 2], sums);
            }
            default -> Arrays.fill(sums, 0);
        }
    }

    private static void addFour(double[] a, double[] b, double[] c, double[] d,
                                double x, double y, double z, double w, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            double p = a[j] - x;
            double q = b[j] - y;
            double r = c[j] - z;
            double s = d[j] - w;
            sums[j] += (p * p + q * q) + (r * r + s * s);
        }
    }

    private static void one(double[] a, double x, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            double p = a[j] - x;
            sums[j] = p * p;
        }
    }

    private static void two(double[] a, double[] b, double x, double y, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            double p = a[j] - x;
            double q = b[j] - y;
            sums[j] = p * p + q * q;
        }
    }

    private static void addOne(double[] a, double x, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            double p = a[j] - x;
            sums[j] += p * p;
        }
    }

    /// `into[i] <- <sample i, direction>`, shape [N].
    ///
    /// @param scratch [WIDTH], overwritten
    void project(double[] direction, double[] scratch, double[] into) {
        for (int tile = 0; tile < tiles.length; tile++) {
            Arrays.fill(scratch, 0);
            for (int d = 0; d < dimension; d++) {
                addTimes(tiles[tile][d], direction[d], scratch);
            }
            System.arraycopy(scratch, 0, into, tile * WIDTH, width(tile));
        }
    }

    private static void addTimes(double[] a, double x, double[] sums) {
        for (int j = 0; j < WIDTH; j++) {
            sums[j] += a[j] * x;
        }
    }
}
