package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// `e^x` for softmaxes, where `x <= 0`: the same bits on every machine and in every lane, unlike the platform's own.
///
/// Reduces to `x = n log 2 + r`, `|r| <= log 2 / 2`, and sums the Taylor series of `e^r` to `r^7 / 7!` (truncation below
/// 6e-9). Relative error below 2e-7. Below -87, where a sum that contains a 1 cannot see it, it returns 0.
final class Exp {

    /// A constant here too: vector code is compiled only for a species that the compiler knows.
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    private static final float LOWEST = -87;
    private static final float LOG2_E = 1.44269504f;
    /// `log 2` in two parts; the first has trailing zero bits, so `n LN2_HIGH` is exact.
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /// Adding this rounds to a whole number, which then stands in the low bits.
    private static final float ROUND = 0x1.8p23f;
    private static final int ONE = 0x3F800000;

    private Exp() {}

    /// `values[i] <- exp(values[i] - top[i mod lanes])` for the first `count` numbers.
    ///
    /// Works on arrays rather than on one vector, because the compiler does not inline a method of this size and would
    /// box the vector at every call.
    ///
    /// @param count a multiple of the lanes
    /// @param top   [lanes], at least as large as any value of its lane
    static void ofDifferences(float[] values, int count, float[] top) {
        FloatVector highest = FloatVector.fromArray(LANES, top, 0);
        for (int i = 0; i < count; i += LANES.length()) {
            FloatVector below = FloatVector.fromArray(LANES, values, i).sub(highest);
            FloatVector x = below.max(LOWEST);
            FloatVector shifted = x.fma(FloatVector.broadcast(LANES, LOG2_E), FloatVector.broadcast(LANES, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(LANES, -LN2_HIGH), x);
            r = n.fma(FloatVector.broadcast(LANES, -LN2_LOW), r);
            FloatVector series = r.fma(FloatVector.broadcast(LANES, 1 / 5040f), FloatVector.broadcast(LANES, 1 / 720f));
            series = series.fma(r, FloatVector.broadcast(LANES, 1 / 120f));
            series = series.fma(r, FloatVector.broadcast(LANES, 1 / 24f));
            series = series.fma(r, FloatVector.broadcast(LANES, 1 / 6f));
            series = series.fma(r, FloatVector.broadcast(LANES, 0.5f));
            series = series.fma(r, FloatVector.broadcast(LANES, 1));
            series = series.fma(r, FloatVector.broadcast(LANES, 1));
            FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE)
                .reinterpretAsFloats();
            series.mul(power).blend(0, below.compare(VectorOperators.LT, LOWEST)).intoArray(values, i);
        }
    }

    /// The scalar twin: `e^below` with the operations of {@link #ofDifferences} in the same order.
    static float of(float below) {
        float x = Math.max(below, LOWEST);
        float shifted = Math.fma(x, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_HIGH, x);
        r = Math.fma(n, -LN2_LOW, r);
        float series = Math.fma(r, 1 / 5040f, 1 / 720f);
        series = Math.fma(series, r, 1 / 120f);
        series = Math.fma(series, r, 1 / 24f);
        series = Math.fma(series, r, 1 / 6f);
        series = Math.fma(series, r, 0.5f);
        series = Math.fma(series, r, 1);
        series = Math.fma(series, r, 1);
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE);
        return below < LOWEST ? 0 : series * power;
    }
}
