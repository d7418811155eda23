package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Dynamic thresholding, a workgroup for each sample; see {@link samplerscope.tensor.TensorBackend#clamp}.
///
/// The quantile needs two neighbouring order statistics of `|x|`. They are found without sorting: bisection counts how
/// many numbers lie below a value, and once the interval is as narrow as float32, the next numbers above it are taken
/// one by one until the count is right. That ends at a number of the sample, so the result is exact.
public final class ClampKernel {

    /// Threads per workgroup, and so per sample.
    public static final int GROUP = 64;

    /// Halvings after which an interval of float32 numbers is as good as a point.
    private static final int HALVINGS = 32;

    private ClampKernel() {}

    /// @param program `into x D below`, where `below` is the index of the lower order statistic
    /// @param numbers share of the way to the next one, floor, ceiling
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        // Arrays in local memory stay in this method: handed to another, they would be addressed wrongly.
        float[] counts = context.allocateFloatLocalArray(GROUP);
        float[] values = context.allocateFloatLocalArray(GROUP);
        int thread = context.localIdx;
        int size = program.get(2);
        int x = program.get(1) + context.groupIdx * size;
        int into = program.get(0) + context.groupIdx * size;

        float most = 0f;
        float poison = 0f;
        for (int j = thread; j < size; j += GROUP) {
            float value = arena.get(x + j);
            most = TornadoMath.max(most, TornadoMath.abs(value));
            poison += value * 0f;
        }
        values[thread] = most;
        counts[thread] = poison;
        context.localBarrier();
        for (int i = 0; i < GROUP; i++) {
            most = TornadoMath.max(most, values[i]);
            poison += counts[i];
        }
        context.localBarrier();

        float wanted = program.get(3) + 1f;
        float low = -1f;
        float high = most;
        float candidate = most;
        float statistic = most;
        float next = most;
        float probe = low;
        int passes = HALVINGS + 2 + size;
        for (int pass = 0; pass < passes; pass++) {
            // How many numbers are at most the probe, and the smallest above it.
            float count = 0f;
            float above = most;
            for (int j = thread; j < size; j += GROUP) {
                float value = TornadoMath.abs(arena.get(x + j));
                if (value <= probe) {
                    count += 1f;
                } else {
                    above = TornadoMath.min(above, value);
                }
            }
            values[thread] = above;
            counts[thread] = count;
            context.localBarrier();
            count = 0f;
            for (int i = 0; i < GROUP; i++) {
                count += counts[i];
                above = TornadoMath.min(above, values[i]);
            }
            context.localBarrier();
            if (pass <= HALVINGS) {
                if (count >= wanted) {
                    high = probe;
                } else {
                    low = probe;
                    candidate = above;
                }
            } else if (count >= wanted) {
                statistic = probe;
                next = above;
                if (count >= wanted + 1f) {
                    next = probe;
                }
                pass = passes;
            } else {
                candidate = above;
            }
            probe = candidate;
            if (pass < HALVINGS) {
                probe = low + 0.5f * (high - low);
            }
        }

        float quantile = statistic + numbers.get(0) * (next - statistic);
        float bound = TornadoMath.min(numbers.get(2), TornadoMath.max(numbers.get(1), quantile));
        float gain = numbers.get(1) / bound;
        for (int j = thread; j < size; j += GROUP) {
            float value = arena.get(x + j);
            float clamped = TornadoMath.min(bound, TornadoMath.max(-bound, value)) * gain;
            if (poison == 0f) {
                value = clamped;
            }
            arena.set(into + j, value);
        }
    }
}
