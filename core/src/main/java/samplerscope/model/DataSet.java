package samplerscope.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.Panels;

/// A finite set of points with classes, held in the order of the classes so that a class is one block.
public final class DataSet {

    /// Numbers of data that are kept a third time.
    private static final int MOST_COLUMNS = 1 << 24;

    private final float[] values;
    private final Constants constants;
    private final int[] starts;
    private final int dimension;
    /// Made when the first product asks for it.
    private Optional<CentredData> centred = Optional.empty();
    private Optional<Panels> columns = Optional.empty();

    /// @param values    [N, D] row-major, `N >= 1`
    /// @param labels    [N], from 0 to `classes - 1`
    /// @param classes   how many classes, `>= 1`; each has at least one point
    /// @param dimension `D`
    public DataSet(float[] values, int[] labels, int classes, int dimension) {
        int n = labels.length;
        if (n == 0 || values.length != n * dimension) {
            throw new IllegalArgumentException("%d numbers, %d labels, dimension %d".formatted(values.length, n, dimension));
        }
        this.dimension = dimension;
        this.values = new float[values.length];
        this.constants = new Constants(this.values);
        this.starts = new int[classes + 1];
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue).toArray();
        for (int row = 0; row < n; row++) {
            System.arraycopy(values, order[row] * dimension, this.values, row * dimension, dimension);
            starts[labels[order[row]] + 1]++;
        }
        for (int label = 0; label < classes; label++) {
            if (starts[label + 1] == 0) {
                throw new IllegalArgumentException("class %d has no points".formatted(label));
            }
            starts[label + 1] += starts[label];
        }
    }

    /// Points without classes.
    public static DataSet of(float[] values, int dimension) {
        return new DataSet(values, new int[values.length / dimension], 1, dimension);
    }

    public int dimension() {
        return dimension;
    }

    public int size() {
        return starts[starts.length - 1];
    }

    /// One point, [D], as a copy.
    public float[] point(int index) {
        return Arrays.copyOfRange(values, index * dimension, (index + 1) * dimension);
    }

    /// All numbers, [N, D]; live, not a copy.
    float[] values() {
        return values;
    }

    /// The same numbers for products; made once.
    synchronized CentredData centred(Workers workers) {
        if (centred.isEmpty()) {
            centred = Optional.of(CentredData.of(values, dimension, workers));
        }
        return centred.orElseThrow();
    }

    /// The centred points as a right factor of `D` lines, for weighted sums; made once, and kept only where it is small.
    synchronized Optional<Panels> columns(Workers workers) {
        if (columns.isEmpty() && values.length <= MOST_COLUMNS) {
            columns = Optional.of(Panels.right().resize(dimension, size())
                .fillWithColumns(values, 0, centred(workers).centre(), workers));
        }
        return columns;
    }

    /// The same numbers for a device to keep.
    Constants constants() {
        return constants;
    }

    /// A block of points: `from` (inclusive) to `to` (exclusive).
    record Block(int from, int to) {
        int size() {
            return to - from;
        }
    }

    Block all() {
        return new Block(0, size());
    }

    Block ofClass(int label) {
        return new Block(starts[label], starts[label + 1]);
    }
}
