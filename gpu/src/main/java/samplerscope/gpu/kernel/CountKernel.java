package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Counts points per cell of a grid. The counts are in the program, behind the head, since only whole numbers can be
/// added to by many threads at once.
public final class CountKernel {

    /// Numbers before the counts.
    public static final int HEAD = 4;
    /// Most cells.
    public static final int MOST_CELLS = 1 << 18;

    private CountKernel() {}

    /// @param program `x B width height`, then zeros [height][width]
    /// @param numbers left, bottom, 1 / cell
    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        int i = context.globalIdx;
        if (i < program.get(1)) {
            float column = (arena.get(program.get(0) + 2 * i) - numbers.get(0)) * numbers.get(2);
            float row = (arena.get(program.get(0) + 2 * i + 1) - numbers.get(1)) * numbers.get(2);
            if (column >= 0f && row >= 0f && column < program.get(2) && row < program.get(3)) {
                context.atomicAdd(program, HEAD + (int) row * program.get(2) + (int) column, 1);
            }
        }
    }
}
