package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.statistics.Directions;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Operations whose coefficients differ along a sample, on every backend of the host.
class FieldOperationsTest {

    private static final int BATCH = 7;
    private static final int SIZE = 11;

    static Stream<BackendProvider> backends() {
        return CpuBackends.all().stream();
    }

    /// One rounding of coefficient, input and sum each, of numbers up to 4 * 3.
    private static double tolerance(TensorBackend backend) {
        return backend.precision() == Precision.FLOAT64 ? 1e-13 : 12 * 9 * 0x1p-24;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void aFieldWeighsEachElementOfEverySample(BackendProvider provider) {
        double[] a = numbers(1, BATCH * SIZE);
        double[] b = numbers(2, BATCH * SIZE);
        double[] field = numbers(3, SIZE);
        try (TensorBackend backend = provider.open(2)) {
            Tensor into = backend.allocate(Shape.of(BATCH, SIZE));

            backend.combineFields(into, new double[][] {{0.5}, field},
                new Tensor[] {tensor(backend, a), tensor(backend, b)});

            double[] result = host(into);
            for (int i = 0; i < result.length; i++) {
                assertEquals(0.5 * a[i] + field[i % SIZE] * b[i], result[i], tolerance(backend), "element " + i);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void scalarFieldsHaveTheBitsOfAPlainCombination(BackendProvider provider) {
        try (TensorBackend backend = provider.open(2)) {
            Tensor[] inputs = {tensor(backend, numbers(1, BATCH * SIZE)), tensor(backend, numbers(2, BATCH * SIZE))};
            Tensor plain = backend.allocate(Shape.of(BATCH, SIZE));
            Tensor fields = backend.allocate(Shape.of(BATCH, SIZE));

            backend.combine(plain, new double[] {0.3, -1.7}, inputs);
            backend.combineFields(fields, new double[][] {{0.3}, {-1.7}}, inputs);

            assertArrayEquals(host(plain), host(fields));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void aFilterIsTheMatrixOfItsDirections(BackendProvider provider) {
        double[] first = unit(0);
        double[] second = unit(4);
        double[] x = numbers(5, BATCH * SIZE);
        double[] along = {2, -0.5};
        try (TensorBackend backend = provider.open(2)) {
            Tensor into = backend.allocate(Shape.of(BATCH, SIZE));

            backend.filter(into, tensor(backend, x), new double[][] {first, second}, along, 0.25);

            double[] result = host(into);
            var directions = new Directions(new double[][] {first, second}, SIZE);
            for (int row = 0; row < BATCH; row++) {
                double[] sample = Arrays.copyOfRange(x, row * SIZE, (row + 1) * SIZE);
                assertArrayEquals(directions.filter(along, 0.25, sample),
                    Arrays.copyOfRange(result, row * SIZE, (row + 1) * SIZE), tolerance(backend));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void aSampleIsClampedAtItsOwnQuantileAndBroughtBackIntoRange(BackendProvider provider) {
        // Sorted absolute values 0, 1, 2, 4: the quantile 0.5 lies half way between 1 and 2.
        double[] wild = {0, -1, 2, -4};
        double[] tame = {0.1, -0.2, 0.3, 0.9};
        try (TensorBackend backend = provider.open(1)) {
            Tensor x = backend.allocate(Shape.of(2, 4));
            Tensor into = backend.allocate(Shape.of(2, 4));
            backend.copyFrom(new double[] {wild[0], wild[1], wild[2], wild[3], tame[0], tame[1], tame[2], tame[3]}, x);

            backend.clamp(into, x, 0.5, 1, 3);

            assertArrayEquals(new double[] {0, -1 / 1.5, 1, -1, 0.1, -0.2, 0.3, 0.9}, host(into),
                tolerance(backend));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("backends")
    void theCeilingBoundsTheQuantileAndEqualBoundsClip(BackendProvider provider) {
        try (TensorBackend backend = provider.open(1)) {
            Tensor x = backend.allocate(Shape.of(1, 3));
            Tensor into = backend.allocate(Shape.of(1, 3));
            backend.copyFrom(new double[] {-8, 0.5, 8}, x);

            backend.clamp(into, x, 1, 1, 2);
            assertArrayEquals(new double[] {-1, 0.25, 1}, host(into), 1e-7);

            backend.clamp(into, x, 1, 2, 2);
            assertArrayEquals(new double[] {-2, 0.5, 2}, host(into), 1e-7);
        }
    }

    @Test
    void whatIsNotANumberIsNotClampedAway() {
        for (BackendProvider provider : CpuBackends.all()) {
            try (TensorBackend backend = provider.open(1)) {
                Tensor x = backend.allocate(Shape.of(2, 2));
                Tensor into = backend.allocate(Shape.of(2, 2));
                backend.copyFrom(new double[] {Double.NaN, 5, 5, 0}, x);

                backend.clamp(into, x, 0.9, 1, 1);

                assertEquals(0, backend.firstNonFinite(into));
                assertTrue(Double.isNaN(host(into)[0]));
                assertArrayEquals(new double[] {1, 0}, Arrays.copyOfRange(host(into), 2, 4));
            }
        }
    }

    private static Tensor tensor(TensorBackend backend, double[] values) {
        Tensor x = backend.allocate(Shape.of(BATCH, SIZE));
        backend.copyFrom(values, x);
        return x;
    }

    private static double[] host(Tensor x) {
        var values = new double[x.shape().size()];
        x.copyTo(values);
        return values;
    }

    /// Numbers that float32 holds exactly.
    private static double[] numbers(int seed, int count) {
        var random = new Random(seed);
        return random.doubles(count, -4, 4).map(v -> (float) v).toArray();
    }

    /// A direction in the plane of two neighbouring elements.
    private static double[] unit(int at) {
        var direction = new double[SIZE];
        direction[at] = 0.6;
        direction[at + 1] = -0.8;
        return direction;
    }
}
