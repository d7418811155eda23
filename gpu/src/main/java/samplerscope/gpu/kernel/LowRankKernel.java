package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// The posterior mean of Gaussians with low-rank plus diagonal covariance, a workgroup for each sample, component after
/// component with a running maximum. The formulas are those of {@link samplerscope.tensor.Field.LowRankMixture}.
public final class LowRankKernel {

    /// Threads per workgroup, and so per sample.
    public static final int GROUP = 64;
    /// Highest rank: what fits into local memory beside the sums.
    public static final int MOST_RANK = 256;

    private LowRankKernel() {}

    /// @param program `into x laws inverse D K R first stride`; laws as in the field; inverse [K][R][R] in the arena,
    ///                behind it the scales [K]
    /// @param numbers alpha, sigma^2
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        // Arrays in local memory stay in this method: handed to another, they would be addressed wrongly.
        float[] shared = context.allocateFloatLocalArray(GROUP);
        float[] u = context.allocateFloatLocalArray(MOST_RANK);
        float[] g = context.allocateFloatLocalArray(MOST_RANK);
        int thread = context.localIdx;
        int size = program.get(4);
        int components = program.get(5);
        int rank = program.get(6);
        int row = program.get(7) + context.groupIdx * program.get(8);
        int x = program.get(1) + row * size;
        int into = program.get(0) + row * size;
        float alpha = numbers.get(0);
        float sigma2 = numbers.get(1);
        float alpha2 = alpha * alpha;
        float top = 0f;
        float sum = 0f;
        for (int k = 0; k < components; k++) {
            int mean = program.get(2) + k * (2 + rank) * size;
            int diagonal = mean + size;
            int factor = diagonal + size;
            int inverse = program.get(3) + k * rank * rank;
            for (int a = 0; a < rank; a++) {
                float dot = 0f;
                for (int j = thread; j < size; j += GROUP) {
                    float y = arena.get(x + j) - alpha * arena.get(mean + j);
                    float v = alpha2 * arena.get(diagonal + j) + sigma2;
                    dot = arena.get(factor + a * size + j) * (y / v) + dot;
                }
                shared[thread] = dot;
                context.localBarrier();
                if (thread == 0) {
                    for (int i = 1; i < GROUP; i++) {
                        dot += shared[i];
                    }
                    u[a] = dot;
                }
                context.localBarrier();
            }
            for (int a = thread; a < rank; a += GROUP) {
                float solved = 0f;
                for (int b = 0; b < rank; b++) {
                    solved = arena.get(inverse + a * rank + b) * u[b] + solved;
                }
                g[a] = solved;
            }
            context.localBarrier();
            float square = 0f;
            for (int a = thread; a < rank; a += GROUP) {
                square = alpha2 * g[a] * g[a] + square;
            }
            for (int j = thread; j < size; j += GROUP) {
                float y = arena.get(x + j) - alpha * arena.get(mean + j);
                float v = alpha2 * arena.get(diagonal + j) + sigma2;
                float along = 0f;
                for (int a = 0; a < rank; a++) {
                    along = arena.get(factor + a * size + j) * g[a] + along;
                }
                float rest = y - alpha2 * along;
                square = rest * (rest / v) + square;
            }
            shared[thread] = square;
            context.localBarrier();
            square = 0f;
            float lost = 0f;
            for (int i = 0; i < GROUP; i++) {
                // What rounding loses is carried along (Kahan): a square of thousands stands in an exponent.
                float more = shared[i] - lost;
                float total = square + more;
                lost = total - square - more;
                square = total;
            }
            float logit = arena.get(program.get(3) + components * rank * rank + k) - 0.5f * square;
            float keep = 1f;
            float weight = 1f;
            if (k == 0) {
                top = logit;
                keep = 0f;
            } else if (logit > top) {
                keep = TornadoMath.exp(top - logit);
                top = logit;
            } else {
                weight = TornadoMath.exp(logit - top);
            }
            sum = keep * sum + weight;
            for (int j = thread; j < size; j += GROUP) {
                float m = arena.get(mean + j);
                float d = arena.get(diagonal + j);
                float y = arena.get(x + j) - alpha * m;
                float v = alpha2 * d + sigma2;
                float along = 0f;
                for (int a = 0; a < rank; a++) {
                    along = arena.get(factor + a * size + j) * g[a] + along;
                }
                float pull = (d * y + sigma2 * along) / v;
                float before = 0f;
                if (k > 0) {
                    before = keep * arena.get(into + j);
                }
                arena.set(into + j, weight * (alpha * pull + m) + before);
            }
            context.localBarrier();
        }
        for (int j = thread; j < size; j += GROUP) {
            arena.set(into + j, arena.get(into + j) / sum);
        }
    }
}
