package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// A gain of its own along each of some directions, a workgroup for each sample; see
/// {@link samplerscope.tensor.TensorBackend#filter}.
///
/// Samples of up to four numbers do not come here: {@link StepKernel} has an instruction for them.
public final class FilterKernel {

    /// Threads per workgroup, and so per sample.
    public static final int GROUP = 64;

    private FilterKernel() {}

    /// @param program `into x D U R`, with `U` [R][D] in the arena
    /// @param numbers across, then along minus across for each direction
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] shared = context.allocateFloatLocalArray(GROUP);
        int thread = context.localIdx;
        int size = program.get(2);
        int x = program.get(1) + context.groupIdx * size;
        int into = program.get(0) + context.groupIdx * size;
        for (int j = thread; j < size; j += GROUP) {
            arena.set(into + j, numbers.get(0) * arena.get(x + j));
        }
        int directions = program.get(4);
        for (int r = 0; r < directions; r++) {
            int u = program.get(3) + r * size;
            float dot = 0f;
            for (int j = thread; j < size; j += GROUP) {
                dot = arena.get(u + j) * arena.get(x + j) + dot;
            }
            shared[thread] = dot;
            for (int half = GROUP / 2; half > 0; half /= 2) {
                context.localBarrier();
                if (thread < half) {
                    shared[thread] += shared[thread + half];
                }
            }
            context.localBarrier();
            float gain = numbers.get(1 + r) * shared[0];
            context.localBarrier();
            for (int j = thread; j < size; j += GROUP) {
                arena.set(into + j, gain * arena.get(u + j) + arena.get(into + j));
            }
        }
    }
}
