package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.tensor.Rows;

class PlaneMixtureKernelTest {

    @ParameterizedTest(name = "{0} components")
    @ValueSource(ints = {1, 5, 31, 32, 33, 64, 200})
    void vectorsAndScalarsGiveTheSameBits(int components) {
        var random = new Random(components);
        var kernel = new PlaneMixtureKernel(numbers(random, components * PlaneMixtureKernel.STRIDE, 1));
        // Far points too, so that exponentials underflow; 1021 rows so that the last vector is short.
        float[] x = numbers(random, 2 * 1021, 8);
        var onVectors = new float[x.length];
        var onScalars = new float[x.length];
        var rows = Rows.ALL;

        kernel.onVectors(x, onVectors, rows, 0, 1021);
        kernel.onScalars(x, onScalars, rows, 0, 1021);

        assertArrayEquals(bits(onVectors), bits(onScalars));
        assertTrue(Math.abs(onScalars[7]) > 0, "something was computed");
    }

    @ParameterizedTest(name = "rows {0}, {0} + {1}, ...")
    @CsvSource({"0, 1", "1, 3", "4, 7"})
    void onlyTheRowsAskedForAreWritten(int first, int stride) {
        var kernel = new PlaneMixtureKernel(numbers(new Random(1), 3 * PlaneMixtureKernel.STRIDE, 1));
        float[] x = numbers(new Random(2), 2 * 301, 2);
        var whole = new float[x.length];
        var some = new float[x.length];
        var rows = new Rows(first, stride);

        kernel.onVectors(x, whole, Rows.ALL, 0, 301);
        kernel.onVectors(x, some, rows, 0, rows.count(301));

        for (int i = 0; i < x.length; i++) {
            boolean asked = i / 2 >= first && (i / 2 - first) % stride == 0;
            assertEquals(asked ? whole[i] : 0, some[i], "number " + i);
        }
    }

    @Test
    void aStateThatIsFarBeyondTheMixtureIsNotTakenForAFiniteOne() {
        var kernel = new PlaneMixtureKernel(numbers(new Random(1), 3 * PlaneMixtureKernel.STRIDE, 1));
        float[] x = {Float.NaN, 0, 1e30f, 0, 0, Float.NEGATIVE_INFINITY, 1, 1};
        var onVectors = new float[x.length];
        var onScalars = new float[x.length];

        kernel.onVectors(x, onVectors, Rows.ALL, 0, 4);
        kernel.onScalars(x, onScalars, Rows.ALL, 0, 4);

        for (int row = 0; row < 3; row++) {
            assertFalse(Float.isFinite(onVectors[2 * row] + onVectors[2 * row + 1]), "row " + row);
            assertFalse(Float.isFinite(onScalars[2 * row] + onScalars[2 * row + 1]), "row " + row);
        }
        assertTrue(Float.isFinite(onVectors[6]));
    }

    private static float[] numbers(Random random, int count, float scale) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
