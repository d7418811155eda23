package samplerscope.tensor.simd;

import java.util.Arrays;

/// The twin of {@link VectorMatrixTile} by plain loops, with its operations in the same order.
final class ScalarMatrixTile implements MatrixTile {

    @Override
    public void over(float[] a, int from, float[] b, int at, int depth, float[] c, int into, int stride) {
        var sums = new float[COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < depth; k++) {
                addTo(sums, a[from + k * ROWS + row], b, at + k * COLUMNS);
            }
            for (int j = 0; j < COLUMNS; j++) {
                c[into + row * stride + j] += sums[j];
            }
        }
    }

    private static void addTo(float[] sums, float weight, float[] b, int at) {
        for (int j = 0; j < COLUMNS; j++) {
            sums[j] = Math.fma(b[at + j], weight, sums[j]);
        }
    }

    @Override
    public void spread(float[] source, int from, int panels, float[] into, int at, int step) {
        for (int panel = 0; panel < panels; panel++) {
            System.arraycopy(source, from + panel * COLUMNS, into, at + panel * step, COLUMNS);
        }
    }
}
