package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.tensor.Workers;

class MatrixProductTest {

    /// Around the sizes of tiles, panels, chunks and blocks, and none of them.
    static Stream<Arguments> sizes() {
        return Stream.of(new int[] {1, 1, 1}, new int[] {1, 7, 13}, new int[] {7, 13, 1}, new int[] {6, 256, 16},
            new int[] {13, 63, 7}, new int[] {63, 257, 63}, new int[] {257, 63, 257}, new int[] {257, 513, 31},
            new int[] {12, 1, 32}, new int[] {5, 255, 17}, new int[] {200, 300, 270}).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void itIsTheProductInFloat64ToTheBoundOfItsRoundings(int[] size) {
        var factors = new Factors(size[0], size[1], size[2]);

        float[] found = factors.product(1);

        for (int i = 0; i < factors.rows; i++) {
            for (int j = 0; j < factors.columns; j++) {
                double exact = 0;
                double magnitude = 0;
                for (int k = 0; k < factors.length; k++) {
                    double term = (double) factors.a[i * factors.length + k] * factors.b[k * factors.columns + j];
                    exact += term;
                    magnitude += Math.abs(term);
                }
                assertEquals(exact, found[i * factors.columns + j],
                    MatrixProduct.roundings(factors.length) * 0x1p-24 * magnitude, "row " + i + ", column " + j);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void vectorsAndScalarsGiveTheSameBits(int[] size) {
        var factors = new Factors(size[0], size[1], size[2]);
        var onVectors = new float[factors.rows * factors.columns];
        var onScalars = new float[onVectors.length];

        try (var workers = new Workers(1)) {
            MatrixProduct.onVectors(factors.left(workers), factors.right(workers), onVectors, workers);
            MatrixProduct.onScalars(factors.left(workers), factors.right(workers), onScalars, workers);
        }

        assertArrayEquals(onScalars, onVectors);
    }

    @Test
    void vectorsAndScalarsLayTheRightFactorOutAlike() {
        var source = new float[2 + 3 * MatrixTile.COLUMNS];
        for (int i = 0; i < source.length; i++) {
            source[i] = i + 1;
        }
        var byVectors = new float[9 * MatrixTile.COLUMNS];
        var byScalars = new float[byVectors.length];

        new VectorMatrixTile().spread(source, 2, 3, byVectors, 5, 2 * MatrixTile.COLUMNS);
        new ScalarMatrixTile().spread(source, 2, 3, byScalars, 5, 2 * MatrixTile.COLUMNS);

        assertArrayEquals(byScalars, byVectors);
        assertEquals(3, byVectors[5], "the first number");
        assertEquals(source.length, byVectors[5 + 5 * MatrixTile.COLUMNS - 1], "the last one");
        assertEquals(0, byVectors[5 + MatrixTile.COLUMNS], "between two panels");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aNumberHasTheSameBitsOnAnyNumberOfThreads(int[] size) {
        var factors = new Factors(size[0], size[1], size[2]);

        assertArrayEquals(factors.product(1), factors.product(3));
    }

    @Test
    void aRowHasTheSameBitsAlone() {
        var factors = new Factors(63, 300, 40);
        float[] whole = factors.product(1);
        var alone = new Factors(1, 300, 40);
        System.arraycopy(factors.a, 17 * 300, alone.a, 0, 300);
        System.arraycopy(factors.b, 0, alone.b, 0, factors.b.length);

        float[] found = alone.product(1);

        for (int j = 0; j < 40; j++) {
            assertEquals(whole[17 * 40 + j], found[j], "column " + j);
        }
    }

    @Test
    void linesOneAfterTheOtherAndSideBySideAreTheSameFactor() {
        var factors = new Factors(9, 70, 35);
        var turned = new float[factors.b.length];
        for (int k = 0; k < 70; k++) {
            for (int j = 0; j < 35; j++) {
                turned[j * 70 + k] = factors.b[k * 35 + j];
            }
        }
        var found = new float[9 * 35];

        try (var workers = new Workers(2)) {
            MatrixProduct.multiply(factors.left(workers),
                Panels.right().resize(35, 70).fillWithLines(turned, 0, 70, workers), found, workers);
        }

        assertArrayEquals(factors.product(1), found);
    }

    @Test
    void theSumOfProductsOfChunksIsTheProduct() {
        var factors = new Factors(20, 2 * MatrixProduct.CHUNK + 9, 18);
        var sum = new float[20 * 18];

        try (var workers = new Workers(1)) {
            for (int from = 0; from < factors.length; from += MatrixProduct.CHUNK) {
                int length = Math.min(MatrixProduct.CHUNK, factors.length - from);
                Panels left = Panels.left().resize(20, length).fillWithLines(factors.a, from, factors.length, workers);
                Panels right = Panels.right().resize(18, length).fillWithColumns(factors.b, from * 18, workers);
                MatrixProduct.add(left, right, sum, workers);
            }
        }

        assertArrayEquals(factors.product(1), sum);
    }

    @Test
    void somePanelsOfTheRightFactorAreSomeColumns() {
        var factors = new Factors(8, 40, 5 * MatrixTile.COLUMNS - 3);
        float[] whole = factors.product(1);
        int stride = 2 * MatrixTile.COLUMNS;
        var some = new float[8 * stride];

        try (var workers = new Workers(2)) {
            MatrixProduct.multiply(factors.left(workers), factors.right(workers), 2, 4, some, stride, workers);
        }

        for (int i = 0; i < some.length; i++) {
            assertEquals(whole[i / stride * factors.columns + stride + i % stride], some[i], "number " + i);
        }
    }

    @Test
    void memoryOfALargerFactorIsUsedAgainAndLeavesNoTrace() {
        var small = new Factors(7, 30, 19);
        var found = new float[7 * 19];

        try (var workers = new Workers(1)) {
            Panels left = new Factors(50, 90, 60).left(workers).resize(7, 30).fillWithLines(small.a, 0, 30, workers);
            Panels right = new Factors(50, 90, 60).right(workers).resize(19, 30).fillWithColumns(small.b, 0, workers);
            MatrixProduct.multiply(left, right, found, workers);
        }

        assertArrayEquals(small.product(1), found);
    }

    @Test
    void notANumberReachesItsRowAndNoOther() {
        var factors = new Factors(9, 20, 17);
        factors.a[4 * 20 + 3] = Float.NaN;

        float[] found = factors.product(1);

        for (int i = 0; i < found.length; i++) {
            assertEquals(i / 17 == 4, Float.isNaN(found[i]), "number " + i);
        }
    }

    @Test
    void refusesLinesOfDifferentLength() {
        try (var workers = new Workers(1)) {
            assertThrows(IllegalArgumentException.class, () -> MatrixProduct.multiply(Panels.left().resize(2, 3),
                Panels.right().resize(2, 4), new float[4], workers));
        }
    }

    /// Two factors of numbers in `[-1, 1)`, row-major.
    private static final class Factors {

        final int rows;
        final int length;
        final int columns;
        final float[] a;
        final float[] b;

        Factors(int rows, int length, int columns) {
            this.rows = rows;
            this.length = length;
            this.columns = columns;
            this.a = numbers(rows * length, 5);
            this.b = numbers(length * columns, 6);
        }

        Panels left(Workers workers) {
            return Panels.left().resize(rows, length).fillWithLines(a, 0, length, workers);
        }

        Panels right(Workers workers) {
            return Panels.right().resize(columns, length).fillWithColumns(b, 0, workers);
        }

        float[] product(int threads) {
            var c = new float[rows * columns];
            try (var workers = new Workers(threads)) {
                MatrixProduct.multiply(left(workers), right(workers), c, workers);
            }
            return c;
        }

        private static float[] numbers(int count, long seed) {
            var random = new Random(seed);
            var numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = random.nextFloat() * 2 - 1;
            }
            return numbers;
        }
    }
}
