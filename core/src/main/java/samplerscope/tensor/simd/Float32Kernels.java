package samplerscope.tensor.simd;

import java.util.Arrays;
import java.util.function.BiConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the float32 backend, on ranges of arrays. Each has a scalar twin with the same order of operations, so
/// that the lane count never changes a bit.
final class Float32Kernels {

    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
    private static final VectorWarmth WARMTH = VectorWarmth.of("elements", Float32Kernels::trial);
    private static final int TRIAL_NUMBERS = 4096;
    /// As many terms as {@link #combine} has loops for.
    private static final int TRIAL_TERMS = 5;

    private Float32Kernels() {}

    /// Whether the vector loops are worth being called by now.
    static boolean pay() {
        return WARMTH.vectorsPay();
    }

    /// `into[i] <- sum_k c[k] * in[k][i]` for `from <= i < to`: fused multiply-adds in the order given, starting from 0.
    ///
    /// One to four terms, nearly every combination of a solver, have loops of their own: with the arrays and
    /// coefficients in registers these run 1.7 times (beyond the caches) to 2.4 times (inside) as fast as a loop over terms.
    static void combine(float[] into, float[] c, float[][] in, int from, int to) {
        int bound = from + LANES.loopBound(to - from);
        switch (in.length) {
            case 1 -> one(into, c, in, from, bound);
            case 2 -> two(into, c, in, from, bound);
            case 3 -> three(into, c, in, from, bound);
            case 4 -> four(into, c, in, from, bound);
            default -> any(into, c, in, from, bound);
        }
        combineScalar(into, c, in, bound, to);
    }

    /// The scalar twin of {@link #combine}.
    static void combineScalar(float[] into, float[] c, float[][] in, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int k = 0; k < c.length; k++) {
                sum = Math.fma(c[k], in[k][i], sum);
            }
            into[i] = sum;
        }
    }

    private static void one(float[] into, float[] c, float[][] in, int from, int bound) {
        float[] x0 = in[0];
        FloatVector c0 = lanes(c[0]);
        for (int i = from; i < bound; i += LANES.length()) {
            at(x0, i).fma(c0, zero()).intoArray(into, i);
        }
    }

    private static void two(float[] into, float[] c, float[][] in, int from, int bound) {
        float[] x0 = in[0];
        float[] x1 = in[1];
        FloatVector c0 = lanes(c[0]);
        FloatVector c1 = lanes(c[1]);
        for (int i = from; i < bound; i += LANES.length()) {
            at(x1, i).fma(c1, at(x0, i).fma(c0, zero())).intoArray(into, i);
        }
    }

    private static void three(float[] into, float[] c, float[][] in, int from, int bound) {
        float[] x0 = in[0];
        float[] x1 = in[1];
        float[] x2 = in[2];
        FloatVector c0 = lanes(c[0]);
        FloatVector c1 = lanes(c[1]);
        FloatVector c2 = lanes(c[2]);
        for (int i = from; i < bound; i += LANES.length()) {
            at(x2, i).fma(c2, at(x1, i).fma(c1, at(x0, i).fma(c0, zero()))).intoArray(into, i);
        }
    }

    private static void four(float[] into, float[] c, float[][] in, int from, int bound) {
        float[] x0 = in[0];
        float[] x1 = in[1];
        float[] x2 = in[2];
        float[] x3 = in[3];
        FloatVector c0 = lanes(c[0]);
        FloatVector c1 = lanes(c[1]);
        FloatVector c2 = lanes(c[2]);
        FloatVector c3 = lanes(c[3]);
        for (int i = from; i < bound; i += LANES.length()) {
            at(x3, i).fma(c3, at(x2, i).fma(c2, at(x1, i).fma(c1, at(x0, i).fma(c0, zero())))).intoArray(into, i);
        }
    }

    private static void any(float[] into, float[] c, float[][] in, int from, int bound) {
        for (int i = from; i < bound; i += LANES.length()) {
            FloatVector sum = zero();
            for (int k = 0; k < c.length; k++) {
                sum = at(in[k], i).fma(lanes(c[k]), sum);
            }
            sum.intoArray(into, i);
        }
    }

    /// Index of the first NaN or infinity in `from <= i < to`; -1 when there is none.
    static int firstNonFinite(float[] x, int from, int to) {
        int bound = from + LANES.loopBound(to - from);
        FloatVector zeros = zero();
        for (int i = from; i < bound; i += LANES.length()) {
            zeros = at(x, i).fma(zero(), zeros); // 0 * x is 0 for a finite x and NaN otherwise
        }
        boolean finite = zeros.eq(zero()).allTrue();
        return firstNonFiniteScalar(x, finite ? bound : from, to);
    }

    /// The scalar twin of {@link #firstNonFinite}.
    static int firstNonFiniteScalar(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(x[i])) {
                return i;
            }
        }
        return -1;
    }

    private static VectorWarmth.Trial trial() {
        var into = new float[TRIAL_NUMBERS];
        var in = new float[TRIAL_TERMS][TRIAL_NUMBERS];
        return new VectorWarmth.Trial(
            () -> {
                eachTerms(in, (c, x) -> combineScalar(into, c, x, 0, TRIAL_NUMBERS));
                firstNonFiniteScalar(into, 0, TRIAL_NUMBERS);
            }, () -> {
                eachTerms(in, (c, x) -> combine(into, c, x, 0, TRIAL_NUMBERS));
                firstNonFinite(into, 0, TRIAL_NUMBERS);
            });
    }

    private static void eachTerms(float[][] in, BiConsumer<float[], float[][]> action) {
        for (int terms = 1; terms <= in.length; terms++) {
            action.accept(new float[terms], Arrays.copyOf(in, terms));
        }
    }

    private static FloatVector at(float[] x, int i) {
        return FloatVector.fromArray(LANES, x, i);
    }

    private static FloatVector zero() {
        return FloatVector.zero(LANES);
    }

    private static FloatVector lanes(float value) {
        return FloatVector.broadcast(LANES, value);
    }
}
