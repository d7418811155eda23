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
            arguments[i] = -87f * i / arguments.length;
        }

        float[] found = exp(arguments, 0);

        for (int i = 0; i < arguments.length; i++) {
            double exact = Math.exp(arguments[i]);
            assertTrue(Math.abs(found[i] - exact) <= 2e-7 * exact, "exp(%s) = %s".formatted(arguments[i], found[i]));
        }
    }

    @Test
    void theEndsAreExact() {
        assertEquals(1, exp(filled(0), 0)[0]);
        assertEquals(1, exp(filled(-300), -300)[0]);
        assertEquals(0, exp(filled(-88), 0)[0]);
        assertEquals(0, exp(filled(Float.NEGATIVE_INFINITY), 0)[0]);
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

    private static float[] exp(float[] values, float highest) {
        var top = new float[LANES];
        Arrays.fill(top, highest);
        float[] result = values.clone();
        Exp.ofDifferences(result, result.length, top);
        return result;
    }
}
