package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// `out <- W in + b`: five rows by two vectors of samples in registers.
///
/// The compiler loads all numbers of a round before it multiplies, so ten sums, two vectors of samples and a few weights
/// are what 16 registers hold: with 6 x 2 or 4 x 3 it spills and takes twice as long, with 4 x 2 too few sums are under
/// way at once (measured with AVX2: 78 against 39, 36 and 66 GFlop/s).
final class VectorProduct implements DensePass {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();
    private static final int SIZE = DenseTile.SIZE;

    @Override
    public void over(DenseTile tile, DenseLayer layer, float[] biases, int bias) {
        int inputs = layer.inputs();
        for (int block = 0; block < layer.blocks(); block++) {
            int row = block * DenseLayer.BLOCK;
            for (int b = 0; b < DenseLayer.BLOCK; b++) {
                tile.starts[b] = biases[bias + Math.min(row + b, layer.outputs() - 1)];
            }
            for (int i = 0; i < SIZE; i += 2 * WIDTH) {
                block(layer.weights(), row * inputs, tile.starts, tile.in, inputs, i, SIZE,
                    tile.out, row * SIZE + i);
            }
        }
    }

    /// The length of a row is passed on purpose: where the compiler knows it, it unrolls the loop, loads more than there are
    /// registers for and takes twice as long.
    ///
    /// @param from   of the weights of these rows
    /// @param starts of the sums, [BLOCK]
    /// @param at     of the first input
    /// @param size   of a row of inputs and of outputs
    /// @param into   of the first output
    private static void block(float[] w, int from, float[] starts, float[] in, int inputs, int at, int size,
                              float[] out, int into) {
        FloatVector a0 = FloatVector.broadcast(LANES, starts[0]);
        FloatVector a1 = a0;
        FloatVector c0 = FloatVector.broadcast(LANES, starts[1]);
        FloatVector c1 = c0;
        FloatVector d0 = FloatVector.broadcast(LANES, starts[2]);
        FloatVector d1 = d0;
        FloatVector e0 = FloatVector.broadcast(LANES, starts[3]);
        FloatVector e1 = e0;
        FloatVector g0 = FloatVector.broadcast(LANES, starts[4]);
        FloatVector g1 = g0;
        for (int j = 0; j < inputs; j++) {
            int k = from + j * DenseLayer.BLOCK;
            FloatVector h0 = FloatVector.fromArray(LANES, in, at + j * size);
            FloatVector h1 = FloatVector.fromArray(LANES, in, at + j * size + WIDTH);
            FloatVector w0 = FloatVector.broadcast(LANES, w[k]);
            a0 = h0.fma(w0, a0);
            a1 = h1.fma(w0, a1);
            FloatVector w1 = FloatVector.broadcast(LANES, w[k + 1]);
            c0 = h0.fma(w1, c0);
            c1 = h1.fma(w1, c1);
            FloatVector w2 = FloatVector.broadcast(LANES, w[k + 2]);
            d0 = h0.fma(w2, d0);
            d1 = h1.fma(w2, d1);
            FloatVector w3 = FloatVector.broadcast(LANES, w[k + 3]);
            e0 = h0.fma(w3, e0);
            e1 = h1.fma(w3, e1);
            FloatVector w4 = FloatVector.broadcast(LANES, w[k + 4]);
            g0 = h0.fma(w4, g0);
            g1 = h1.fma(w4, g1);
        }
        a0.intoArray(out, into);
        a1.intoArray(out, into + WIDTH);
        c0.intoArray(out, into + size);
        c1.intoArray(out, into + size + WIDTH);
        d0.intoArray(out, into + 2 * size);
        d1.intoArray(out, into + 2 * size + WIDTH);
        e0.intoArray(out, into + 3 * size);
        e1.intoArray(out, into + 3 * size + WIDTH);
        g0.intoArray(out, into + 4 * size);
        g1.intoArray(out, into + 4 * size + WIDTH);
    }
}
