package samplerscope.tensor.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// `e^-x` in float64 for kernels, where `x >= 0`: the same bits on every machine and in every lane.
///
/// Reduces to `-x = n log 2 + r`, `|r| <= log 2 / 2`, and sums the Taylor series of `e^r` to `r^12 / 12!` (truncation
/// below 2e-16). Relative error below 1e-15. Beyond 708, where the true value is below 4e-308, it returns 0.
public final class Exp64 {

    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    private static final double LOWEST = -708;
    private static final double LOG2_E = 1.4426950408889634;
    /// `log 2` in two parts; the first has trailing zero bits, so `n LN2_HIGH` is exact (fdlibm).
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    /// Adding this rounds to a whole number, which then stands in the low bits.
    private static final double ROUND = 0x1.8p52;
    private static final long ONE = 0x3FF0000000000000L;

    private static final double C12 = 1 / 479001600.0;
    private static final double C11 = 1 / 39916800.0;
    private static final double C10 = 1 / 3628800.0;
    private static final double C9 = 1 / 362880.0;
    private static final double C8 = 1 / 40320.0;
    private static final double C7 = 1 / 5040.0;
    private static final double C6 = 1 / 720.0;
    private static final double C5 = 1 / 120.0;
    private static final double C4 = 1 / 24.0;
    private static final double C3 = 1 / 6.0;

    /// Numbers come in multiples of it, the lanes of the widest vectors.
    public static final int GROUP = 8;

    private Exp64() {}

    /// `values[i] <- e^(-rate values[i])`, on vectors. Its first few thousand calls, until it is compiled, are slower than
    /// {@link #onScalars} by far: for long work only.
    ///
    /// @param values `>= 0`; a multiple of {@link #GROUP} in number
    /// @param rate   `>= 0`
    public static void onVectors(double[] values, double rate) {
        onVectors(values, values.length, rate);
    }

    /// As above, of the first `count` values.
    ///
    /// @param count a multiple of {@link #GROUP}
    public static void onVectors(double[] values, int count, double rate) {
        for (int i = 0; i < count; i += LANES.length()) {
            DoubleVector minus = DoubleVector.fromArray(LANES, values, i).mul(-rate);
            DoubleVector x = minus.max(LOWEST);
            DoubleVector shifted = x.fma(DoubleVector.broadcast(LANES, LOG2_E), DoubleVector.broadcast(LANES, ROUND));
            DoubleVector n = shifted.sub(ROUND);
            DoubleVector r = n.fma(DoubleVector.broadcast(LANES, -LN2_HIGH), x);
            r = n.fma(DoubleVector.broadcast(LANES, -LN2_LOW), r);
            DoubleVector series = r.fma(DoubleVector.broadcast(LANES, C12), DoubleVector.broadcast(LANES, C11));
            series = series.fma(r, DoubleVector.broadcast(LANES, C10));
            series = series.fma(r, DoubleVector.broadcast(LANES, C9));
            series = series.fma(r, DoubleVector.broadcast(LANES, C8));
            series = series.fma(r, DoubleVector.broadcast(LANES, C7));
            series = series.fma(r, DoubleVector.broadcast(LANES, C6));
            series = series.fma(r, DoubleVector.broadcast(LANES, C5));
            series = series.fma(r, DoubleVector.broadcast(LANES, C4));
            series = series.fma(r, DoubleVector.broadcast(LANES, C3));
            series = series.fma(r, DoubleVector.broadcast(LANES, 0.5));
            series = series.fma(r, DoubleVector.broadcast(LANES, 1));
            series = series.fma(r, DoubleVector.broadcast(LANES, 1));
            DoubleVector power = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52).add(ONE)
                .reinterpretAsDoubles();
            series.mul(power).blend(0, minus.compare(VectorOperators.LT, LOWEST)).intoArray(values, i);
        }
    }

    /// The scalar twin of {@link #onVectors}, with its operations in the same order.
    public static void onScalars(double[] values, double rate) {
        onScalars(values, values.length, rate);
    }

    /// As above, of the first `count` values.
    public static void onScalars(double[] values, int count, double rate) {
        for (int i = 0; i < count; i++) {
            values[i] = ofMinus(-rate * values[i]);
        }
    }

    private static double ofMinus(double minus) {
        double x = Math.max(minus, LOWEST);
        double shifted = Math.fma(x, LOG2_E, ROUND);
        double n = shifted - ROUND;
        double r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        double series = Math.fma(r, C12, C11);
        series = Math.fma(series, r, C10);
        series = Math.fma(series, r, C9);
        series = Math.fma(series, r, C8);
        series = Math.fma(series, r, C7);
        series = Math.fma(series, r, C6);
        series = Math.fma(series, r, C5);
        series = Math.fma(series, r, C4);
        series = Math.fma(series, r, C3);
        series = Math.fma(series, r, 0.5);
        series = Math.fma(series, r, 1);
        series = Math.fma(series, r, 1);
        double power = Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + ONE);
        return minus < LOWEST ? 0 : series * power;
    }
}
