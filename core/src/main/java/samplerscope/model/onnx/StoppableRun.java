package samplerscope.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Runs networks on a thread of its own, so that an interrupt of the caller can stop one inside a long call.
final class StoppableRun implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StoppableRun.class.getName());

    private final ExecutorService runner =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("network").factory());

    /// One call of a network.
    @FunctionalInterface
    interface Call {
        OrtSession.Result with(OrtSession.RunOptions options) throws OrtException;
    }

    private OrtSession.@Nullable RunOptions options;
    private @Nullable Future<?> running;

    /// Starts a call, whose end {@link #finish} waits for. Its result will be closed.
    ///
    /// @throws OrtException          if no call can be made
    /// @throws CancellationException when this thread is interrupted
    void begin(Call call) throws OrtException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the network was not asked, because the run was cancelled");
        }
        var ofCall = new OrtSession.RunOptions();
        options = ofCall;
        running = runner.submit(() -> {
            call.with(ofCall).close();
            return true;
        });
    }

    boolean isRunning() {
        return running != null;
    }

    /// Waits for the call that was started, if any; when this thread is interrupted, asks it to stop and waits until it has.
    ///
    /// @throws OrtException          if the network fails
    /// @throws CancellationException when the thread is interrupted
    void finish() throws OrtException {
        if (running == null) {
            return;
        }
        try {
            running.get();
            forget();
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new CancellationException("the network was stopped, because the run was cancelled");
        } catch (ExecutionException e) {
            forget();
            throw e.getCause() instanceof OrtException failed ? failed
                : (OrtException) new OrtException(String.valueOf(e.getCause())).initCause(e.getCause());
        }
    }

    /// Starts a call and waits for its end.
    ///
    /// @throws OrtException          if the network fails
    /// @throws CancellationException when the thread is interrupted
    void run(Call call) throws OrtException {
        begin(call);
        finish();
    }

    /// Asks the call that was started to stop, and waits until it has.
    void stop() {
        if (running != null && options != null) {
            try {
                options.setTerminate(true);
            } catch (OrtException e) {
                LOG.log(System.Logger.Level.DEBUG, "a call goes on to its end", e);
            }
            outlast(running);
            forget();
        }
    }

    private void forget() {
        if (options != null) {
            options.close();
        }
        options = null;
        running = null;
    }

    /// Waits for the end of a call whose result nobody wants; its memory is in use until then. An interrupt is kept.
    private static void outlast(Future<?> done) {
        boolean interrupted = Thread.interrupted();
        while (!done.isDone()) {
            try {
                done.get();
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException _) {
                // Stopped, as it was asked to.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        runner.close();
    }
}
