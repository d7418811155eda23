package samplerscope.run;

import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/// Pulls a run on a thread of its own into a bounded queue. A slow reader slows the run; it never floods.
///
/// {@link #pause}, {@link #step}, {@link #resume} and {@link #close} may be called from any thread and return at once;
/// they take effect between two steps. {@link #drainTo} is for one reader, usually the window's thread.
public final class BackgroundRun implements AutoCloseable {

    private static final int QUEUE = 64;
    /// More permits than any run has steps: "go".
    private static final int FLOWING = 1 << 29;

    private final BlockingQueue<StepRecord> queue = new ArrayBlockingQueue<>(QUEUE);
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Semaphore permits = new Semaphore(0);
    private final Thread worker;
    private volatile boolean paused;
    /// Records handed over; only the worker counts.
    private int taken;

    private BackgroundRun(Run<?> run, boolean startPaused) {
        paused = startPaused;
        if (!startPaused) {
            permits.release(FLOWING);
        }
        worker = Thread.ofPlatform().daemon().name("run").unstarted(() -> work(run));
    }

    public static BackgroundRun start(Run<?> run) {
        var background = new BackgroundRun(run, false);
        background.worker.start();
        return background;
    }

    /// Starts paused, before the first step.
    public static BackgroundRun paused(Run<?> run) {
        var background = new BackgroundRun(run, true);
        background.worker.start();
        return background;
    }

    private void work(Run<?> run) {
        try {
            outcome.complete(pump(run));
        } catch (OutOfMemoryError e) {
            outcome.complete(new Outcome.Failed(taken, new OutOfMemoryException(e)));
        } catch (Error e) {
            outcome.completeExceptionally(e); // a mistake in the program: nobody may wait for it for ever
            throw e;
        }
    }

    private Outcome pump(Run<?> run) {
        try (run) {
            while (!run.isComplete()) {
                permits.acquire();
                StepRecord record = run.advance().orElseThrow();
                if (Thread.interrupted()) {
                    // The step that was under way is whole; keep it if the reader has left room.
                    return new Outcome.Cancelled(queue.offer(record) ? taken + 1 : taken);
                }
                queue.put(record);
                taken++;
            }
            return new Outcome.Completed(taken);
        } catch (InterruptedException | CancellationException e) {
            return new Outcome.Cancelled(taken);
        } catch (RuntimeException e) {
            return new Outcome.Failed(taken, e);
        }
    }

    /// Moves what has arrived into `sink`; never waits.
    public int drainTo(Collection<? super StepRecord> sink) {
        return queue.drainTo(sink);
    }

    /// Completes when the run has ended; the records may still wait in the queue.
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    public boolean isPaused() {
        return paused;
    }

    public synchronized void pause() {
        if (!paused) {
            paused = true;
            permits.drainPermits();
        }
    }

    public synchronized void resume() {
        if (paused) {
            paused = false;
            permits.release(FLOWING);
        }
    }

    /// Lets a paused run take one step; does nothing while it runs by itself.
    public synchronized void step() {
        if (paused) {
            permits.release();
        }
    }

    /// Cancels between two steps. What was recorded stays in the queue.
    @Override
    public void close() {
        worker.interrupt();
    }
}
