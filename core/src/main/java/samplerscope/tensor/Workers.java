package samplerscope.tensor;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

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

    /// Looks for something among the items `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface Search {
        /// The smallest index found, or -1.
        int find(int from, int to);
    }

    /// Looks for the next piece, or for the end of the last one, before a thread goes to sleep: some 100 microseconds, of
    /// 20 nanoseconds each. A step of a small run hands out work again sooner, and waking a thread takes 30 to 90.
    private static final int LOOKS = 5000;

    private static final int PIECES = 4;

    private final int threads;
    private final ExecutorService helpers;

    /// Pieces of work, whose takers stay awake for a moment.
    @SuppressWarnings("serial") // never written
    private static final class Attentive extends LinkedBlockingQueue<Runnable> {
        @Override
        public Runnable take() throws InterruptedException {
            awaitAwake(() -> !isEmpty());
            return super.take();
        }
    }

    /// @param threads `>= 1`; 1 runs everything on the caller
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads);
        }
        this.threads = threads;
        int others = StrictMath.max(1, threads - 1);
        this.helpers = new ThreadPoolExecutor(others, others, 0, TimeUnit.SECONDS, new Attentive(),
            Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    public int threads() {
        return threads;
    }

    /// Covers `[0, count)` with ranges of whole grains, at most one per thread, and waits for all. The caller works
    /// too.
    ///
    /// What any range throws is thrown here after the others have finished. Not to be called from inside a range.
    public void forEachRange(int count, int grain, Range work) {
        cover(count, grain, threads, work);
    }

    /// As {@link #forEachRange}, in several smaller ranges per thread, so that none waits long for another: for work
    /// that prepares little per range.
    public void forEachPiece(int count, int grain, Range work) {
        cover(count, grain, threads == 1 ? 1 : threads * PIECES, work);
    }

    private void cover(int count, int grain, int most, Range work) {
        int grains = StrictMath.ceilDiv(count, grain);
        int parts = StrictMath.min(most, grains);
        if (parts <= 1) {
            if (count > 0) {
                work.run(0, count);
            }
            return;
        }
        var tasks = new ArrayList<FutureTask<?>>(parts);
        for (int p = 0; p < parts; p++) {
            int from = (int) ((long) grains * p / parts) * grain;
            // In long: the last multiple of the grain may lie beyond the largest int.
            int to = (int) StrictMath.min(count, (long) grains * (p + 1) / parts * grain);
            tasks.add(new FutureTask<>(() -> work.run(from, to), null));
        }
        for (int helper = 1; helper < StrictMath.min(threads, parts); helper++) {
            helpers.execute(() -> tasks.reversed().forEach(FutureTask::run));
        }
        // Whoever comes to a part first does it: a helper that must be woken, or has no processor, holds up nobody.
        tasks.forEach(FutureTask::run);
        Optional<Throwable> failure = Optional.empty();
        for (var task : tasks) {
            Optional<Throwable> thrown = finish(task);
            failure = failure.or(() -> thrown);
        }
        failure.ifPresent(Workers::rethrow);
    }

    /// The smallest index that any range finds, in `[0, count)`; -1 when each returns -1.
    public int firstOf(int count, int grain, Search search) {
        var first = new AtomicInteger(Integer.MAX_VALUE);
        forEachRange(count, grain, (from, to) -> {
            int found = search.find(from, to);
            if (found >= 0) {
                first.accumulateAndGet(found, StrictMath::min);
            }
        });
        return first.get() == Integer.MAX_VALUE ? -1 : first.get();
    }

    /// Waits for one part and returns what it threw. Not interruptible: the ranges write into arrays that the caller
    /// owns, so it must not go on before they have ended; an interrupt is kept for the caller to see.
    private static Optional<Throwable> finish(FutureTask<?> task) {
        awaitAwake(task::isDone);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return Optional.empty();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return Optional.of(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Waits for something that may come any moment, without going to sleep, but not for long.
    private static void awaitAwake(BooleanSupplier there) {
        for (int look = 0; look < LOOKS && !there.getAsBoolean(); look++) {
            Thread.onSpinWait();
        }
    }

    /// A range declares no checked exception, so there are two kinds only.
    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
