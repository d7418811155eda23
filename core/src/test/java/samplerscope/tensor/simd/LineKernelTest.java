package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineKernelTest {

    private static double[] row(int count, int seed) {
        var random = new SplittableRandom(seed);
        return Arrays.copyOf(random.doubles(count).toArray(), count + LineKernel.BLOCK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 33, 257, 1003})
    void whatIsLeftOutIsMissingAndNothingElse(int count) {
        double[] row = row(count, 1);
        var random = new SplittableRandom(2);
        // Gaps shorter and longer than a block, and both ends.
        int[] left = IntStream.range(0, count).filter(i -> i == 0 || i == count - 1 || i % 100 < 40 && random.nextInt(9) == 0)
            .toArray();
        double[] expected = IntStream.range(0, count).filter(i -> Arrays.binarySearch(left, i) < 0)
            .mapToDouble(i -> row[i]).toArray();

        var vectors = new double[row.length];
        var scalars = new double[row.length];
        LineKernel.withoutOnVectors(row, count, left, vectors);
        LineKernel.withoutOnScalars(row, count, left, scalars);

        assertArrayEquals(expected, Arrays.copyOf(vectors, expected.length), 0);
        assertArrayEquals(expected, Arrays.copyOf(scalars, expected.length), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 1003})
    void meanSquaresHaveTheSameBitsOnVectors(int count) {
        double[] x = row(count, 1);
        double[] y = row(count, 2);
        double plain = IntStream.range(0, count).mapToDouble(i -> Math.pow(x[i] - y[i], 2)).average().orElseThrow();

        assertEquals(plain, LineKernel.meanSquareOnScalars(x, y, count), 1e-15);
        assertEquals(LineKernel.meanSquareOnScalars(x, y, count), LineKernel.meanSquareOnVectors(x, y, count));
    }
}
