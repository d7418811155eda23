package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// A softmax of every row in place, relative to the largest logit, a workgroup for each row.
public final class SoftmaxKernel {

    /// Threads per workgroup, and so per row.
    public static final int GROUP = 64;

    private SoftmaxKernel() {}

    /// @param program `l N`: the logits, [rows][N]
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] shared = context.allocateFloatLocalArray(GROUP);
        int thread = context.localIdx;
        int length = program.get(1);
        int row = program.get(0) + context.groupIdx * length;
        float top = arena.get(row);
        for (int n = thread; n < length; n += GROUP) {
            top = TornadoMath.max(top, arena.get(row + n));
        }
        shared[thread] = top;
        for (int half = GROUP / 2; half > 0; half /= 2) {
            context.localBarrier();
            if (thread < half) {
                shared[thread] = TornadoMath.max(shared[thread], shared[thread + half]);
            }
        }
        context.localBarrier();
        top = shared[0];
        context.localBarrier();
        float sum = 0f;
        for (int n = thread; n < length; n += GROUP) {
            float weight = TornadoMath.exp(arena.get(row + n) - top);
            arena.set(row + n, weight);
            sum += weight;
        }
        shared[thread] = sum;
        for (int half = GROUP / 2; half > 0; half /= 2) {
            context.localBarrier();
            if (thread < half) {
                shared[thread] += shared[thread + half];
            }
        }
        context.localBarrier();
        float gain = 1f / shared[0];
        for (int n = thread; n < length; n += GROUP) {
            arena.set(row + n, gain * arena.get(row + n));
        }
    }
}
