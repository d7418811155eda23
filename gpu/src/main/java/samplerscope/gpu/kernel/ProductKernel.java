package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// What is shaped like a product of matrices, in tiles that go through local memory: a workgroup makes 32 x 32 results,
/// each of its 64 threads 4 x 4 of them, so that a number that was fetched is used four times from a register.
public final class ProductKernel {

    /// Threads per workgroup.
    public static final int GROUP = 64;
    /// Results of a workgroup in a row and in a column.
    public static final int TILE = 32;

    /// Steps of the inner sum that are in local memory at a time.
    private static final int DEPTH = 16;
    private static final int THREADS_IN_A_ROW = 8;
    private static final int EACH = 4;

    private ProductKernel() {}

    /// Workgroups that cover `rows` x `columns` results.
    public static long groups(int rows, int columns) {
        return (long) Math.ceilDiv(rows, TILE) * Math.ceilDiv(columns, TILE);
    }

    /// `l_bn <- -|x_b - alpha p_n|^2 / (2 v)`: the softmax of the ideal denoiser before its exponential. Differences are
    /// squared as they are, since the expanded square cancels where samples are near the data.
    ///
    /// @param program `l x p B N D first stride`: row `b` of the result is that of row `first + b stride` of `x`
    /// @param numbers alpha, -1 / (2 v)
    public static void distances(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] left = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] right = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] sums = new float[EACH * EACH];
        float[] lost = new float[EACH * EACH];
        float[] part = new float[EACH * EACH];
        int thread = context.localIdx;
        int rows = program.get(3);
        int columns = program.get(4);
        int depth = program.get(5);
        int tilesInARow = (columns + TILE - 1) / TILE;
        int row0 = context.groupIdx / tilesInARow * TILE;
        int column0 = context.groupIdx % tilesInARow * TILE;
        int myRow = thread / THREADS_IN_A_ROW * EACH;
        int myColumn = thread % THREADS_IN_A_ROW * EACH;
        float alpha = numbers.get(0);
        for (int i = 0; i < EACH * EACH; i++) {
            sums[i] = 0f;
            lost[i] = 0f;
            part[i] = 0f;
        }
        for (int k0 = 0; k0 < depth; k0 += DEPTH) {
            for (int i = thread; i < TILE * DEPTH; i += GROUP) {
                int r = i / DEPTH;
                int k = k0 + i % DEPTH;
                float x = 0f;
                float p = 0f;
                if (k < depth) {
                    if (row0 + r < rows) {
                        x = arena.get(program.get(1) + (program.get(6) + (row0 + r) * program.get(7)) * depth + k);
                    }
                    if (column0 + r < columns) {
                        p = alpha * arena.get(program.get(2) + (column0 + r) * depth + k);
                    }
                }
                left[i] = x;
                right[i] = p;
            }
            context.localBarrier();
            for (int k = 0; k < DEPTH; k++) {
                for (int a = 0; a < EACH; a++) {
                    float x = left[(myRow + a) * DEPTH + k];
                    for (int b = 0; b < EACH; b++) {
                        float difference = x - right[(myColumn + b) * DEPTH + k];
                        part[a * EACH + b] = difference * difference + part[a * EACH + b];
                    }
                }
            }
            // What rounding loses is carried along (Kahan): a distance of thousands stands in an exponent.
            for (int i = 0; i < EACH * EACH; i++) {
                float more = part[i] - lost[i];
                float total = sums[i] + more;
                lost[i] = total - sums[i] - more;
                sums[i] = total;
                part[i] = 0f;
            }
            context.localBarrier();
        }
        for (int a = 0; a < EACH; a++) {
            for (int b = 0; b < EACH; b++) {
                int row = row0 + myRow + a;
                int column = column0 + myColumn + b;
                if (row < rows && column < columns) {
                    arena.set(program.get(0) + row * columns + column, numbers.get(1) * sums[a * EACH + b]);
                }
            }
        }
    }

    /// `m_b <- sum_n w_bn p_n`, then `into_b <- m_b + pull (x_b - alpha m_b)`.
    ///
    /// @param program `into x w p B N D first stride`
    /// @param numbers alpha, pull
    public static void means(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] left = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] right = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] sums = new float[EACH * EACH];
        int thread = context.localIdx;
        int rows = program.get(4);
        int depth = program.get(5);
        int columns = program.get(6);
        int tilesInARow = (columns + TILE - 1) / TILE;
        int row0 = context.groupIdx / tilesInARow * TILE;
        int column0 = context.groupIdx % tilesInARow * TILE;
        int myRow = thread / THREADS_IN_A_ROW * EACH;
        int myColumn = thread % THREADS_IN_A_ROW * EACH;
        for (int i = 0; i < EACH * EACH; i++) {
            sums[i] = 0f;
        }
        for (int k0 = 0; k0 < depth; k0 += DEPTH) {
            for (int i = thread; i < TILE * DEPTH; i += GROUP) {
                int r = i / DEPTH;
                float w = 0f;
                if (row0 + r < rows && k0 + i % DEPTH < depth) {
                    w = arena.get(program.get(2) + (row0 + r) * depth + k0 + i % DEPTH);
                }
                left[i] = w;
                int k = i / TILE;
                float p = 0f;
                if (k0 + k < depth && column0 + i % TILE < columns) {
                    p = arena.get(program.get(3) + (k0 + k) * columns + column0 + i % TILE);
                }
                right[i] = p;
            }
            context.localBarrier();
            for (int k = 0; k < DEPTH; k++) {
                for (int a = 0; a < EACH; a++) {
                    float w = left[(myRow + a) * DEPTH + k];
                    for (int b = 0; b < EACH; b++) {
                        sums[a * EACH + b] = w * right[k * TILE + myColumn + b] + sums[a * EACH + b];
                    }
                }
            }
            context.localBarrier();
        }
        for (int a = 0; a < EACH; a++) {
            for (int b = 0; b < EACH; b++) {
                int row = row0 + myRow + a;
                int column = column0 + myColumn + b;
                if (row < rows && column < columns) {
                    int at = (program.get(7) + row * program.get(8)) * columns + column;
                    float mean = sums[a * EACH + b];
                    float away = arena.get(program.get(1) + at) - numbers.get(0) * mean;
                    arena.set(program.get(0) + at, numbers.get(1) * away + mean);
                }
            }
        }
    }

    /// A dense layer: `y_b <- act(W h_b + c)`, with `act(a) = a / (1 + exp(-a))` (SiLU) or nothing.
    ///
    /// @param program `y h W B out in c silu firstOfY strideOfY firstOfH strideOfH lengthOfH`: `W` [out][in] and `c` [out]
    ///                in the arena; row `b` of `h` begins at `(firstOfH + b strideOfH) lengthOfH`
    public static void dense(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        float[] left = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] right = context.allocateFloatLocalArray(TILE * DEPTH);
        float[] sums = new float[EACH * EACH];
        int thread = context.localIdx;
        int rows = program.get(3);
        int columns = program.get(4);
        int depth = program.get(5);
        int tilesInARow = (columns + TILE - 1) / TILE;
        int row0 = context.groupIdx / tilesInARow * TILE;
        int column0 = context.groupIdx % tilesInARow * TILE;
        int myRow = thread / THREADS_IN_A_ROW * EACH;
        int myColumn = thread % THREADS_IN_A_ROW * EACH;
        for (int i = 0; i < EACH * EACH; i++) {
            sums[i] = 0f;
        }
        for (int k0 = 0; k0 < depth; k0 += DEPTH) {
            for (int i = thread; i < TILE * DEPTH; i += GROUP) {
                int r = i / DEPTH;
                int k = k0 + i % DEPTH;
                float h = 0f;
                float w = 0f;
                if (k < depth) {
                    if (row0 + r < rows) {
                        h = arena.get(program.get(1)
                            + (program.get(10) + (row0 + r) * program.get(11)) * program.get(12) + k);
                    }
                    if (column0 + r < columns) {
                        w = arena.get(program.get(2) + (column0 + r) * depth + k);
                    }
                }
                left[i] = h;
                right[i] = w;
            }
            context.localBarrier();
            for (int k = 0; k < DEPTH; k++) {
                for (int a = 0; a < EACH; a++) {
                    float h = left[(myRow + a) * DEPTH + k];
                    for (int b = 0; b < EACH; b++) {
                        sums[a * EACH + b] = h * right[(myColumn + b) * DEPTH + k] + sums[a * EACH + b];
                    }
                }
            }
            context.localBarrier();
        }
        for (int a = 0; a < EACH; a++) {
            for (int b = 0; b < EACH; b++) {
                int row = row0 + myRow + a;
                int column = column0 + myColumn + b;
                if (row < rows && column < columns) {
                    float value = sums[a * EACH + b] + arena.get(program.get(6) + column);
                    if (program.get(7) == 1) {
                        value = value / (1f + TornadoMath.exp(-value));
                    }
                    arena.set(program.get(0) + (program.get(8) + row * program.get(9)) * columns + column, value);
                }
            }
        }
    }
}
