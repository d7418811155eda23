package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The innermost loop of a dense layer where there are 16 registers: six rows by two vectors of samples, in rounds that
/// {@link VectorMatrixTile} explains.
final class SixRows {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int SIZE = DenseTile.SIZE;
    private static final int[] NEVER = VectorMatrixTile.NEVER;

    static final int ROWS = 6;

    private SixRows() {}

    /// @param from   of the weights of these rows, [inputs][ROWS]
    /// @param starts of the sums, [ROWS]
    /// @param into   of the first output
    static void sum(float[] w, int from, float[] starts, float[] in, int inputs, float[] out, int into) {
        int never = NEVER[0];
        FloatVector a0 = FloatVector.broadcast(LANES, starts[0]);
        FloatVector a1 = a0;
        FloatVector c0 = FloatVector.broadcast(LANES, starts[1]);
        FloatVector c1 = c0;
        FloatVector d0 = FloatVector.broadcast(LANES, starts[2]);
        FloatVector d1 = d0;
        FloatVector e0 = FloatVector.broadcast(LANES, starts[3]);
        FloatVector e1 = e0;
        FloatVector f0 = FloatVector.broadcast(LANES, starts[4]);
        FloatVector f1 = f0;
        FloatVector g0 = FloatVector.broadcast(LANES, starts[5]);
        FloatVector g1 = g0;
        for (int j = 0; j < inputs; j++) {
            int k = from + j * ROWS;
            FloatVector h0 = FloatVector.fromArray(LANES, in, j * SIZE);
            FloatVector h1 = FloatVector.fromArray(LANES, in, j * SIZE + WIDTH);
            FloatVector w0 = FloatVector.broadcast(LANES, w[k]);
            a0 = h0.fma(w0, a0);
            a1 = h1.fma(w0, a1);
            FloatVector w1 = FloatVector.broadcast(LANES, w[k + 1]);
            c0 = h0.fma(w1, c0);
            c1 = h1.fma(w1, c1);
            if ((j & never) != 0) {
                break;
            }
            FloatVector w2 = FloatVector.broadcast(LANES, w[k + 2]);
            d0 = h0.fma(w2, d0);
            d1 = h1.fma(w2, d1);
            FloatVector w3 = FloatVector.broadcast(LANES, w[k + 3]);
            e0 = h0.fma(w3, e0);
            e1 = h1.fma(w3, e1);
            if ((k & never) != 0) {
                break;
            }
            FloatVector w4 = FloatVector.broadcast(LANES, w[k + 4]);
            f0 = h0.fma(w4, f0);
            f1 = h1.fma(w4, f1);
            FloatVector w5 = FloatVector.broadcast(LANES, w[k + 5]);
            g0 = h0.fma(w5, g0);
            g1 = h1.fma(w5, g1);
        }
        a0.intoArray(out, into);
        a1.intoArray(out, into + WIDTH);
        c0.intoArray(out, into + SIZE);
        c1.intoArray(out, into + SIZE + WIDTH);
        d0.intoArray(out, into + 2 * SIZE);
        d1.intoArray(out, into + 2 * SIZE + WIDTH);
        e0.intoArray(out, into + 3 * SIZE);
        e1.intoArray(out, into + 3 * SIZE + WIDTH);
        f0.intoArray(out, into + 4 * SIZE);
        f1.intoArray(out, into + 4 * SIZE + WIDTH);
        g0.intoArray(out, into + 5 * SIZE);
        g1.intoArray(out, into + 5 * SIZE + WIDTH);
    }
}
