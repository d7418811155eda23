package samplerscope.tensor.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// A small square matrix that rows are multiplied with again and again: `y = x M`, float64, for the messages of chains.
///
/// Each element of `y` is a sum over rising indices whatever the width of the machine's vectors, so results are the same
/// everywhere but for fused rounding.
public final class RowProduct {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int GROUP = 4; // sums at once, or each multiply-add would wait for the one before

    private final int size;
    private final int stride;
    /// Rows padded with zeros, shape [K, stride].
    private final double[] matrix;

    /// @param matrix shape [K, K], row-major
    public RowProduct(double[] matrix, int size) {
        this.size = size;
        this.stride = stride(size);
        this.matrix = new double[size * stride];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix, i * size, this.matrix, i * stride, size);
        }
    }

    /// Room that a row of `size` numbers takes with its padding.
    public static int stride(int size) {
        return (size + LANES - 1) / LANES * LANES;
    }

    /// `y = x M`.
    ///
    /// @param x   `size` numbers from `xAt`
    /// @param out `stride(size)` numbers from `at`; the padding becomes zero
    public void apply(double[] x, int xAt, double[] out, int at) {
        int column = 0;
        for (; column + GROUP * LANES <= stride; column += GROUP * LANES) {
            group(x, xAt, out, at, column);
        }
        for (; column < stride; column += LANES) {
            single(x, xAt, out, at, column);
        }
    }

    /// `y = factor e_i M`: one row of the matrix.
    ///
    /// @param out `stride(size)` numbers from `at`
    public void row(int i, double factor, double[] out, int at) {
        for (int j = 0; j < stride; j++) {
            out[at + j] = factor * matrix[i * stride + j];
        }
    }

    private void group(double[] x, int xAt, double[] out, int at, int column) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int i = 0, row = column; i < size; i++, row += stride) {
            DoubleVector s = DoubleVector.broadcast(SPECIES, x[xAt + i]);
            a = s.fma(DoubleVector.fromArray(SPECIES, matrix, row), a);
            b = s.fma(DoubleVector.fromArray(SPECIES, matrix, row + LANES), b);
            c = s.fma(DoubleVector.fromArray(SPECIES, matrix, row + 2 * LANES), c);
            d = s.fma(DoubleVector.fromArray(SPECIES, matrix, row + 3 * LANES), d);
        }
        a.intoArray(out, at + column);
        b.intoArray(out, at + column + LANES);
        c.intoArray(out, at + column + 2 * LANES);
        d.intoArray(out, at + column + 3 * LANES);
    }

    private void single(double[] x, int xAt, double[] out, int at, int column) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        for (int i = 0, row = column; i < size; i++, row += stride) {
            a = DoubleVector.broadcast(SPECIES, x[xAt + i]).fma(DoubleVector.fromArray(SPECIES, matrix, row), a);
        }
        a.intoArray(out, at + column);
    }
}
