package samplerscope.gpu;

import samplerscope.gpu.kernel.ClampKernel;
import samplerscope.gpu.kernel.CountKernel;
import samplerscope.gpu.kernel.FilterKernel;
import samplerscope.gpu.kernel.LoadKernel;
import samplerscope.gpu.kernel.LowRankKernel;
import samplerscope.gpu.kernel.NormsKernel;
import samplerscope.gpu.kernel.ProductKernel;
import samplerscope.gpu.kernel.SoftmaxKernel;
import samplerscope.gpu.kernel.StepKernel;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// The kernels there are. Each reads a program, some numbers and the arena, and writes the arena.
enum Kernel {

    /// First, since its task graph brings the arena to the device.
    LOAD_FEW(LoadKernel::run, 2, 1 << 12, 64),
    LOAD(LoadKernel::run, 2, 1 << 20, 64),
    STEP(StepKernel::run, 1 << 12, 1 << 14, StepKernel.GROUP),
    CLAMP(ClampKernel::run, 4, 3, ClampKernel.GROUP),
    FILTER(FilterKernel::run, 5, 1 << 14, FilterKernel.GROUP),
    DISTANCES(ProductKernel::distances, 8, 2, ProductKernel.GROUP),
    SOFTMAX(SoftmaxKernel::run, 2, 1, SoftmaxKernel.GROUP),
    MEANS(ProductKernel::means, 9, 2, ProductKernel.GROUP),
    DENSE(ProductKernel::dense, 13, 1, ProductKernel.GROUP),
    LOW_RANK(LowRankKernel::run, 9, 2, LowRankKernel.GROUP),
    NORMS(NormsKernel::run, 6, 1, NormsKernel.GROUP),
    COUNT(CountKernel::run, CountKernel.HEAD + CountKernel.MOST_CELLS, 3, 64);

    private final Task4<KernelContext, IntArray, FloatArray, FloatArray> code;
    private final int program;
    private final int numbers;
    private final int group;

    /// @param program longest program, in ints
    /// @param numbers most numbers beside it
    /// @param group   threads of a workgroup
    Kernel(Task4<KernelContext, IntArray, FloatArray, FloatArray> code, int program, int numbers, int group) {
        this.code = code;
        this.program = program;
        this.numbers = numbers;
        this.group = group;
    }

    Task4<KernelContext, IntArray, FloatArray, FloatArray> code() {
        return code;
    }

    int programLength() {
        return program;
    }

    int numbersLength() {
        return numbers;
    }

    int group() {
        return group;
    }
}
