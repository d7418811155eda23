package samplerscope.tensor;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A fixed team of threads for work on disjoint ranges.
///
/// Ranges start at multiples of `grain`, whatever the number of threads, so that a kernel with a vector width sees the
/// same blocks on every machine.
public final class Workers implements AutoCloseable {

    /// Work on the items `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    private final int threads;
    private final ExecutorService helpers;

    /// @param threads `>= 1`; 1 runs everything on the caller
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads);
        }
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(StrictMath.max(1, threads - 1),
            Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    public int threads() {
        return threads;
    }

    /// Covers `[0, count)` with ranges of whole grains, at most one per thread, and waits for all. The caller works too.
    ///
    /// An exception of any range is thrown here after the others have finished.
    public void forEachRange(int count, int grain, Range work) {
        int grains = StrictMath.ceilDiv(count, grain);
        int parts = StrictMath.min(threads, grains);
        if (parts <= 1) {
            if (count > 0) {
                work.run(0, count);
            }
            return;
        }
        var others = new ArrayList<Future<?>>(parts - 1);
        for (int p = 1; p < parts; p++) {
            int from = (int) ((long) grains * p / parts) * grain;
            int to = StrictMath.min(count, (int) ((long) grains * (p + 1) / parts) * grain);
            others.add(helpers.submit(() -> work.run(from, to)));
        }
        RuntimeException failure = null;
        try {
            work.run(0, (int) ((long) grains / parts) * grain);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> other : others) {
            RuntimeException thrown = await(other);
            failure = failure == null ? thrown : failure;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// The failure of a finished part, or null. Not interruptible: the ranges write into arrays that the caller owns,
    /// so it must not go on before they have ended; an interrupt is kept for the caller to see.
    private static @Nullable RuntimeException await(Future<?> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    part.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
