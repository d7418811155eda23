package samplerscope.tensor.simd;

import java.util.Arrays;
import samplerscope.tensor.Rows;

/// The samples of one tile between two layers, [width][SIZE] with one row per number.
final class DenseTile {

    /// Samples: two vectors, what a product takes at once, so that what it reads lies in a row.
    static final int SIZE = MatrixTile.COLUMNS;

    /// Where the sums of a block begin.
    final float[] starts;
    float[] in;
    float[] out;

    /// @param sizes of the layers
    /// @param block rows of a layer whose sums are made at once
    DenseTile(int[] sizes, int block) {
        int widest = Math.ceilDiv(Arrays.stream(sizes).max().orElseThrow(), block) * block;
        starts = new float[block];
        in = new float[widest * SIZE];
        out = new float[widest * SIZE];
    }

    /// What came out goes in next.
    void swap() {
        float[] old = in;
        in = out;
        out = old;
    }

    /// Takes samples; lanes beyond them hold what they held.
    void gather(float[] x, Rows rows, int start, int count, int size) {
        for (int i = 0; i < count; i++) {
            int at = size * rows.row(start + i);
            for (int j = 0; j < size; j++) {
                in[j * SIZE + i] = x[at + j];
            }
        }
    }

    void scatter(float[] into, Rows rows, int start, int count, int size) {
        for (int i = 0; i < count; i++) {
            int at = size * rows.row(start + i);
            for (int j = 0; j < size; j++) {
                into[at + j] = in[j * SIZE + i];
            }
        }
    }
}
