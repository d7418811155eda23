package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.tensor.Rows;

class PlaneMixtureKernelTest {

    @ParameterizedTest(name = "{0} components")
    @ValueSource(ints = {1, 5, 64, 65, 200})
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
