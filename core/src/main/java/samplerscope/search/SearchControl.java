package samplerscope.search;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Pauses, resumes and stops a search from another thread. It obeys as soon as the candidates under way are done.
public final class SearchControl {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;
    private boolean stopped;

    public void pause() {
        set(true, stopped());
    }

    public void resume() {
        set(false, stopped());
    }

    /// Ends the search: what it has found so far is its result.
    public void stop() {
        set(false, true);
    }

    public boolean stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    public boolean paused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    private void set(boolean nowPaused, boolean nowStopped) {
        lock.lock();
        try {
            paused = nowPaused;
            stopped = nowStopped;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Blocks while paused.
    ///
    /// @return whether to go on
    /// @throws CancellationException when the thread is interrupted
    boolean goesOn() {
        lock.lock();
        try {
            while (paused && !stopped) {
                changed.await();
            }
            return !stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the search was cancelled");
        } finally {
            lock.unlock();
        }
    }
}
