package samplerscope.tensor.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.tensor.Rows;

class DenseKernelTest {

    /// Not a multiple of a tile, nor of a vector.
    private static final int BATCH = 2 * DenseKernel.TILE + 13;

    /// Widths of which no number of registers is a divisor, and those of common networks.
    static Stream<Arguments> networks() {
        return Stream.of(new int[] {1, 1}, new int[] {2, 7, 2}, new int[] {3, 33, 5, 1}, new int[] {2, 64, 64, 64, 2})
            .flatMap(sizes -> Arrays.stream(Activation.values()).map(a -> Arguments.of(sizes, a)))
            .flatMap(a -> IntStream.of(SixRows.ROWS, EightRows.ROWS).mapToObj(rows -> Arguments.of(a.get()[0], a.get()[1], rows)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void vectorsAndScalarsGiveTheSameBits(int[] sizes, Activation activation, int block) {
        var network = new Network(sizes, activation, block);
        float[] x = numbers(1, BATCH * sizes[0], 2);

        assertArrayEquals(bits(network.evaluate(x, false)), bits(network.evaluate(x, true)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void bothAgreeWithTheNetworkInFloat64(int[] sizes, Activation activation, int block) {
        var network = new Network(sizes, activation, block);
        float[] x = numbers(1, BATCH * sizes[0], 2);
        double[] expected = network.reference(x);

        for (boolean vectors : new boolean[] {false, true}) {
            float[] found = network.evaluate(x, vectors);
            for (int i = 0; i < expected.length; i++) {
                // Sums of at most 64 numbers of order 1 through four layers, and activations to 6e-7.
                assertEquals(expected[i], found[i], 1e-5, "number " + i);
            }
        }
    }

    @Test
    void aSampleHasTheSameBitsInAnyBatch() {
        var network = new Network(new int[] {2, 33, 2}, Activation.SILU);
        float[] x = numbers(1, BATCH * 2, 2);
        float[] whole = network.evaluate(x, true);
        var pieces = new float[whole.length];

        for (int from = 0; from < BATCH; from += 17) {
            network.kernel.onVectors(x, pieces, network.biases, Rows.ALL, from, Math.min(BATCH, from + 17));
        }

        assertArrayEquals(bits(whole), bits(pieces));
    }

    @Test
    void onlyTheRowsAskedForAreWritten() {
        var network = new Network(new int[] {2, 9, 2}, Activation.ELU);
        float[] x = numbers(1, BATCH * 2, 2);
        float[] whole = network.evaluate(x, true);
        var some = new float[whole.length];
        var rows = new Rows(2, 3);

        network.kernel.onVectors(x, some, network.biases, rows, 0, rows.count(BATCH));

        for (int i = 0; i < some.length; i++) {
            assertEquals(i / 2 >= 2 && (i / 2 - 2) % 3 == 0 ? whole[i] : 0, some[i], "number " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anActivationIsWithinTheStatedErrorEverywhere(Activation activation) {
        double worst = 0;
        for (float a = -120; a <= 120; a += 0.00173f) {
            double exact = exact(activation, a);
            worst = Math.max(worst, Math.abs(scalar(activation, a) - exact) / Math.max(1, Math.abs(exact)));
        }

        assertTrue(worst < 6e-7, "error " + worst);
        assertTrue(worst > 0, "something was rounded");
    }

    @Test
    void theEndsOfTheActivationsAreWhatTheyShouldBe() {
        assertEquals(0, ScalarLayers.silu(0));
        assertEquals(0, ScalarLayers.elu(0));
        assertEquals(1e30f, ScalarLayers.silu(1e30f));
        assertEquals(1e30f, ScalarLayers.elu(1e30f));
        assertEquals(0, ScalarLayers.silu(-1e6f), 1e-30);
        assertEquals(-1, ScalarLayers.elu(-1e30f));
        assertTrue(Float.isNaN(ScalarLayers.silu(Float.NaN)));
        assertTrue(Float.isNaN(ScalarLayers.elu(Float.NaN)));
    }

    private static float scalar(Activation activation, float a) {
        return switch (activation) {
            case SILU -> ScalarLayers.silu(a);
            case ELU -> ScalarLayers.elu(a);
        };
    }

    private static double exact(Activation activation, double a) {
        return switch (activation) {
            case SILU -> a / (1 + Math.exp(-a));
            case ELU -> a > 0 ? a : Math.expm1(a);
        };
    }

    private static final class Network {
        private final int[] sizes;
        private final Activation activation;
        private final float[] weights;
        private final float[] biases;
        private final DenseKernel kernel;

        Network(int[] sizes, Activation activation) {
            this(sizes, activation, DenseLayer.BEST);
        }

        Network(int[] sizes, Activation activation, int block) {
            this.sizes = sizes;
            this.activation = activation;
            int numbers = 0;
            int outputs = 0;
            for (int l = 1; l < sizes.length; l++) {
                numbers += sizes[l] * sizes[l - 1];
                outputs += sizes[l];
            }
            weights = numbers(5, numbers, 0.2f);
            biases = numbers(6, outputs, 0.5f);
            kernel = new DenseKernel(weights, sizes, activation, block);
        }

        float[] evaluate(float[] x, boolean vectors) {
            var into = new float[BATCH * sizes[sizes.length - 1]];
            if (vectors) {
                kernel.onVectors(x, into, biases, Rows.ALL, 0, BATCH);
            } else {
                kernel.onScalars(x, into, biases, Rows.ALL, 0, BATCH);
            }
            return into;
        }

        double[] reference(float[] x) {
            int size = sizes[sizes.length - 1];
            var all = new double[BATCH * size];
            for (int b = 0; b < BATCH; b++) {
                var h = new double[sizes[0]];
                for (int j = 0; j < h.length; j++) {
                    h[j] = x[b * h.length + j];
                }
                System.arraycopy(through(h), 0, all, b * size, size);
            }
            return all;
        }

        private double[] through(double[] x) {
            double[] h = x;
            int weight = 0;
            int bias = 0;
            for (int l = 1; l < sizes.length; l++) {
                var next = new double[sizes[l]];
                for (int i = 0; i < next.length; i++) {
                    next[i] = biases[bias++];
                    for (double value : h) {
                        next[i] += weights[weight++] * value;
                    }
                    next[i] = l < sizes.length - 1 ? exact(activation, next[i]) : next[i];
                }
                h = next;
            }
            return h;
        }
    }

    private static float[] numbers(int seed, int count, float scale) {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = scale * (float) random.nextGaussian();
        }
        return values;
    }

    private static int[] bits(float[] values) {
        var bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }
}
