package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.random.DrawKey;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Shape;
import samplerscope.tensor.ShapeException;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

class CpuBackendsTest {

    /// Prime, empty, and more than one grain per thread; no vector width divides the odd ones.
    private static final int[] LENGTHS = {0, 1, 7, 1021, (3 << 15) + 13};

    static Stream<Arguments> lengthsAndTerms() {
        return Arrays.stream(LENGTHS).boxed()
            .flatMap(n -> Stream.of(0, 1, 2, 3, 4, 5, 8).map(terms -> Arguments.of(n, terms)));
    }

    @ParameterizedTest(name = "{1} terms of {0} numbers")
    @MethodSource("lengthsAndTerms")
    void combineAgreesWithTheReference(int length, int terms) {
        var coefficients = coefficients(terms);
        double[] expected;
        try (var reference = new Float64Backend(2)) {
            expected = combined(reference, length, coefficients);
        }

        try (var backend = new Float32Backend(2)) {
            double[] actual = combined(backend, length, coefficients);

            for (int i = 0; i < length; i++) {
                // Each term is rounded three times (coefficient, input, sum) to 2^-24 of at most 4 * 3 in size.
                assertEquals(expected[i], actual[i], 3 * terms * 12 * 0x1p-24, "number " + i);
            }
        }
    }

    @ParameterizedTest(name = "{1} terms of {0} numbers")
    @MethodSource("lengthsAndTerms")
    void combineHasTheBitsOfItsScalarTwin(int length, int terms) {
        var in = new float[terms][];
        var c = new float[terms];
        for (int k = 0; k < terms; k++) {
            in[k] = floats(length, k);
            c[k] = (float) coefficients(terms)[k];
        }
        var vectorised = new float[length];
        var scalar = new float[length];

        Float32Kernels.combine(vectorised, c, in, 0, length);
        Float32Kernels.combineScalar(scalar, c, in, 0, length);

        assertArrayEquals(bits(scalar), bits(vectorised));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theNumberOfThreadsNeverChangesABit(int threads) {
        for (BackendProvider provider : CpuBackends.all()) {
            try (TensorBackend one = provider.open(1); TensorBackend many = provider.open(threads)) {
                int length = LENGTHS[4];

                assertArrayEquals(combined(one, length, coefficients(3)), combined(many, length, coefficients(3)));
                assertArrayEquals(drawn(one, Shape.of(501, 7)), drawn(many, Shape.of(501, 7)));
            }
        }
    }

    @Test
    void drawsOfBothPrecisionsAreTheSameNumbers() {
        try (var exact = new Float64Backend(1); var rounded = new Float32Backend(2)) {
            double[] doubles = drawn(exact, Shape.of(33, 5));
            double[] singles = drawn(rounded, Shape.of(33, 5));

            for (int i = 0; i < doubles.length; i++) {
                assertEquals((float) doubles[i], singles[i]);
            }
        }
    }

    static Stream<Arguments> backendsAndPositions() {
        return CpuBackends.all().stream()
            .flatMap(p -> Stream.of(0, 1, 15, 16, 1020, 98304, 98315).map(i -> Arguments.of(p, i)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("backendsAndPositions")
    void theFirstSampleThatIsNotFiniteIsFound(BackendProvider provider, int position) {
        try (TensorBackend backend = provider.open(3)) {
            Tensor x = backend.allocate(Shape.of(98316 / 3, 3));
            var values = new double[x.shape().size()];
            Arrays.fill(values, -1e38); // finite in float32, though a sum of them is not
            backend.copyFrom(values, x);
            assertEquals(-1, backend.firstNonFinite(x));

            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                values[position] = bad;
                values[values.length - 1] = bad;
                backend.copyFrom(values, x);

                assertEquals(position / 3, backend.firstNonFinite(x));
            }
        }
    }

    @Test
    void copiesTakeTheFirstNumbersAndRoundOnce() {
        for (BackendProvider provider : CpuBackends.all()) {
            try (TensorBackend backend = provider.open(1)) {
                Tensor x = backend.allocate(Shape.of(2, 2));
                backend.copyFrom(new double[] {0.1, 0.2, 0.3, 0.4}, x);
                var doubles = new double[3];
                var singles = new float[3];
                x.copyTo(doubles);
                x.copyTo(singles);

                double tenth = x.precision() == Precision.FLOAT64 ? 0.1 : 0.1f;
                assertEquals(tenth, doubles[0]);
                assertArrayEquals(new float[] {0.1f, 0.2f, 0.3f}, singles);
            }
        }
    }

    @Test
    void aCopyOfAnotherSizeIsRefused() {
        for (BackendProvider provider : CpuBackends.all()) {
            try (TensorBackend backend = provider.open(1)) {
                Tensor x = backend.allocate(Shape.of(2, 2));

                assertThrows(ShapeException.class, () -> backend.copyFrom(new double[3], x));
            }
        }
    }

    @Test
    void bothAreAlwaysAvailableAndSayWhatTheyAre() {
        assertEquals(2, CpuBackends.all().size());
        for (BackendProvider provider : CpuBackends.all()) {
            try (TensorBackend backend = provider.open(2)) {
                assertTrue(provider.unavailable().isEmpty());
                assertTrue(backend.name().startsWith("CPU, 2 threads, float"), backend.name());
                assertTrue(backend.name().endsWith(backend.precision() == Precision.FLOAT32 ? "32" : "64"));
            }
        }
    }

    @Test
    void aNetworkHasTheSameBitsOnAnyNumberOfThreads() {
        var weights = new Constants(floats(2 * 17 + 17 * 2, 3));
        var network = new Field.Mlp(weights, new int[] {2, 17, 2}, floats(17 + 2, 4));

        double[] one = evaluated(network, 1);

        assertArrayEquals(one, evaluated(network, 3));
        assertTrue(Arrays.stream(one).anyMatch(v -> v != one[0]), "something was computed");
    }

    private static double[] evaluated(Field.Mlp network, int threads) {
        try (var backend = new Float32Backend(threads)) {
            Tensor x = backend.allocate(Shape.of(1021, 2));
            Tensor into = backend.allocate(Shape.of(1021, 2));
            backend.drawNormal(x, DrawKey.initial(1, 0));
            backend.networks().orElseThrow().evaluate(network, Rows.ALL, x, into);
            var result = new double[into.shape().size()];
            into.copyTo(result);
            return result;
        }
    }

    private static double[] combined(TensorBackend backend, int length, double[] coefficients) {
        var inputs = new Tensor[coefficients.length];
        for (int k = 0; k < inputs.length; k++) {
            inputs[k] = backend.allocate(Shape.of(length, 1));
            var values = new double[length];
            float[] floats = floats(length, k);
            Arrays.setAll(values, i -> floats[i]);
            backend.copyFrom(values, inputs[k]);
        }
        Tensor into = backend.allocate(Shape.of(length, 1));
        backend.copyFrom(new Random(9).doubles(length).toArray(), into); // whatever was there is overwritten
        backend.combine(into, coefficients, inputs);
        var result = new double[length];
        into.copyTo(result);
        return result;
    }

    private static double[] drawn(TensorBackend backend, Shape shape) {
        Tensor into = backend.allocate(shape);
        backend.drawNormal(into, DrawKey.solver(42, 3, 1, 0));
        var result = new double[shape.size()];
        into.copyTo(result);
        return result;
    }

    private static double[] coefficients(int terms) {
        return new Random(5).doubles(terms, -3, 3).toArray();
    }

    private static float[] floats(int length, int seed) {
        var random = new Random(seed);
        var values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat(-4, 4);
        }
        return values;
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }
}
