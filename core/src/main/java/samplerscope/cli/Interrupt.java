package samplerscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and a polite kill into an interrupt of the working thread, and waits until it has saved what it has.
final class Interrupt implements AutoCloseable {

    /// Longer than any step; then the process ends anyway.
    private static final int PATIENCE_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile int code = ExitCode.CANCELLED;

    private Interrupt() {}

    static Interrupt install() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the process; where it is ending already, the hook does so with this code.
    void leave(int exitCode) {
        code = exitCode;
        ended.countDown();
        System.exit(exitCode);
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
