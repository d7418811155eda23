package samplerscope.gpu;

import java.util.EnumMap;
import java.util.Map;
import uk.ac.manchester.tornado.api.DataRange;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// One arena in the memory of a device and the kernels that work on it, each compiled when it is first launched.
///
/// TornadoVM copies what a task graph names; the arena is named once, stays on the device between launches, and comes
/// back in parts. Driven by one thread.
final class Launches implements AutoCloseable {

    private static final String TASK = "t";

    private final FloatArray arena;
    private final Map<Kernel, Arguments> arguments = new EnumMap<>(Kernel.class);
    private final TornadoExecutionPlan plan;
    /// The newest; from it parts of the arena can be had.
    private TornadoExecutionResult result;

    private record Arguments(IntArray program, FloatArray numbers, WorkerGrid1D grid) {

        static Arguments of(Kernel kernel) {
            var grid = new WorkerGrid1D(kernel.group());
            grid.setLocalWork(kernel.group(), 1, 1);
            return new Arguments(new IntArray(kernel.programLength()), new FloatArray(kernel.numbersLength()), grid);
        }
    }

    /// @param content of the beginning of the arena
    Launches(TornadoDevice device, int capacity, float[] content) {
        arena = new FloatArray(capacity);
        copy(content, content.length, arena);
        var schedule = new GridScheduler();
        Kernel[] kernels = Kernel.values();
        var graphs = new ImmutableTaskGraph[kernels.length];
        for (Kernel kernel : kernels) {
            var own = Arguments.of(kernel);
            arguments.put(kernel, own);
            schedule.addWorkerGrid(kernel.name() + "." + TASK, own.grid());
            graphs[kernel.ordinal()] = graph(kernel, own).snapshot();
        }
        plan = new TornadoExecutionPlan(graphs);
        plan.withDevice(device).withGridScheduler(schedule);
        result = launch(Kernel.values()[0], new int[] {0, 0}, new float[0], 1);
    }

    private TaskGraph graph(Kernel kernel, Arguments own) {
        var graph = new TaskGraph(kernel.name());
        if (kernel.ordinal() == 0) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, arena);
        } else {
            graph.consumeFromDevice(Kernel.values()[0].name(), arena);
        }
        return graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, own.program(), own.numbers())
            .task(TASK, kernel.code(), new KernelContext(), own.program(), own.numbers(), arena)
            .transferToHost(DataTransferMode.UNDER_DEMAND, arena)
            .persistOnDevice(arena);
    }

    /// @param program at most as long as the kernel's longest
    /// @param numbers likewise
    /// @param threads rounded up to whole workgroups
    TornadoExecutionResult launch(Kernel kernel, int[] program, float[] numbers, long threads) {
        Arguments own = arguments.get(kernel);
        for (int i = 0; i < program.length; i++) {
            own.program().set(i, program[i]);
        }
        copy(numbers, numbers.length, own.numbers());
        own.grid().setGlobalWork(Math.ceilDiv(threads, (long) kernel.group()) * kernel.group(), 1, 1);
        result = plan.withGraph(kernel.ordinal()).execute();
        return result;
    }

    /// Copies part of the arena out.
    void read(int at, int count, float[] into) {
        if (count > 0) {
            result.transferToHost(new DataRange(arena).withOffset(at).withSize(count));
            for (int i = 0; i < count; i++) {
                into[i] = arena.get(at + i);
            }
        }
    }

    private static void copy(float[] from, int count, FloatArray into) {
        for (int i = 0; i < count; i++) {
            into.set(i, from[i]);
        }
    }

    @Override
    public void close() {
        plan.freeDeviceMemory();
    }
}
