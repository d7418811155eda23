package samplerscope.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.GoldenModels;
import samplerscope.random.NoiseSource.Per;
import samplerscope.random.NoiseSource.Scale;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// Against numbers that PyTorch made; the golden file is written by `assets/training/torch_noise.py`.
class TorchNoiseTest {

    /// PyTorch rounds radius, cosine and product to float32, numbers up to 6: some half units of 2^-22 each.
    private static final double FLOAT32 = 1e-6;
    private static final int A100_THREADS = 108 * 2048;
    /// Half a unit of the fourth digit, in which devices' numbers were published, and the fast sine.
    private static final double FOUR_DIGITS = 5.1e-5;

    @TestFactory
    Stream<DynamicTest> theCpuNoiseIsThatOfPyTorch() {
        return StreamSupport.stream(GoldenModels.read("torch_noise.json").get("cases").spliterator(), false)
            .map(c -> DynamicTest.dynamicTest("seed %s, %s, per %s".formatted(c.get("seed"), c.get("shape"),
                c.get("per").textValue()), () -> check(c)));
    }

    private static void check(JsonNode c) {
        int samples = c.get("shape").get(0).intValue();
        int size = 1;
        for (int k = 1; k < c.get("shape").size(); k++) {
            size *= c.get("shape").get(k).intValue();
        }
        Per per = c.get("per").textValue().equals("batch") ? Per.BATCH : Per.SAMPLE;
        var made = new double[samples * size];

        InitialNoise.of(new NoiseSource.TorchCpu(per, Scale.UNIT), c.get("seed").longValue(), samples).fill(made, 0, size);

        for (int k = 0; k < c.get("at").size(); k++) {
            int at = c.get("at").get(k).intValue();
            assertEquals(c.get("values").get(k).doubleValue(), made[at], FLOAT32, "number " + at);
        }
    }

    /// Printed by programs on CUDA devices: the first four rows of stable-diffusion-webui's `rng_philox.py` for seed 0,
    /// and nineteen numbers of `torch.manual_seed(42); torch.randn(1, 19, device="cuda")`.
    @Test
    void theCudaNoiseIsWhatDevicesPrinted() {
        assertArrayEquals(new double[] {-0.92466259, -0.42534415, -2.6438457, 0.14518388, -0.12086647, -0.57972564,
            -0.62285122, -0.32838709, -1.07454231, -0.36314407, -1.67105067, 2.26550497}, cuda(0, 12, 0), FLOAT32);
        assertArrayEquals(new double[] {0.1940, 2.1614, -0.1721, 0.8491, -1.9244, 0.6530, -0.6494, -0.8175, 0.5280,
            -1.2753, -1.6621, -0.3033, -0.0926, 0.1992, -1.1204, 1.8577, -0.7145, 0.6881, 0.7968}, cuda(42, 19, 0),
            FOUR_DIGITS);
    }

    /// An A100 printed the product of its first two `torch.randn(512, 512, dtype=torch.float16)` with seed 0, which the
    /// matrix tutorial of Triton multiplies: more numbers than it has threads. These are the corners of the last rows.
    @Test
    void aDeviceWithFewerThreadsThanNumbersIsReproduced() {
        double[][] printed = {{40.2812, 18.6094, -25.6094, -2.7598, -3.2441, 41.0000},
            {-6.1211, -16.8281, 4.4844, -21.0312, 24.7031, 15.0234},
            {-17.0938, -19.0000, -0.3831, 21.5469, -30.2344, -13.2188}};
        int[] columns = {0, 1, 2, 509, 510, 511};
        double[] a = cuda(0, 512 * 512, A100_THREADS);
        for (int row = 0; row < 3; row++) {
            for (int c = 0; c < columns.length; c++) {
                double sum = 0;
                for (int k = 0; k < 512; k++) {
                    int at = k * 512 + columns[c];
                    double second = normal4(0, at % A100_THREADS, 1)[at / A100_THREADS]; // after one draw of four each
                    sum += half(a[(509 + row) * 512 + k]) * half(second);
                }
                assertEquals(printed[row][c], sum, 0.02, "half a unit of float16 at 41, and rounded inputs");
            }
        }
    }

