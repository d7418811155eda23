package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// A tile of a product with its twelve sums in registers.
///
/// The compiler would load all numbers of a round before it multiplies, run out of registers and take three times as
/// long. A branch that is never taken, but might be for all it knows, divides the round: what is needed behind it is
/// loaded behind it, because a sum must be right when the loop is left there. Measured with AVX2, one thread, operands
/// in the first cache: 34 GFlop/s without branches, 40 with one, 98 with two, 72 with one after each row; 4 rows of
/// three vectors reach 92 in the same way. A second ending of the method, for sums that start from zero, would be more
/// than the compiler inlines.
final class VectorMatrixTile implements MatrixTile {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = LANES.length();

    static final int COLUMNS = 2 * WIDTH;

    /// Zero; an element of an array, which the compiler must not take for a constant.
    static final int[] NEVER = {0};

    @Override
    public void over(float[] a, int from, float[] b, int at, int depth, float[] c, int into, int stride) {
        int never = NEVER[0];
        FloatVector a0 = FloatVector.zero(LANES);
        FloatVector a1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        FloatVector g0 = a0;
        FloatVector g1 = a0;
        for (int k = 0; k < depth; k++) {
            int p = from + k * ROWS;
            int q = at + k * COLUMNS;
            FloatVector x = FloatVector.fromArray(LANES, b, q);
            FloatVector y = FloatVector.fromArray(LANES, b, q + WIDTH);
            FloatVector w0 = FloatVector.broadcast(LANES, a[p]);
            a0 = x.fma(w0, a0);
            a1 = y.fma(w0, a1);
            FloatVector w1 = FloatVector.broadcast(LANES, a[p + 1]);
            c0 = x.fma(w1, c0);
            c1 = y.fma(w1, c1);
            if ((k & never) != 0) {
                break;
            }
            FloatVector w2 = FloatVector.broadcast(LANES, a[p + 2]);
            d0 = x.fma(w2, d0);
            d1 = y.fma(w2, d1);
            FloatVector w3 = FloatVector.broadcast(LANES, a[p + 3]);
            e0 = x.fma(w3, e0);
            e1 = y.fma(w3, e1);
            if ((p & never) != 0) {
                break;
            }
            FloatVector w4 = FloatVector.broadcast(LANES, a[p + 4]);
            f0 = x.fma(w4, f0);
            f1 = y.fma(w4, f1);
            FloatVector w5 = FloatVector.broadcast(LANES, a[p + 5]);
            g0 = x.fma(w5, g0);
            g1 = y.fma(w5, g1);
        }
        add(c, into, a0, a1);
        add(c, into + stride, c0, c1);
        add(c, into + 2 * stride, d0, d1);
        add(c, into + 3 * stride, e0, e1);
        add(c, into + 4 * stride, f0, f1);
        add(c, into + 5 * stride, g0, g1);
    }

    /// A copy of so few numbers takes several times as long through `System.arraycopy`.
    @Override
    public void spread(float[] source, int from, int panels, float[] into, int at, int step) {
        for (int panel = 0; panel < panels; panel++) {
            int p = from + panel * COLUMNS;
            int q = at + panel * step;
            FloatVector.fromArray(LANES, source, p).intoArray(into, q);
            FloatVector.fromArray(LANES, source, p + WIDTH).intoArray(into, q + WIDTH);
        }
    }

    private static void add(float[] c, int at, FloatVector x, FloatVector y) {
        x.add(FloatVector.fromArray(LANES, c, at)).intoArray(c, at);
        y.add(FloatVector.fromArray(LANES, c, at + WIDTH)).intoArray(c, at + WIDTH);
    }
}
