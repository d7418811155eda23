package samplerscope.gpu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
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
    private final MemorySegment segment;
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

    /// An arena of zeros.
    Launches(TornadoDevice device, int capacity) {
        this(device, new FloatArray(capacity));
    }

    private Launches(TornadoDevice device, FloatArray arena) {
        this.arena = arena;
        this.segment = arena.getSegment();
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

    /// Closes this one and opens a larger one with the same content.
    Launches grown(TornadoDevice device, int capacity) {
        var larger = new FloatArray(capacity);
        result.transferToHost(new DataRange(arena).withOffset(0).withSize(arena.getSize()));
        MemorySegment.copy(segment, 0, larger.getSegment(), 0, segment.byteSize());
        close();
        return new Launches(device, larger);
    }

    private TaskGraph graph(Kernel kernel, Arguments own) {
        var graph = new TaskGraph(kernel.name());
        if (kernel.ordinal() == 0) {
            graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, arena);
        } else {
            graph.consumeFromDevice(Kernel.values()[0].name(), arena);
        }
        var given = graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, own.program(), own.numbers())
            .task(TASK, kernel.code(), new KernelContext(), own.program(), own.numbers(), arena);
        if (kernel == Kernel.COUNT) {
            given.transferToHost(DataTransferMode.EVERY_EXECUTION, own.program());
        }
        return given.transferToHost(DataTransferMode.UNDER_DEMAND, arena).persistOnDevice(arena);
    }

    /// @param program at most as long as the kernel's longest
    /// @param numbers likewise
    /// @param threads rounded up to whole workgroups
    TornadoExecutionResult launch(Kernel kernel, int[] program, float[] numbers, long threads) {
        Arguments own = arguments.get(kernel);
        MemorySegment.copy(program, 0, own.program().getSegment(), JAVA_INT, 0, program.length);
        MemorySegment.copy(numbers, 0, own.numbers().getSegment(), JAVA_FLOAT, 0, numbers.length);
        own.grid().setGlobalWork(Math.ceilDiv(threads, (long) kernel.group()) * kernel.group(), 1, 1);
        result = plan.withGraph(kernel.ordinal()).execute();
        return result;
    }

    /// What a kernel has written into its program.
    int[] written(Kernel kernel, int from, int count) {
        var values = new int[count];
        MemorySegment.copy(arguments.get(kernel).program().getSegment(), JAVA_INT, (long) from * Integer.BYTES, values, 0,
            count);
        return values;
    }

    /// Copies part of the arena out.
    void read(int at, int count, float[] into) {
        if (count > 0) {
            result.transferToHost(new DataRange(arena).withOffset(at).withSize(count));
            MemorySegment.copy(segment, JAVA_FLOAT, (long) at * Float.BYTES, into, 0, count);
        }
    }

    @Override
    public void close() {
        plan.freeDeviceMemory();
    }
}
