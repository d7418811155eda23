package samplerscope.app.masked;

import java.util.concurrent.CancellationException;

/// Holds the work back between steps: lets it run, or one round of steps at a time, or ends it. Safe on several threads.
final class LabGate {

    private boolean open;
    private int allowed;
    private boolean stopped;

    /// @param open whether work begins at once
    LabGate(boolean open) {
        this.open = open;
    }

    /// Waits until the work may take its next round of steps.
    ///
    /// @throws CancellationException once stopped
    synchronized void pass() {
        try {
            while (!open && allowed == 0 && !stopped) {
                wait();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        if (stopped) {
            throw new CancellationException("stopped");
        }
        allowed = Math.max(0, allowed - 1);
    }

    synchronized void pause() {
        open = false;
    }

    synchronized void resume() {
        open = true;
        notifyAll();
    }

    synchronized void step() {
        allowed++;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isOpen() {
        return open;
    }
}
