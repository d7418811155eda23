package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.Guidance;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.Constants;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// What runs share on a device: memory, the thread, and trouble.
@Tag("gpu")
class DeviceSpaceTest {

    private static final Resolver RESOLVER = new Resolver(Catalog.standard(Path.of("")));

    @Test
    void tenThousandStepsTakeNoMoreMemoryThanTen() {
        long before = TestDevice.space().used();

        long afterTen = usedAtTheEndOf(10);
        long afterMany = usedAtTheEndOf(10_000);

        assertTrue(afterTen > before);
        assertEquals(afterTen, afterMany);
        assertEquals(before, TestDevice.space().used());
    }

    private static long usedAtTheEndOf(int steps) {
        try (TensorBackend backend = TestDevice.backend(); DenoisingRun run = resolved(steps, 1).open(backend)) {
            while (!run.isComplete()) {
                run.advance();
            }
            return TestDevice.space().used();
        }
    }

    @Test
    void runsAtTheSameTimeQueue() {
        double[] first = end(resolved(50, 1));
        double[] second = end(resolved(50, 2));

        var one = CompletableFuture.supplyAsync(() -> end(resolved(50, 1)));
        var two = CompletableFuture.supplyAsync(() -> end(resolved(50, 2)));

        assertArrayEquals(first, one.join());
        assertArrayEquals(second, two.join());
    }

    private static double[] end(Resolved resolved) {
        try (TensorBackend backend = TestDevice.backend(); DenoisingRun run = resolved.open(backend)) {
            double[] state = {};
            for (var step = run.advance(); step.isPresent(); step = run.advance()) {
                state = step.get().state().toDoubles();
            }
            return state;
        }
    }

    private static Resolved resolved(int steps, long seed) {
        return RESOLVER.resolve(new RunSpec.Denoise(RunSpec.CURRENT_VERSION, Choice.of("gaussian-grid"),
            Choice.of("vp-linear"), Choice.of("uniform-lambda").with("steps", steps),
            List.of(Choice.of("dpmpp-2m-sde")), Guidance.NONE, 100, 0, seed, Recording.ALL), Path.of(""));
    }

    @Test
    void growsWithItsContent() {
        try (TensorBackend backend = TestDevice.backend()) {
            var small = backend.allocate(Shape.of(1, 3));
            backend.copyFrom(new float[] {1, 2, 3}, small);
            Tensor large = backend.allocate(Shape.of(20_000_000, 2));
            var sum = backend.allocate(Shape.of(20_000_000, 2));
            backend.combine(sum, new double[] {1}, new Tensor[] {large});

            var kept = new float[3];
            small.copyTo(kept);
            var copied = new float[3];
            sum.copyTo(copied);

            assertArrayEquals(new float[] {1, 2, 3}, kept);
            assertArrayEquals(new float[3], copied);
        }
    }

    @Test
    void saysWhenThereIsNoRoom() {
        try (TensorBackend backend = TestDevice.backend()) {
            var error = assertThrows(DeviceException.class, () -> {
                for (int i = 0; i < 3; i++) {
                    backend.allocate(Shape.of(1_000_000_000, 2));
                }
            });

            assertTrue(error.happened().contains("no room"), error.happened());
            assertTrue(error.remedy().contains("cpu-float32"), error.remedy());
        }
        assertEquals(200, end(resolved(5, 1)).length, "others go on");
    }

    @Test
    void keepsConstantsForTheNextRun() {
        DeviceSpace space = TestDevice.space();
        var constants = new Constants(new float[] {1, 2, 3});

        int first = space.hold(constants);
        space.release(constants);
        int second = space.hold(constants);
        var back = new float[3];
        space.read(second, back);

        assertEquals(first, second);
        assertArrayEquals(constants.values(), back);
        space.release(constants);
    }

    @Test
    void givesUpConstantsThatNobodyUsesWhenOthersCome() {
        DeviceSpace space = TestDevice.space();
        space.hold(new Constants(new float[100_000]));
        long used = space.used();
        for (int i = 0; i < 5; i++) {
            var passing = new Constants(new float[100_000]);
            space.hold(passing);
            space.release(passing);
        }

        assertTrue(space.used() <= used + 100_032, "one that nobody uses may stay");
    }

    @Test
    void afterAFailureTheNextRunOpensANewOne() {
        DeviceSpace broken = TestDevice.space();

        var error = assertThrows(DeviceException.class,
            () -> broken.launch(Kernel.STEP, new int[Kernel.STEP.programLength() + 1], new float[0], 1));

        assertTrue(error.happened().contains("run kernel STEP"), error.happened());
        assertNotSame(broken, TestDevice.space());
        assertEquals(200, end(resolved(5, 1)).length);
    }

    /// Java has no thread indices: a kernel that fell back to it would fill the first element and no other.
    @Test
    void theDeviceDoesTheWork() {
        try (TensorBackend backend = TestDevice.backend()) {
            Tensor ones = backend.allocate(Shape.of(1000, 2));
            var host = new float[2000];
            Arrays.fill(host, 1);
            backend.copyFrom(host, ones);
            Tensor twos = backend.allocate(Shape.of(1000, 2));
            backend.combine(twos, new double[] {2}, new Tensor[] {ones});

            twos.copyTo(host);

            for (float value : host) {
                assertEquals(2, value);
            }
        }
    }

    /// The length of a private array must be known to the compiler.
    private static void cannotBeCompiled(KernelContext context, IntArray length, FloatArray into) {
        var values = new float[length.get(0)];
        values[context.globalIdx & 3] = 1;
        into.set(context.globalIdx, values[context.globalIdx + 1 & 3]);
    }

    @Test
    void aKernelThatCannotBeCompiledDoesNotRunInJava() {
        TestDevice.space();
        var length = IntArray.fromElements(4);
        var into = new FloatArray(4);
        var grid = new WorkerGrid1D(4);
        var graph = new TaskGraph("broken").transferToDevice(DataTransferMode.FIRST_EXECUTION, length)
            .task("t", DeviceSpaceTest::cannotBeCompiled, new KernelContext(), length, into)
            .transferToHost(DataTransferMode.EVERY_EXECUTION, into);
        var plan = new TornadoExecutionPlan(graph.snapshot());

        assertThrows(Throwable.class, () -> plan.withGridScheduler(new GridScheduler("broken.t", grid)).execute());
    }
}
