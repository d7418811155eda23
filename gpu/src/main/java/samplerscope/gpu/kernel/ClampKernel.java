package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Dynamic thresholding; see {@link samplerscope.tensor.TensorBackend#clamp}.
///
/// The quantile needs two neighbouring order statistics of `|x|`. They are found without sorting: float32 numbers that
/// are not negative are ordered as their bits are, so 31 halvings of the bits, each a count of how many numbers are at
/// most a value, end at the very number of the sample.
///
/// A large sample has a workgroup to itself. A small one has a single thread, which needs to wait for nobody.
public final class ClampKernel {

    /// Threads per workgroup.
    public static final int GROUP = 64;

    /// Numbers of a sample that one thread counts alone.
    private static final int FEW = 16;
    private static final int HALVINGS = 31;
    /// Bits of infinity.
    private static final int MOST = 0x7F800000;

    private ClampKernel() {}

    /// Launched with a workgroup for each sample, whatever its size: where a thread is enough for one, the first groups
    /// do all of them.
    ///
    /// @param program `into x D below`, where `below` is the index of the lower order statistic; `D` below 2^24, so that
    ///                counts are exact
    /// @param numbers share of the way to the next one, floor, ceiling
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        // Arrays in local memory stay in this method: handed to another, they would be addressed wrongly.
        float[] counts = context.allocateFloatLocalArray(GROUP);
        float[] values = context.allocateFloatLocalArray(GROUP);
        int thread = context.localIdx;
        int size = program.get(2);
        int batch = context.globalGroupSizeX / GROUP;
        int lanes = GROUP;
        if (size <= FEW) {
            lanes = 1;
        }
        int row = context.globalIdx / lanes;
        int lane = context.globalIdx - row * lanes;
        int x = program.get(1) + row * size;
        int into = program.get(0) + row * size;
        int mine = size;
        if (row >= batch) {
            mine = 0; // no return: all threads of a group meet at its barriers
        }
        int passes = HALVINGS + 1;
        if (context.groupIdx * GROUP >= batch * lanes) {
            passes = 0;
        }

        // 0 unless there is a NaN; an infinity leaves it 0.
        float poison = 0f;
        float wanted = program.get(3) + 1f;
        int low = -1;
        int high = MOST;
        float statistic = 0f;
        float next = 0f;
        for (int pass = 0; pass < passes; pass++) {
            // In the last pass, at the statistic, what lies above it is wanted too.
            int middle = low + (high - low) / 2;
            if (pass == HALVINGS) {
                middle = high;
            }
            float probe = number(middle);
            float count = 0f;
            float above = number(MOST);
            poison = 0f;
            for (int j = lane; j < mine; j += lanes) {
                float value = TornadoMath.abs(arena.get(x + j));
                poison += 0f / (1f + value);
                if (value <= probe) {
                    count += 1f;
                } else {
                    above = TornadoMath.min(above, value);
                }
            }
            if (lanes > 1) {
                values[thread] = above;
                counts[thread] = count + poison;
                for (int half = GROUP / 2; half > 0; half /= 2) {
                    context.localBarrier();
                    if (thread < half) {
                        counts[thread] += counts[thread + half];
                        values[thread] = TornadoMath.min(values[thread], values[thread + half]);
                    }
                }
                context.localBarrier();
                count = counts[0];
                above = values[0];
                poison = 0f * count;
                context.localBarrier();
            }
            if (pass == HALVINGS) {
                statistic = probe;
                next = above;
                if (count >= wanted + 1f) {
                    next = probe;
                }
            } else if (count >= wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }

        float quantile = statistic;
        if (numbers.get(0) > 0f) {
            quantile = statistic + numbers.get(0) * (next - statistic);
        }
        poison += 0f / (1f + TornadoMath.abs(quantile));
        float bound = TornadoMath.min(numbers.get(2), TornadoMath.max(numbers.get(1), quantile));
        float gain = numbers.get(1) / bound;
        for (int j = lane; j < mine; j += lanes) {
            float value = arena.get(x + j);
            float clamped = TornadoMath.min(bound, TornadoMath.max(-bound, value)) * gain;
            if (poison == 0f) {
                value = clamped;
            }
            arena.set(into + j, value);
        }
    }

    /// The number with these bits, not negative, by arithmetic: bits cannot be taken for a number in generated code.
    private static float number(int bits) {
        float value = (bits & 0x7FFFFF) * 1.1920928955078125e-7f;
        int exponent = (bits >> 23) - 127;
        if (exponent < -126) {
            exponent = -126;
        } else {
            value = value + 1f;
        }
        float power = 2f;
        int count = exponent;
        if (exponent < 0) {
            power = 0.5f;
            count = 0 - exponent;
        }
        for (int i = 0; i < 8; i++) {
            if ((count & 1) == 1) {
                value = value * power;
            }
            power = power * power;
            count = count >> 1;
        }
        return value;
    }
}
