package samplerscope.random;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import org.hipparchus.random.MersenneTwister;

/// The numbers of `torch.randn(n, generator=torch.Generator().manual_seed(seed))` in float32.
///
/// From 16 numbers on, blocks of 16 uniform ones become normal by Box and Muller, the first half by the cosine and the
/// second by the sine; the last 16 of a number of them that 16 does not divide are made again from 16 further words.
/// Fewer are made one after the other, in float64 and from two words each.
///
/// PyTorch computes blocks in float32 with the logarithm and sine of whatever vector unit it finds, so its numbers differ
/// between machines in the last digits. Here they are computed in float64 from the same float32 angle, then rounded.
///
/// Source: PyTorch 2.13, ATen/native/cpu/DistributionTemplates.h and ATen/core/DistributionsHelper.h.
final class TorchCpuNormals {

    private static final int BLOCK = 16;
    private static final int HALF = BLOCK / 2;
    private static final int LOW_24 = (1 << 24) - 1;
    private static final long LOW_53 = (1L << 53) - 1;
    private static final float TWO_PI = (float) (2 * PI);

    private TorchCpuNormals() {}

    /// Fills with the numbers `from` to `from + into.length - 1` of `numel`.
    static void fill(double[] into, long seed, long numel, long from) {
        var words = new MersenneTwister((int) seed); // as manual_seed: the upper half of a seed is not used
        if (numel < BLOCK) {
            few(into, words, (int) from);
        } else {
            blocks(into, words, numel, from);
        }
    }

    private static void blocks(double[] into, MersenneTwister words, long numel, long from) {
        long end = from + into.length;
        long whole = numel - numel % BLOCK;
        long at = from - from % BLOCK;
        skip(words, at);
        for (; at < min(end, whole); at += BLOCK) {
            place(into, at - from, block(words));
        }
        if (whole < numel && end > numel - BLOCK) {
            skip(words, numel - at);
            place(into, numel - BLOCK - from, block(words));
        }
    }

    private static void skip(MersenneTwister words, long count) {
        for (long i = 0; i < count; i++) {
            words.nextInt();
        }
    }

    /// Copies what lies inside.
    private static void place(double[] into, long at, double[] block) {
        for (int i = 0; i < BLOCK; i++) {
            if (at + i >= 0 && at + i < into.length) {
                into[(int) (at + i)] = block[i];
            }
        }
    }

    private static double[] block(MersenneTwister words) {
        var block = new double[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (words.nextInt() & LOW_24) * 0x1p-24;
        }
        for (int i = 0; i < HALF; i++) {
            double radius = sqrt(-2 * log(1 - block[i]));
            float angle = TWO_PI * (float) block[i + HALF];
            block[i] = (float) (radius * cos(angle));
            block[i + HALF] = (float) (radius * sin(angle));
        }
        return block;
    }

    private static void few(double[] into, MersenneTwister words, int from) {
        int end = from + into.length;
        for (int i = 0; i < end; i += 2) {
            double angle = 2 * PI * uniform53(words);
            double radius = sqrt(-2 * log1p(-uniform53(words)));
            put(into, i - from, radius * cos(angle));
            put(into, i + 1 - from, radius * sin(angle));
        }
    }

    private static void put(double[] into, int at, double value) {
        if (at >= 0 && at < into.length) {
            into[at] = (float) value;
        }
    }

    private static double uniform53(MersenneTwister words) {
        long high = (long) words.nextInt() << 32;
        return ((high | words.nextInt() & 0xFFFFFFFFL) & LOW_53) * 0x1p-53;
    }
}
