package samplerscope.tensor.simd;

import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.random.Philox;

/// The numbers of {@link NormalDraws} rounded to float32, bit for bit, without most of its cost.
///
/// Logarithms, sines and cosines are computed for a block of pairs at once, in float64 and to 1e-14: far more than float32
/// holds. A number that so lies too near the middle between two floats to say which is nearer, one in some hundred
/// thousand, is computed as `NormalDraws` does.
final class NormalKernel {

    private static final VectorWarmth WARMTH = VectorWarmth.of("normals", NormalKernel::trial);

    /// Beyond the error of a number of any size, which is at most 7.
    private static final double DOUBT = 1e-13;
    private static final long SQRT_HALF = Double.doubleToRawLongBits(StrictMath.sqrt(0.5));
    private static final int MANTISSA = 52;
    /// By the quarter of the circle that is nearest.
    private static final double[] COSINE_SIGNS = {1, -1, -1, 1, 1};
    private static final double[] SINE_SIGNS = {1, 1, -1, -1, 1};

    private final NormalPass.Block block = new NormalPass.Block();
    private final int[] first = new int[NormalPass.Block.SIZE];
    private final int[] second = new int[NormalPass.Block.SIZE];
    private final int[] quarter = new int[NormalPass.Block.SIZE];
    /// Where a pair goes; the complement where only its first number does.
    private final int[] place = new int[NormalPass.Block.SIZE];
    private final double[] exact = new double[2];
    private final float[] into;
    private int filled;

    private NormalKernel(float[] into) {
        this.into = into;
    }

    /// Whether {@link #fill} is worth being called by now.
    static boolean pays() {
        return WARMTH.vectorsPay();
    }

    /// Fills rows `from` (inclusive) to `to` (exclusive).
    ///
    /// @param into [B, size]
    static void fill(float[] into, int size, DrawKey key, int from, int to) {
        var kernel = new NormalKernel(into);
        var words = new int[4];
        for (int row = from; row < to; row++) {
            long seed = key.seed() + key.firstSample() + row;
            for (int i = 0; i < size; i += 4) {
                words[0] = i / 4;
                words[1] = key.draw();
                words[2] = key.step();
                words[3] = key.stream().ordinal();
                Philox.words(words, (int) seed, (int) (seed >>> 32));
                kernel.add(words[0], words[1], row * size + i, size - i);
                if (i + 2 < size) {
                    kernel.add(words[2], words[3], row * size + i + 2, size - i - 2);
                }
            }
        }
        kernel.flush();
    }

    private void add(int a, int b, int at, int left) {
        int n = filled++;
        first[n] = a;
        second[n] = b;
        place[n] = left > 1 ? at : ~at;
        double u = Philox.open01(a);
        long bits = Double.doubleToRawLongBits(u);
        long exponent = (bits - SQRT_HALF) >> MANTISSA;
        block.exponents[n] = exponent;
        block.mantissas[n] = Double.longBitsToDouble(bits - (exponent << MANTISSA));
        double turns = 4 * Philox.open01(b);
        quarter[n] = (int) (turns + 0.5);
        block.quarters[n] = turns - quarter[n];
        if (filled == NormalPass.Block.SIZE) {
            flush();
        }
    }

    private void flush() {
        NormalPass.all(block);
        for (int n = 0; n < filled; n++) {
            int q = quarter[n];
            double radius = block.radii[n];
            boolean swapped = (q & 1) == 1;
            double cosine = COSINE_SIGNS[q] * radius * (swapped ? block.sines[n] : block.cosines[n]);
            double sine = SINE_SIGNS[q] * radius * (swapped ? block.cosines[n] : block.sines[n]);
            write(n, cosine, sine);
        }
        filled = 0;
    }

    private void write(int n, double cosine, double sine) {
        double x = cosine;
        double y = sine;
        if (isInDoubt(x) || isInDoubt(y)) {
            NormalDraws.pair(exact, 0, first[n], second[n]);
            x = exact[0];
            y = exact[1];
        }
        int at = place[n];
        into[at < 0 ? ~at : at] = (float) x;
        if (at >= 0) {
            into[at + 1] = (float) y;
        }
    }

    private static boolean isInDoubt(double value) {
        return (float) (value - DOUBT) != (float) (value + DOUBT);
    }

    private static VectorWarmth.Trial trial() {
        int rows = NormalPass.Block.SIZE;
        var key = DrawKey.initial(0, 0);
        var values = new float[2 * rows];
        var row = new double[2];
        return new VectorWarmth.Trial(() -> {
            for (int b = 0; b < rows; b++) {
                NormalDraws.fill(row, key, b);
                values[2 * b] = (float) row[0];
                values[2 * b + 1] = (float) row[1];
            }
        }, () -> fill(values, 2, key, 0, rows));
    }
}
