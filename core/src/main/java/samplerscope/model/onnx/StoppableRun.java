package samplerscope.model.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs networks on a thread of its own, so that an interrupt of the caller can stop one inside a long call.
final class StoppableRun implements AutoCloseable {

    private final ExecutorService runner =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("network").factory());

    /// One call of a network.
    @FunctionalInterface
    interface Call {
        OrtSession.Result with(OrtSession.RunOptions options) throws OrtException;
    }

    /// Runs the network; when this thread is interrupted, asks it to stop and waits until it has. Closes the result.
    ///
    /// @throws OrtException          if the network fails
    /// @throws CancellationException when the thread is interrupted
    void run(Call call) throws OrtException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the network was not asked, because the run was cancelled");
        }
        try (var options = new OrtSession.RunOptions()) {
            Future<?> done = runner.submit(() -> {
                call.with(options).close();
                return true;
            });
            try {
                done.get();
            } catch (InterruptedException e) {
                options.setTerminate(true);
                outlast(done);
                Thread.currentThread().interrupt();
                throw new CancellationException("the network was stopped, because the run was cancelled");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof OrtException failed ? failed
                    : (OrtException) new OrtException(String.valueOf(e.getCause())).initCause(e.getCause());
            }
        }
    }

    /// Waits for the end of a call whose result nobody wants; its memory is in use until then.
    private static void outlast(Future<?> done) {
        while (!done.isDone()) {
            try {
                done.get();
            } catch (InterruptedException _) {
                // Already being cancelled; the caller sets the flag again.
            } catch (ExecutionException _) {
                // Stopped, as it was asked to.
            }
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
