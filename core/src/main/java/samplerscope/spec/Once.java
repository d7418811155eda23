package samplerscope.spec;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is computed when first asked for and then kept. Whoever asks meanwhile waits; a computation that fails or
/// is cancelled leaves nothing, so the next one who asks begins again.
final class Once<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<T> compute;
    private volatile @Nullable T value;

    Once(Supplier<T> compute) {
        this.compute = compute;
    }

    /// @throws CancellationException when the thread is interrupted while it waits
    T get() {
        T known = value;
        if (known != null) {
            return known;
        }
        try {
            if (!lock.tryLock()) {
                Hearing.progress().at("waiting for the same measurement", 0, 0);
                lock.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("waiting for a measurement was cancelled");
        }
        try {
            T computed = value != null ? value : compute.get();
            value = computed;
            return computed;
        } finally {
            lock.unlock();
        }
    }
}
