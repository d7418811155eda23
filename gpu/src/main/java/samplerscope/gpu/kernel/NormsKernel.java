package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Euclidean norm of every sample, or of the difference of two.
///
/// Some lanes of a workgroup share a sample: all of them a large one, one lane alone a single number. Numbers are divided
/// by the largest before they are squared, since float32 would lose squares of what is above 1e19 or below 1e-19.
public final class NormsKernel {

    /// Threads per workgroup.
    public static final int GROUP = 64;
    /// In place of a second register: the norm of the first alone.
    public static final int NONE = -1;

    private NormsKernel() {}

    /// @param into where the norms go, [B]
    /// @param a    [B, D]
    /// @param b    [B, D], or {@link #NONE}
    public static int[] program(int into, int a, int b, int batch, int size) {
        return new int[] {into, a, b, batch, size, lanes(size)};
    }

    /// How many threads there are for a program.
    public static long threads(int batch, int size) {
        return (long) batch * lanes(size);
    }

    private static int lanes(int size) {
        return Math.min(GROUP, Integer.highestOneBit(Math.max(1, 2 * size - 1)));
    }

    /// A sample that is not finite gets a norm that is not finite.
    ///
    /// @param program `into a b B D lanes`, with `b` -1 for the norm of `a` alone and `lanes` a power of two
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] shared = context.allocateFloatLocalArray(GROUP);
        int thread = context.localIdx;
        int size = program.get(4);
        int lanes = program.get(5);
        int row = context.globalIdx / lanes;
        int lane = context.globalIdx - row * lanes;
        int a = program.get(1) + row * size;
        int b = program.get(2) + row * size;
        int mine = size;
        if (row >= program.get(3)) {
            mine = 0; // no return: all threads of a group meet at its barriers
        }

        float most = 0f;
        for (int j = lane; j < mine; j += lanes) {
            float value = arena.get(a + j);
            if (program.get(2) >= 0) {
                value -= arena.get(b + j);
            }
            most = TornadoMath.max(most, TornadoMath.abs(value));
        }
        shared[thread] = most;
        for (int half = lanes / 2; half > 0; half /= 2) {
            context.localBarrier();
            if (lane < half) {
                shared[thread] = TornadoMath.max(shared[thread], shared[thread + half]);
            }
        }
        context.localBarrier();
        most = shared[thread - lane];
        context.localBarrier();
        float unit = 1f;
        if (most > 0f) {
            unit = most;
        }

        float sum = 0f;
        float lost = 0f;
        for (int j = lane; j < mine; j += lanes) {
            float value = arena.get(a + j);
            if (program.get(2) >= 0) {
                value -= arena.get(b + j);
            }
            value = value / unit;
            // What rounding loses is carried along (Kahan), so that the bound does not grow with the sample.
            float more = value * value - lost;
            float total = sum + more;
            lost = total - sum - more;
            sum = total;
        }
        shared[thread] = sum;
        for (int half = lanes / 2; half > 0; half /= 2) {
            context.localBarrier();
            if (lane < half) {
                shared[thread] += shared[thread + half];
            }
        }
        context.localBarrier();
        if (lane == 0 && mine > 0) {
            arena.set(program.get(0) + row, unit * TornadoMath.sqrt(shared[thread]));
        }
    }
}
