package samplerscope.tensor.simd;

import java.util.Arrays;
import samplerscope.tensor.Workers;

/// One factor of a {@link MatrixProduct}, laid out as its tiles read it: the rows of the left factor or the columns of
/// the right one ("lines"), side by side in panels, in chunks of {@link #DEPTH} numbers of each line.
///
/// Shape [chunks][panels][DEPTH][width]; the last chunk is shorter, the last panel is filled up with zeros. The memory
/// is kept and used again when it is filled anew.
public final class Panels {

    /// Numbers of a line that are summed in one go. It is part of the result: a product is the sum of the sums over
    /// chunks.
    static final int DEPTH = MatrixProduct.CHUNK;

    private final int width;
    private float[] values = {};
    private int lines;
    private int length;
    private int panels;

    private Panels(int width) {
        this.width = width;
    }

    /// Room for a left factor, whose lines are rows.
    public static Panels left() {
        return new Panels(MatrixTile.ROWS);
    }

    /// Room for a right factor, whose lines are columns.
    public static Panels right() {
        return new Panels(MatrixTile.COLUMNS);
    }

    /// Takes another size; what was in it is gone.
    public Panels resize(int lines, int length) {
        this.lines = lines;
        this.length = length;
        this.panels = Math.ceilDiv(lines, width);
        int size = Math.multiplyExact(Math.multiplyExact(panels, width), length);
        if (values.length < size) {
            values = new float[size];
        }
        return this;
    }

    /// Lines that stand in one panel.
    public int width() {
        return width;
    }

    public int lines() {
        return lines;
    }

    /// Numbers of a line.
    public int length() {
        return length;
    }

    public int panels() {
        return panels;
    }

    int chunks() {
        return Math.ceilDiv(length, DEPTH);
    }

    /// Numbers of a line in a chunk.
    int depth(int chunk) {
        return Math.min(DEPTH, length - chunk * DEPTH);
    }

    /// Where the numbers of a panel in a chunk begin, [depth][width].
    int at(int chunk, int panel) {
        return chunk * DEPTH * panels * width + panel * width * depth(chunk);
    }

    /// Live.
    float[] values() {
        return values;
    }

    /// Takes all lines of a matrix in which they lie one after the other.
    ///
    /// @param matrix from `at` on, a line every `stride` numbers
    public Panels fillWithLines(float[] matrix, int at, int stride, Workers workers) {
        workers.forEachRange(panels(), 1, (from, to) -> {
            for (int panel = from; panel < to; panel++) {
                fillPanel(panel, matrix, at + panel * width * stride, stride);
            }
        });
        return this;
    }

    /// Takes the lines of one panel.
    ///
    /// @param source from `from` on, a line every `stride` numbers; lines beyond the last are not read
    public void fillPanel(int panel, float[] source, int from, int stride) {
        int count = Math.min(width, lines - panel * width);
        for (int chunk = 0; chunk < chunks(); chunk++) {
            int at = at(chunk, panel);
            int depth = depth(chunk);
            if (count < width) {
                Arrays.fill(values, at, at + depth * width, 0);
            }
            if (count == MatrixTile.ROWS) {
                spreadSix(source, from + chunk * DEPTH, stride, depth, at);
            } else {
                for (int line = 0; line < count; line++) {
                    spread(source, from + line * stride + chunk * DEPTH, depth, at + line);
                }
            }
        }
    }

    /// All lines of a panel of the left factor at once, or most of the time would go into it at small sizes.
    private void spreadSix(float[] source, int first, int stride, int depth, int at) {
        float[] into = values;
        int b = first + stride;
        int c = b + stride;
        int d = c + stride;
        int e = d + stride;
        int f = e + stride;
        for (int k = 0; k < depth; k++) {
            int to = at + k * MatrixTile.ROWS;
            into[to] = source[first + k];
            into[to + 1] = source[b + k];
            into[to + 2] = source[c + k];
            into[to + 3] = source[d + k];
            into[to + 4] = source[e + k];
            into[to + 5] = source[f + k];
        }
    }

    private void spread(float[] source, int first, int depth, int to) {
        for (int k = 0; k < depth; k++) {
            values[to + k * width] = source[first + k];
        }
    }

    /// Takes all lines of a matrix in which they stand side by side.
    ///
    /// @param matrix [length][lines] from `at` on
    public Panels fillWithColumns(float[] matrix, int at, Workers workers) {
        workers.forEachRange(length, 1, (from, to) -> {
            for (int k = from; k < to; k++) {
                fillAcross(k, matrix, at + k * lines);
            }
        });
        return this;
    }

    /// As above, less a number for each line.
    ///
    /// @param centre [lines]
    public Panels fillWithColumns(float[] matrix, int at, float[] centre, Workers workers) {
        workers.forEachRange(length, 1, (from, to) -> {
            var across = new float[lines];
            for (int k = from; k < to; k++) {
                for (int line = 0; line < across.length; line++) {
                    across[line] = matrix[at + k * across.length + line] - centre[line];
                }
                fillAcross(k, across, 0);
            }
        });
        return this;
    }

    /// Takes the `k`-th number of every line.
    ///
    /// @param source [lines] from `from` on
    private void fillAcross(int k, float[] source, int from) {
        int chunk = k / DEPTH;
        int to = at(chunk, 0) + k % DEPTH * width;
        int step = depth(chunk) * width;
        int full = lines / width;
        MatrixProduct.tile().spread(source, from, full, values, to, step);
        if (full < panels) {
            int count = lines - full * width;
            System.arraycopy(source, from + full * width, values, to + full * step, count);
            Arrays.fill(values, to + full * step + count, to + full * step + width, 0);
        }
    }
}
