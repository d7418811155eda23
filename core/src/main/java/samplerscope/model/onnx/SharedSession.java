package samplerscope.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// A loaded network with its users counted: it is freed with the last of them, so that closing a model never takes it
/// from under a run.
final class SharedSession implements AutoCloseable {

    /// Whether threads of a network wait for each other awake. They then take the cores from the window and from other
    /// runs; on two busy cores that made two threads three times slower than one. A run that has the machine for itself
    /// is a fifth faster with it.
    static final String SPIN = "samplerscope.onnx.spin";


    private static final long STACK_BYTES = 64L << 20;

    private final OrtSession session;
    private int users = 1;

    private SharedSession(OrtSession session) {
        this.session = session;
    }

    /// Only one exists per process, and it lives as long.
    static OrtEnvironment environment() {
        return Environment.ONLY;
    }

    /// Holds it from the first call on. Must not contain what the other thread runs, which would wait for this class.
    private static final class Environment {
        private static final OrtEnvironment ONLY = make();
    }

    /// On a thread with a large stack: unless `ORT_DISABLE_TELEMETRY` is set, ONNX Runtime 1.29 looks for words in the
    /// command line of the process by recursion, and beyond 4096 characters that ends the process (SIGSEGV).
    private static OrtEnvironment make() {
        var made = new CompletableFuture<OrtEnvironment>();
        new Thread(null, () -> {
            try {
                made.complete(OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "samplerscope"));
            } catch (RuntimeException | LinkageError e) {
                made.completeExceptionally(e);
            }
        }, "network start", STACK_BYTES).start();
        return made.join();
    }

    /// On the place that this process has for networks; on the CPU when one cannot be started there.
    ///
    /// @param content of the ONNX file
    /// @param threads for one call, `>= 1`
    static SharedSession load(byte[] content, int threads) throws OrtException {
        return load(options -> environment().createSession(content, options), threads);
    }

    /// As above, from a file: external data are found beside it.
    static SharedSession load(Path file, int threads) throws OrtException {
        return load(options -> environment().createSession(file.toString(), options), threads);
    }

    @FunctionalInterface
    private interface Source {
        OrtSession open(OrtSession.SessionOptions options) throws OrtException;
    }

    private static SharedSession load(Source source, int threads) throws OrtException {
        if (NetworkPlace.here().isCuda()) {
            try (var options = options(threads)) {
                options.addCUDA();
                return new SharedSession(source.open(options));
            } catch (OrtException e) {
                NetworkPlace.fallBack(e);
            }
        }
        try (var options = options(threads)) {
            return new SharedSession(source.open(options));
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", Boolean.getBoolean(SPIN) ? "1" : "0");
        return options;
    }

    OrtSession session() {
        return session;
    }

    synchronized SharedSession acquire() {
        users++;
        return this;
    }

    @Override
    public synchronized void close() {
        users--;
        if (users == 0) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new NetworkException("a network could not be freed (%s)".formatted(e.getMessage()),
                    "start the program again", e);
            }
        }
    }
}