    private static double half(double value) {
        return Float.float16ToFloat(Float.floatToFloat16((float) value));
    }

    /// The kernel as it is written, thread by thread.
    @ParameterizedTest(name = "{0} numbers by {1} threads")
    @CsvSource({"255, 512", "512, 512", "513, 512", "2048, 512", "2049, 512", "5000, 256", "3000, 1024"})
    void eachThreadOfADevicePutsFourNumbersAStrideApart(int numel, int threads) {
        var expected = new double[numel];
        int stride = StrictMath.min(threads, (numel + 255) / 256 * 256);
        for (int thread = 0; thread < stride; thread++) {
            int round = 0;
            for (int at = thread; at < numel; at += 4 * stride) {
                double[] four = normal4(7, thread, round++);
                for (int k = 0; k < 4 && at + k * stride < numel; k++) {
                    expected[at + k * stride] = four[k];
                }
            }
        }

        assertArrayEquals(expected, cuda(7, numel, threads), 1e-5, "a uniform number near 1 in float32");
    }

    private static double[] normal4(int seed, int thread, int round) {
        int[] w = {round, 0, thread, 0};
        Philox.words(w, seed, 0);
        double a = StrictMath.sqrt(-2 * StrictMath.log(Philox.open01(w[0])));
        double b = StrictMath.sqrt(-2 * StrictMath.log(Philox.open01(w[2])));
        double v = 2 * StrictMath.PI * Philox.open01(w[1]);
        double u = 2 * StrictMath.PI * Philox.open01(w[3]);
        return new double[] {a * StrictMath.sin(v), a * StrictMath.cos(v), b * StrictMath.sin(u), b * StrictMath.cos(u)};
    }

    @ParameterizedTest(name = "samples of {0} numbers")
    @CsvSource({"1", "2", "3", "7", "16", "17", "50"})
    void aPartOfARunIsThatPartOfTheWhole(int size) {
        for (NoiseSource source : new NoiseSource[] {new NoiseSource.Own(), new NoiseSource.TorchCpu(Per.BATCH, Scale.UNIT),
            new NoiseSource.TorchCpu(Per.SAMPLE, Scale.UNIT), new NoiseSource.TorchCuda(Per.BATCH, 0, Scale.UNIT),
            new NoiseSource.TorchCuda(Per.SAMPLE, 0, Scale.UNIT)}) {
            var noise = InitialNoise.of(source, 3, 7);
            var whole = new double[7 * size];
            noise.fill(whole, 0, size);
            for (int first = 0; first < 7; first++) {
                var part = new double[(7 - first > 2 ? 2 : 1) * size];
                noise.fill(part, first, size);
                assertArrayEquals(Arrays.copyOfRange(whole, first * size, first * size + part.length), part);
            }
        }
    }

    @Test
    void asOneTensorTheNumberOfSamplesIsPartOfTheNoise() {
        var two = new double[10];
        var three = new double[10];
        InitialNoise.of(new NoiseSource.TorchCpu(Per.BATCH, Scale.UNIT), 3, 2).fill(two, 0, 5);
        InitialNoise.of(new NoiseSource.TorchCpu(Per.BATCH, Scale.UNIT), 3, 4).fill(three, 0, 5);

        assertNotEquals(two[9], three[9]);
        assertEquals(InitialNoise.of(new NoiseSource.TorchCpu(Per.SAMPLE, Scale.UNIT), 3, 2),
            InitialNoise.of(new NoiseSource.TorchCpu(Per.SAMPLE, Scale.UNIT), 3, 4));
    }

    @Test
    void aDeviceHasWholeBlocksOfThreads() {
        var family = BuiltInNoises.families().getLast();

        var e = assertThrows(InvalidParameterException.class, () -> family.create().apply(
            Settings.of("noise", family.parameters(), Map.of("threads", new Setting.Num(1000)))));

        assertEquals("noise.threads", e.place());
    }

    private static double[] cuda(long seed, int numel, int threads) {
        var made = new double[numel];
        InitialNoise.of(new NoiseSource.TorchCuda(Per.BATCH, threads, Scale.UNIT), seed, 1).fill(made, 0, numel);
        return made;
    }
}
