package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Puts numbers of the host into the arena.
public final class LoadKernel {

    private LoadKernel() {}

    /// @param program where to, how many
    /// @param numbers the numbers
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        int i = context.globalIdx;
        if (i < program.get(1)) {
            arena.set(program.get(0) + i, numbers.get(i));
        }
    }
}
