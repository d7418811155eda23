package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointKernelTest {

    private static final double ALPHA = 0.7;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 63, 257, 3072})
    void distancesHaveTheSameBitsInBothWays(int dimension) {
        float[] data = numbers(2 * dimension);
        double[] x = widened(numbers(dimension));

        assertEquals(PointKernel.distanceOnScalars(x, ALPHA, data, dimension),
            PointKernel.distanceOnVectors(x, ALPHA, data, dimension));
    }

    @Test
    void aDistanceIsExactToRounding() {
        float[] data = numbers(1000);
        double[] x = widened(numbers(1000));
        x[3] += 2;
        double exact = 0;
        for (int j = 0; j < 1000; j++) {
            exact += (x[j] - ALPHA * data[j]) * (x[j] - ALPHA * data[j]);
        }

        // 1000 roundings of float64, one way.
        assertEquals(exact, PointKernel.squaredDistance(x, ALPHA, data, 0), 1e-13 * exact);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 31, 32, 33, 100, 257})
    void sumsHaveTheSameBitsInBothWays(int dimension) {
        float[] data = numbers(9 * dimension);
        var few = new PointKernel.Few(new float[] {0.5f, 0.1f, 2, 0.3f, 1},
            new int[] {0, 3 * dimension, 8 * dimension, dimension, 5 * dimension},
            numbers(dimension), new float[dimension]);
        var onVectors = numbers(dimension);
        var onScalars = numbers(dimension);

        PointKernel.addOnVectors(few, 5, data, 0, dimension, onVectors, 0);
        PointKernel.addOnScalars(few, 5, data, 0, dimension, onScalars, 0);

        assertArrayEquals(onScalars, onVectors);
    }

    @Test
    void aPartOfASumLeavesTheRest() {
        float[] data = numbers(300);
        var few = new PointKernel.Few(new float[] {1}, new int[] {100}, new float[100], new float[40]);
        var into = new float[300];

        PointKernel.addOnVectors(few, 1, data, 40, 80, into, 200);

        for (int j = 0; j < 100; j++) {
            assertEquals(j >= 40 && j < 80 ? data[100 + j] : 0, into[200 + j], "number " + j);
        }
    }

    private static double[] widened(float[] numbers) {
        var wide = new double[numbers.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }

    private static float[] numbers(int count) {
        var random = new Random(count);
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
