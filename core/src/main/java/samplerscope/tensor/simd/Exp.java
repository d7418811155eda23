package samplerscope.tensor.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// `2^y` for softmaxes, where `y <= 0`: the same bits on every machine and in every lane, unlike the platform's own.
///
/// Splits `y = n + r` with `n` whole and `|r| <= 1/2`, both exact, and takes a polynomial of degree 5 with `p(0) = 1` for
/// `2^r`: its largest relative error is least among these, 1.1e-7 with coefficients in float32. Relative error below
/// 2.5e-7. What lies below `2^-100` becomes that: a sum that contains a 1 cannot see it, and no product of it with an
/// ordinary number is subnormal, which would be slow. NaN stays NaN.
final class Exp {

    /// A constant here too: vector code is compiled only for a species that the compiler knows.
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

    static final float LOWEST = -100;
    /// Adding this rounds to a whole number, which then stands in the low bits.
    static final float ROUND = 0x1.8p23f;
    static final int ONE = 0x3F800000;
    static final float C1 = 0.693147f;
    static final float C2 = 0.24022242f;
    static final float C3 = 0.05550734f;
    static final float C4 = 0.009671513f;
    static final float C5 = 0.001326472f;

    private Exp() {}

    /// `values[at + i] <- 2^(top[i] - values[at + i])` for the first `count` numbers.
    ///
    /// Works on arrays rather than on one vector, because the compiler does not inline a method of this size and would
    /// box the vector at every call.
    ///
    /// @param count a multiple of the lanes
    /// @param top   [count], at most as large as the values
    static void ofDifferences(float[] values, int at, int count, float[] top) {
        for (int i = 0; i < count; i += LANES.length()) {
            FloatVector below = FloatVector.fromArray(LANES, top, i).sub(FloatVector.fromArray(LANES, values, at + i));
            FloatVector y = below.blend(LOWEST, below.compare(VectorOperators.LT, LOWEST));
            FloatVector shifted = y.add(ROUND);
            FloatVector r = y.sub(shifted.sub(ROUND));
            FloatVector series = r.fma(FloatVector.broadcast(LANES, C5), FloatVector.broadcast(LANES, C4));
            series = series.fma(r, FloatVector.broadcast(LANES, C3));
            series = series.fma(r, FloatVector.broadcast(LANES, C2));
            series = series.fma(r, FloatVector.broadcast(LANES, C1));
            series = series.fma(r, FloatVector.broadcast(LANES, 1));
            FloatVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(ONE)
                .reinterpretAsFloats();
            series.mul(power).intoArray(values, at + i);
        }
    }

    /// The scalar twin: `2^below` with the operations of {@link #ofDifferences} in the same order.
    static float of(float below) {
        float y = below < LOWEST ? LOWEST : below;
        float shifted = y + ROUND;
        float r = y - (shifted - ROUND);
        float series = Math.fma(r, C5, C4);
        series = Math.fma(series, r, C3);
        series = Math.fma(series, r, C2);
        series = Math.fma(series, r, C1);
        series = Math.fma(series, r, 1);
        return series * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + ONE);
    }
}
