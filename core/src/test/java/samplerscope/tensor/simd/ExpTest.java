package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class ExpTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    @Test
    void theRelativeErrorIsBelowTheStatedBound() {
        float[] arguments = new float[LANES * 20_000];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = -100f * i / arguments.length;
        }

        float[] found = exp(arguments, 0);

        for (int i = 0; i < arguments.length; i++) {
            double exact = Math.pow(2, arguments[i]);
            assertTrue(Math.abs(found[i] - exact) <= 2.5e-7 * exact, "2^%s = %s".formatted(arguments[i], found[i]));
            assertEquals(found[i], Exp.of(arguments[i]), "the scalar twin");
        }
    }

    @Test
    void theEndsAreExact() {
        assertEquals(1, exp(filled(0), 0)[0]);
        assertEquals(1, exp(filled(-300), -300)[0]);
        assertEquals(0.125f, exp(filled(-3), 0)[0]);
        assertEquals(0x1p-100f, exp(filled(-1e7f), 0)[0]);
        assertEquals(0x1p-100f, exp(filled(Float.NEGATIVE_INFINITY), 0)[0]);
    }

    @Test
    void notANumberStaysOne() {
        assertTrue(Float.isNaN(exp(filled(Float.NaN), 0)[0]));
    }

    private static float[] filled(float value) {
        var values = new float[LANES];
        Arrays.fill(values, value);
        return values;
    }

    /// `2^(values - highest)`, from energies, which are negative logits.
    private static float[] exp(float[] values, float highest) {
        var top = new float[values.length];
        Arrays.fill(top, -highest);
        var result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = -values[i];
        }
        Exp.ofDifferences(result, 0, result.length, top);
        return result;
    }
}
