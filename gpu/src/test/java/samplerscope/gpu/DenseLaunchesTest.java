package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.Rows;

/// Networks of dense layers on the device against float64.
@Tag("gpu")
class DenseLaunchesTest {

    private final DeviceSpace space = TestDevice.space();
    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"1,1 1", "1,2 2", "3,2 1 2", "1001,2 128 128 128 2", "64,3 5 7 9 11 3", "33,31 33 31", "5,65 257 100 65",
        "4,3072 64 3072"})
    void areThoseOfFloat64(int batch, String widths) {
        agree(network(widths), Rows.ALL, batch);
    }

    @ParameterizedTest
    @CsvSource({"0,3", "2,3", "5,7", "40,50"})
    void evaluateSomeRowsAndLeaveTheOthers(int first, int stride) {
        agree(network("2 40 2"), new Rows(first, stride), 40);
    }

    /// More than is between two layers at a time, so that a batch is done in parts.
    @Test
    void doLargeBatchesInParts() {
        agree(network("2 1000 2"), new Rows(1, 2), 50_000);
    }

    private void agree(Field.Mlp network, Rows rows, int batch) {
        int size = network.sizes()[0];
        float[] x = normal(batch * size, 1);
        var before = new float[batch * size + 1];
        Arrays.fill(before, 7);
        int[] at = Stream.of(network.weights().values(), network.biases(), x, before).mapToInt(this::loaded).toArray();

        long used = space.used();
        new DenseLaunches(space, network, at[0], at[1]).evaluate(rows, batch, at[2], at[3]);

        assertEquals(used, space.used(), "what was between the layers is given back");
        var found = new float[before.length];
        space.read(at[3], found);
        Arrays.stream(at).forEach(space::giveBack);
        for (int row = 0; row <= batch; row++) {
            boolean asked = row < batch && row >= rows.first() && (row - rows.first()) % rows.stride() == 0;
            compare(asked ? reference(network, Arrays.copyOfRange(x, row * size, (row + 1) * size))
                : new Value[] {new Value(7, 0)}, found, row * size, asked ? size : Math.min(1, found.length - row * size));
        }
    }

    /// A number and how far rounding may have moved it.
    private record Value(double value, double error) {}

    private static void compare(Value[] expected, float[] found, int from, int count) {
        for (int j = 0; j < count; j++) {
            double apart = Math.abs(found[from + j] - expected[j].value);
            assertTrue(apart <= expected[j].error, "number %d is %s, not %s: more than %s apart".formatted(from + j,
                found[from + j], expected[j].value, expected[j].error));
        }
    }

    /// In float64, with a bound that follows from the numbers: a sum of `n` products in float32 is off by at most
    /// `n 2^-24` of the sum of their magnitudes, SiLU has a slope of at most 1.1 and is itself right to some units.
    private static Value[] reference(Field.Mlp network, float[] x) {
        int[] sizes = network.sizes();
        var h = new Value[x.length];
        Arrays.setAll(h, j -> new Value(x[j], 0));
        int weight = 0;
        int bias = 0;
        for (int l = 0; l < sizes.length - 1; l++) {
            var next = new Value[sizes[l + 1]];
            for (int i = 0; i < next.length; i++) {
                double sum = network.biases()[bias + i];
                double size = Math.abs(sum);
                double error = 0;
                for (int j = 0; j < h.length; j++) {
                    float w = network.weights().values()[weight + i * h.length + j];
                    sum += w * h[j].value;
                    size += Math.abs(w * h[j].value);
                    error += Math.abs(w) * h[j].error;
                }
                error += (h.length + 2) * 0x1p-24 * (size + error);
                next[i] = l == sizes.length - 2 ? new Value(sum, error)
                    : new Value(sum / (1 + Math.exp(-sum)), 1.1 * error + 8 * 0x1p-24 * Math.abs(sum));
            }
            weight += h.length * next.length;
            bias += next.length;
            h = next;
        }
        return h;
    }

    private Field.Mlp network(String widths) {
        int[] sizes = Arrays.stream(widths.split(" ")).mapToInt(Integer::parseInt).toArray();
        var weights = new float[0];
        int outputs = 0;
        for (int l = 0; l < sizes.length - 1; l++) {
            float[] layer = normal(sizes[l] * sizes[l + 1], 1 / Math.sqrt(sizes[l]));
            int at = weights.length;
            weights = Arrays.copyOf(weights, at + layer.length);
            System.arraycopy(layer, 0, weights, at, layer.length);
            outputs += sizes[l + 1];
        }
        return new Field.Mlp(new Constants(weights), sizes, normal(outputs, 0.5));
    }

    private int loaded(float[] values) {
        int at = space.take(values.length);
        space.load(values, at);
        return at;
    }

    private float[] normal(int count, double scale) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
