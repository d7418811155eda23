package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.PlaneCells;
import samplerscope.tensor.Shape;
import samplerscope.tensor.ShapeException;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The operations of the backend on the device against the float64 reference.
@Tag("gpu")
class TornadoBackendTest {

    /// Half a unit in the last place of float32.
    private static final double ROUNDING = 0x1p-24;

    private final TensorBackend device = TestDevice.backend();
    private final TensorBackend reference = new Float64Backend(1);
    private final Random random = new Random(7);

    @AfterEach
    void close() {
        device.close();
        reference.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,1,2", "1,5,3", "7,2,8", "1001,2,4", "33,4,5", "65,7,6", "2,3072,7", "12345,3,2",
        "5000000,2,3"})
    void combinesAsTheReferenceDoes(int batch, int size, int inputs) {
        var shape = Shape.of(batch, size);
        var coefficients = random.doubles(inputs, -2, 2).toArray();
        var values = new double[inputs][];
        for (int k = 0; k < inputs; k++) {
            values[k] = singles(shape.size());
        }

        double[] actual = combined(device, shape, rounded(coefficients), values);
        double[] expected = combined(reference, shape, rounded(coefficients), values);

        // One rounding per fused multiply-add, of a sum of at most as many products of 2 and 8.
        assertClose(expected, actual, inputs * inputs * 16 * ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "7,2,8", "33,5,3", "2,3072,4", "100001,2,2"})
    void weighsEveryElementByItself(int batch, int size, int inputs) {
        var shape = Shape.of(batch, size);
        var weights = new double[inputs][];
        var values = new double[inputs][];
        for (int k = 0; k < inputs; k++) {
            weights[k] = singles(k % 2 == 0 ? size : 1);
            values[k] = singles(shape.size());
        }

        double[] actual = combinedFields(device, shape, weights, values);
        double[] expected = combinedFields(reference, shape, weights, values);

        // The same with weights up to 8.
        assertClose(expected, actual, inputs * inputs * 64 * ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "5,2,1", "7,3,2", "1001,4,3", "3,5,2", "9,33,5", "64,3072,17", "2,1000,1000"})
    void filtersAsTheReferenceDoes(int batch, int size, int directions) {
        var shape = Shape.of(batch, size);
        double[] x = singles(shape.size());
        double[][] columns = orthonormal(size, Math.min(size, directions));
        double[] along = random.doubles(columns.length, -2, 2).toArray();

        double[] actual = filtered(device, shape, x, columns, along);
        double[] expected = filtered(reference, shape, x, columns, along);

        // Sums of at most 3072 products, in 64 parts, and one rounding of up to 8 for each direction.
        assertClose(expected, actual, 8 * (60 + 2 * directions) * ROUNDING * Math.sqrt(size));
    }

    @ParameterizedTest
    @CsvSource({"1,1,0.9", "3,2,0.5", "5,7,0.995", "4,64,1", "6,65,0", "64,3072,0.995", "2,20000,0.25", "1000,12,0.3",
        "63,16,0.95", "65,17,0.95", "1000000,2,0.7"})
    void clampsAsTheReferenceDoes(int batch, int size, double quantile) {
        var shape = Shape.of(batch, size);
        double[] x = singles(shape.size());
        for (int i = 0; i < x.length; i += 3) {
            x[i] = x[i / 2]; // ties
        }
        x[x.length - 1] = size > 1 ? Double.NaN : x[0];

        double[] actual = clamped(device, shape, x, quantile);
        double[] expected = clamped(reference, shape, x, quantile);

        // The order statistics are exact; their mean, a quotient and a product are rounded, of numbers up to 8.
        assertClose(expected, actual, 8 * 8 * ROUNDING);
    }

    /// Numbers far apart, and infinities, which a quantile may meet; only a NaN leaves a sample as it is.
    @ParameterizedTest
    @CsvSource({"2,0.5", "2,1", "7,0.6", "16,0.2", "17,0.2", "300,0.9", "300,0.97", "3072,0.995"})
    void clampsNumbersOfAnySize(int size, double quantile) {
        var shape = Shape.of(9, size);
        double[] x = singles(shape.size());
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (x[i] * Math.pow(10, 3 * random.nextGaussian()));
        }
        x[size] = Double.NEGATIVE_INFINITY;
        x[2 * size] = Double.POSITIVE_INFINITY;
        x[2 * size + 1] = Double.NEGATIVE_INFINITY;
        x[3 * size] = Double.NaN;
        x[3 * size + 1] = Double.NEGATIVE_INFINITY;
        Arrays.fill(x, 4 * size, 5 * size, 0);
        x[5 * size] = Float.MAX_VALUE;
        x[6 * size] = Float.MIN_NORMAL;

        // As above.
        assertClose(clamped(reference, shape, x, quantile), clamped(device, shape, x, quantile), 8 * 8 * ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1000,64", "2000000,512"})
    void countsPointsAsTheReferenceDoes(int points, int cells) {
        var shape = Shape.of(points, 2);
        var grid = new PlaneCells(-4, -3, 8.0 / cells, cells, cells / 2 + 1);
        double[] x = singles(shape.size());
        x[0] = Double.NaN;
        x[x.length - 1] = Double.POSITIVE_INFINITY;
        Tensor there = device.allocate(shape);
        Tensor here = reference.allocate(shape);
        device.copyFrom(x, there);
        reference.copyFrom(x, here);

        assertArrayEquals(reference.count(here, grid), device.count(there, grid));
    }

    private double[] filtered(TensorBackend backend, Shape shape, double[] x, double[][] columns, double[] along) {
        Tensor into = backend.allocate(shape);
        backend.filter(into, tensors(backend, shape, new double[][] {x})[0], columns, along, 0.5);
        return numbers(into);
    }

    private double[] clamped(TensorBackend backend, Shape shape, double[] x, double quantile) {
        Tensor into = backend.allocate(shape);
        backend.clamp(into, tensors(backend, shape, new double[][] {x})[0], quantile, 1, 6);
        return numbers(into);
    }

    /// By Gram and Schmidt, [R][D], rounded to float32.
    private double[][] orthonormal(int size, int count) {
        var columns = new double[count][];
        for (int r = 0; r < count; r++) {
            double[] u = random.doubles(size, -1, 1).toArray();
            for (int pass = 0; pass < 2; pass++) {
                for (int other = 0; other < r; other++) {
                    double dot = dot(u, columns[other]);
                    for (int j = 0; j < size; j++) {
                        u[j] -= dot * columns[other][j];
                    }
                }
            }
            double length = Math.sqrt(dot(u, u));
            for (int j = 0; j < size; j++) {
                u[j] /= length;
            }
            columns[r] = u;
        }
        return Arrays.stream(columns).map(TornadoBackendTest::rounded).toArray(double[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    @Test
    void aSumOfNothingIsZero() {
        var shape = Shape.of(3, 2);

        assertArrayEquals(new double[6], combined(device, shape, new double[0], new double[0][]));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "5,3", "7,4", "3,5", "1001,2", "2,3071", "1000000,2"})
    void drawsTheNumbersOfTheCpu(int batch, int size) {
        var shape = Shape.of(batch, size);
        var key = new DrawKey(0x1234_5678_9ABC_DEF0L, 17, 3, 1, DrawKey.Stream.SOLVER);

        double[] actual = drawn(device, shape, key);
        double[] expected = drawn(reference, shape, key);

        // The same words; float32 from there on: logarithm, root and cosine are right to some units in the last place.
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 8 * ROUNDING * (1 + Math.abs(expected[i])), "number " + i);
        }
    }

    @Test
    void aSampleDoesNotDependOnItsBatch() {
        double[] all = drawn(device, Shape.of(10, 5), DrawKey.initial(3, 0));
        double[] last = drawn(device, Shape.of(1, 5), DrawKey.initial(3, 9));

        assertArrayEquals(Arrays.copyOfRange(all, 45, 50), last);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void findsTheFirstSampleThatIsNotFinite(double poison) {
        for (int position : new int[] {0, 4, 299, 599}) {
            var values = singles(600);
            values[position] = poison;
            values[599] = poison;
            Tensor x = device.allocate(Shape.of(200, 3));
            device.copyFrom(values, x);

            var error = assertThrows(Poisoned.class, () -> {
                device.watch(x, Poisoned::new);
                device.settle();
            });

            assertEquals(position / 3, error.row);
            assertEquals(position / 3, device.firstNonFinite(x));
        }
    }

    private static final class Poisoned extends RuntimeException {
        private final int row;

        private Poisoned(int row) {
            super("row " + row);
            this.row = row;
        }
    }

    @Test
    void reportsWhatWasWatchedFirst() {
        Tensor good = device.allocate(Shape.of(4, 2));
        Tensor late = device.allocate(Shape.of(4, 2));
        Tensor early = device.allocate(Shape.of(4, 2));
        device.copyFrom(new double[] {Double.NaN, 0, 0, 0, 0, 0, 0, 0}, late);
        device.copyFrom(new double[] {0, 0, 0, 0, 0, 0, 0, Double.NaN}, early);

        device.watch(good, row -> new IllegalStateException("good " + row));
        device.watch(early, row -> new IllegalStateException("early " + row));
        device.watch(late, row -> new IllegalStateException("late " + row));
        device.combine(early, new double[0], new Tensor[0]); // mended before anybody looks

        assertEquals("early 3", assertThrows(IllegalStateException.class, device::settle).getMessage());
        device.settle(); // told once
    }

    @Test
    void carriesNumbersToHostWorkAndBack() {
        Tensor x = device.allocate(Shape.of(1, 3));
        Tensor into = device.allocate(Shape.of(1, 3));
        device.copyFrom(new float[] {1, 2, 3}, x);

        device.onHost(x, into, (from, to) -> {
            var host = new float[3];
            from.copyTo(host);
            ((HostTensor.Float32) to).values()[1] = host[0] + host[1];
        });

        var back = new float[3];
        into.copyTo(back);
        assertArrayEquals(new float[] {0, 3, 0}, back);
    }

    @Test
    void readsTheBeginningOnly() {
        Tensor x = device.allocate(Shape.of(3, 2));
        device.copyFrom(new float[] {1, 2, 3, 4, 5, 6}, x);
        var two = new double[2];

        x.copyTo(two);

        assertArrayEquals(new double[] {1, 2}, two);
    }

    @Test
    void refusesAnArrayOfTheWrongSize() {
        Tensor x = device.allocate(Shape.of(3, 2));

        assertThrows(ShapeException.class, () -> device.copyFrom(new float[5], x));
    }

    @Test
    void namesItsDevice() {
        assertTrue(device.name().contains("TornadoVM"), device.name());
    }

    private double[] combined(TensorBackend backend, Shape shape, double[] coefficients, double[][] values) {
        Tensor into = backend.allocate(shape);
        backend.combine(into, coefficients, tensors(backend, shape, values));
        return numbers(into);
    }

    private double[] combinedFields(TensorBackend backend, Shape shape, double[][] weights, double[][] values) {
        Tensor into = backend.allocate(shape);
        backend.combineFields(into, weights, tensors(backend, shape, values));
        return numbers(into);
    }

    private static Tensor[] tensors(TensorBackend backend, Shape shape, double[][] values) {
        var tensors = new Tensor[values.length];
        for (int k = 0; k < tensors.length; k++) {
            tensors[k] = backend.allocate(shape);
            backend.copyFrom(values[k], tensors[k]);
        }
        return tensors;
    }

    private static double[] drawn(TensorBackend backend, Shape shape, DrawKey key) {
        Tensor into = backend.allocate(shape);
        backend.drawNormal(into, key);
        return numbers(into);
    }

    private static double[] numbers(Tensor x) {
        var values = new double[x.shape().size()];
        x.copyTo(values);
        return values;
    }

    private static void assertClose(double[] expected, double[] actual, double bound) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], bound, "number " + i);
        }
    }

    /// Numbers that both precisions have.
    private double[] singles(int count) {
        return rounded(random.doubles(count, -8, 8).toArray());
    }

    private static double[] rounded(double[] values) {
        var rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
