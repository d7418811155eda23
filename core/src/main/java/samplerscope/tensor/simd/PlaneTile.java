package samplerscope.tensor.simd;

import java.util.Arrays;
import samplerscope.tensor.Rows;

/// The samples of one tile of a {@link PlaneMixtureKernel} and their running softmax.
final class PlaneTile {

    /// Samples; a multiple of every vector width. With the chunk it bounds what lies in the first-level cache.
    static final int SIZE = 128;
    /// Components whose energies are held at once.
    static final int CHUNK = 32;
    private static final int SUMS = 6;

    final float[] x = new float[SIZE];
    final float[] y = new float[SIZE];
    /// The lowest energy so far.
    final float[] bottom = new float[SIZE];
    /// Of the components of a chunk, then a row for the lowest energy before it: [CHUNK + 1][SIZE].
    final float[] energies = new float[(CHUNK + 1) * SIZE];
    /// Weighted sums of 1, shift and gain: [6][SIZE].
    final float[] sums = new float[SUMS * SIZE];

    /// Takes the samples of some rows; lanes beyond them become 0.
    ///
    /// @param from [B, 2]
    void gather(float[] from, Rows rows, int start, int count) {
        for (int i = 0, at = 2 * rows.row(start); i < count; i++, at += 2 * rows.stride()) {
            x[i] = from[at];
            y[i] = from[at + 1];
        }
        Arrays.fill(x, count, SIZE, 0);
        Arrays.fill(y, count, SIZE, 0);
        Arrays.fill(bottom, Float.POSITIVE_INFINITY);
        Arrays.fill(sums, 0);
    }

    /// @param into [B, 2]
    void scatter(float[] into, Rows rows, int start, int count) {
        for (int i = 0, at = 2 * rows.row(start); i < count; i++, at += 2 * rows.stride()) {
            into[at] = x[i];
            into[at + 1] = y[i];
        }
    }
}
