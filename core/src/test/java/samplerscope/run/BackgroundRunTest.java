package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Shape;

@Timeout(20)
class BackgroundRunTest {

    private static final Snapshot NOTHING = Snapshot.of(Shape.of(0, 1), new double[0]);

    /// A run whose steps do what a test says.
    private static final class Scripted implements Run<StepRecord> {
        private final int steps;
        private final IntConsumer step;
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicBoolean closed = new AtomicBoolean();

        Scripted(int steps, IntConsumer step) {
            this.steps = steps;
            this.step = step;
        }

        @Override
        public Optional<StepRecord> advance() {
            if (isComplete()) {
                return Optional.empty();
            }
            step.accept(taken.get());
            int index = taken.getAndIncrement();
            return Optional.of(new StepRecord.Denoised(index, index + 1, new NoiseLevel(1, 1, 1), NOTHING, NOTHING, 0));
        }

        @Override
        public boolean isComplete() {
            return taken.get() == steps;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static List<Integer> drained(BackgroundRun run) {
        var records = new ArrayList<StepRecord>();
        run.drainTo(records);
        return records.stream().map(StepRecord::index).toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertTrue(i < 10_000, "ten seconds are over");
            Thread.sleep(1);
        }
    }

    /// Long enough for a worker that should be standing still to show that it is not.
    private static void settle() throws InterruptedException {
        Thread.sleep(60);
    }

    @Test
    void recordsArriveInOrderAndTheRunIsClosed() {
        var script = new Scripted(10, _ -> { });
        var run = BackgroundRun.start(script);

        assertEquals(new Outcome.Completed(10), run.outcome().join());

        assertEquals(upTo(10), drained(run));
        assertTrue(script.closed.get());
    }

    @Test
    void aSlowReaderSlowsTheRun() throws InterruptedException {
        var script = new Scripted(500, _ -> { });
        var run = BackgroundRun.start(script);
        await(() -> script.taken.get() >= 65);
        settle();

        // 64 wait in the queue and one in the worker's hand.
        assertEquals(65, script.taken.get());

        var all = new ArrayList<Integer>();
        while (!run.outcome().isDone()) {
            all.addAll(drained(run));
        }
        all.addAll(drained(run));
        assertEquals(upTo(500), all);
    }

    @Test
    void aRunThatStartsPausedWaits() throws InterruptedException {
        var script = new Scripted(3, _ -> { });
        var run = BackgroundRun.paused(script);
        settle();

        assertEquals(0, script.taken.get());
        assertTrue(run.isPaused());

        run.resume();
        assertEquals(new Outcome.Completed(3), run.outcome().join());
    }

    @Test
    void singleStepsTakeOneStepEachAndTheLastEndsTheRun() throws InterruptedException {
        var script = new Scripted(3, _ -> { });
        var run = BackgroundRun.paused(script);

        run.step();
        await(() -> script.taken.get() == 1);
        settle();
        assertEquals(1, script.taken.get());

        run.step();
        run.step();
        assertEquals(new Outcome.Completed(3), run.outcome().join());
    }

    @Test
    void pausingStopsBetweenTwoStepsAndResumingGoesOn() throws InterruptedException {
        var entered = new Semaphore(0);
        var gate = new Semaphore(2);
        var script = gated(6, entered, gate);
        var run = BackgroundRun.start(script);
        entered.acquire(3);

        run.pause(); // the third step is under way and will be finished
        gate.release(4);
        await(() -> script.taken.get() == 3);
        settle();
        assertEquals(3, script.taken.get());

        run.resume();
        assertEquals(new Outcome.Completed(6), run.outcome().join());
        assertEquals(upTo(6), drained(run));
    }

    /// Steps that say when they begin and wait for leave to end.
    private static Scripted gated(int steps, Semaphore entered, Semaphore gate) {
        return new Scripted(steps, _ -> {
            entered.release();
            gate.acquireUninterruptibly();
        });
    }

    @Test
    void steppingARunThatRunsByItselfIsHarmless() throws InterruptedException {
        var entered = new Semaphore(0);
        var gate = new Semaphore(0);
        var script = gated(4, entered, gate);
        var run = BackgroundRun.start(script);
        entered.acquire();
        run.step();
        run.step();
        run.pause();
        gate.release(3);
        await(() -> script.taken.get() == 1);
        settle();

        // The two calls have left nothing behind that would carry the paused run further.
        assertEquals(1, script.taken.get());
        assertFalse(run.outcome().isDone());

        gate.release(1);
        run.resume();
        assertEquals(new Outcome.Completed(4), run.outcome().join());
    }

    @Test
    void cancellingEndsWithTheStepUnderWayAndKeepsItsRecord() throws InterruptedException {
        var entered = new Semaphore(0);
        var gate = new Semaphore(5);
        var script = gated(1000, entered, gate);
        var run = BackgroundRun.start(script);
        entered.acquire(6);

        run.close();
        gate.release(1000);

        assertEquals(new Outcome.Cancelled(6), run.outcome().join());
        assertEquals(upTo(6), drained(run));
        assertTrue(script.closed.get());
    }

    @Test
    void cancellingAPausedRunEndsIt() {
        var run = BackgroundRun.paused(new Scripted(3, _ -> { }));

        run.close();

        assertEquals(new Outcome.Cancelled(0), run.outcome().join());
    }

    @Test
    void cancellingARunThatWaitsForItsReaderEndsIt() throws InterruptedException {
        var script = new Scripted(500, _ -> { });
        var run = BackgroundRun.start(script);
        await(() -> script.taken.get() == 65);

        run.close();

        assertEquals(new Outcome.Cancelled(64), run.outcome().join());
        assertEquals(upTo(64), drained(run));
    }

    @Test
    void aFailureIsAnOutcomeWithItsCause() {
        var cause = new IllegalStateException("at step 2");
        var run = BackgroundRun.start(new Scripted(5, i -> {
            if (i == 2) {
                throw cause;
            }
        }));

        var failed = assertInstanceOf(Outcome.Failed.class, run.outcome().join());

        assertEquals(2, failed.steps());
        assertSame(cause, failed.cause());
        assertEquals(upTo(2), drained(run));
    }

    @Test
    void runningOutOfMemoryIsAFailureInWords() {
        var run = BackgroundRun.start(new Scripted(5, _ -> {
            throw new OutOfMemoryError("test");
        }));

        var failed = assertInstanceOf(Outcome.Failed.class, run.outcome().join());

        assertTrue(assertInstanceOf(OutOfMemoryException.class, failed.cause()).remedy().contains("fewer samples"));
    }

    @Test
    void aMistakeInTheProgramLeavesNobodyWaiting() {
        var run = BackgroundRun.start(new Scripted(5, _ -> {
            // What the JVM would print about a dying thread is not for the log of a test that expects it.
            Thread.currentThread().setUncaughtExceptionHandler((_, _) -> { });
            throw new AssertionError("test");
        }));

        var e = assertThrows(CompletionException.class, () -> run.outcome().join());

        assertInstanceOf(AssertionError.class, e.getCause());
    }
}
