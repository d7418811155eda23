package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.gpu.kernel.NormsKernel;

/// Norms on the device against float64.
@Tag("gpu")
class NormsKernelTest {

    /// A quotient, its square, a compensated sum, six sums of lanes, the root and a product: each rounded by half a unit,
    /// and the device's own quotient and root by up to two units and a half.
    private static final double BOUND = 16 * 0x1p-24;

    private final DeviceSpace space = TestDevice.space();
    private final Random random = new Random(5);

    @ParameterizedTest
    @CsvSource({"1,1", "3,1", "1,2", "1001,2", "65,3", "7,5", "33,63", "2,64", "5,65", "64,3072", "1,1000003",
        "1000000,2"})
    void areThoseOfFloat64(int batch, int size) {
        float[] a = normal(batch * size, 3);
        float[] b = normal(batch * size, 3);

        assertNorms(a, new float[a.length], norms(a, null, batch, size), size);
        assertNorms(a, b, norms(a, b, batch, size), size);
    }

    /// Whose squares float32 does not have.
    @ParameterizedTest
    @CsvSource({"1e30", "1e-30"})
    void ofLargeAndSmallNumbersAreRight(double scale) {
        float[] a = normal(5 * 77, scale);

        assertNorms(a, new float[a.length], norms(a, null, 5, 77), 77);
    }

    @Test
    void ofNothingButZerosIsZero() {
        for (float norm : norms(new float[6], null, 3, 2)) {
            assertEquals(0, norm);
        }
    }

    @Test
    void ofWhatIsNotFiniteIsNotFiniteAndOthersAreLeftAlone() {
        var a = new float[] {3, 4, Float.NaN, 0, 0, Float.NEGATIVE_INFINITY, 6, 8};

        float[] norms = norms(a, null, 4, 2);

        assertEquals(5, norms[0]);
        assertFalse(Float.isFinite(norms[1]));
        assertFalse(Float.isFinite(norms[2]));
        assertEquals(10, norms[3]);
    }

    private float[] norms(float[] a, float[] b, int batch, int size) {
        int at = loaded(a);
        int other = b == null ? NormsKernel.NONE : loaded(b);
        int into = space.take(batch + 1);
        space.load(new float[batch + 1], into);
        space.launch(Kernel.NORMS, NormsKernel.program(into, at, other, batch, size), new float[0],
            NormsKernel.threads(batch, size));
        var norms = new float[batch + 1];
        space.read(into, norms);
        assertEquals(0, norms[batch], "written behind the last norm");
        space.giveBack(into);
        space.giveBack(at);
        if (b != null) {
            space.giveBack(other);
        }
        return Arrays.copyOf(norms, batch);
    }

    private int loaded(float[] values) {
        int at = space.take(values.length);
        space.load(values, at);
        return at;
    }

    private static void assertNorms(float[] a, float[] b, float[] norms, int size) {
        for (int row = 0; row < norms.length; row++) {
            double sum = 0;
            for (int j = row * size; j < (row + 1) * size; j++) {
                double difference = (double) (a[j] - b[j]);
                sum += difference * difference;
            }
            double expected = Math.sqrt(sum);
            assertTrue(Math.abs(norms[row] - expected) <= BOUND * expected, "norm %d is %s, not %s".formatted(row,
                norms[row], expected));
        }
    }

    private float[] normal(int count, double scale) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return values;
    }
}
