package samplerscope.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One call of a network, always of the same number of rows, on memory that is reused.
///
/// The network runs on a thread of its own, so that an interrupt of the caller can stop it inside a long call.
final class NetworkCall implements AutoCloseable {

    private final NetworkEntry entry;
    private final SharedSession session;
    private final int rows;
    private final FloatBuffer sample;
    private final FloatBuffer timestep;
    private final LongBuffer label;
    private final FloatBuffer output;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();
    private final ExecutorService runner =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("network").factory());

    /// @param session acquired for this call, which closes it
    NetworkCall(NetworkEntry entry, SharedSession session, int rows) {
        this.entry = entry;
        this.session = session;
        this.rows = rows;
        int size = entry.card().sampleShape().stream().reduce(rows, (a, b) -> a * b);
        this.sample = direct(size, Float.BYTES).asFloatBuffer();
        this.timestep = direct(rows, Float.BYTES).asFloatBuffer();
        this.label = direct(rows, Long.BYTES).asLongBuffer();
        this.output = direct(size, Float.BYTES).asFloatBuffer();
        try {
            bind();
        } catch (OrtException e) {
            close();
            throw failed(e);
        }
    }

    private void bind() throws OrtException {
        var environment = SharedSession.environment();
        NetworkEntry.Ports ports = entry.ports();
        inputs.put(ports.sample(), OnnxTensor.createTensor(environment, sample, sampleShape()));
        inputs.put(ports.timestep(), OnnxTensor.createTensor(environment, timestep, new long[] {rows}));
        if (ports.label().isPresent()) {
            inputs.put(ports.label().get(), OnnxTensor.createTensor(environment, label, new long[] {rows}));
        }
        outputs.put(ports.output(), OnnxTensor.createTensor(environment, output, sampleShape()));
    }

    private long[] sampleShape() {
        List<Long> shape = new ArrayList<>(List.of((long) rows));
        entry.card().sampleShape().forEach(n -> shape.add((long) n));
        return shape.stream().mapToLong(n -> n).toArray();
    }

    int rows() {
        return rows;
    }

    /// `into[from ...] <- network(state[from ...])`.
    ///
    /// @param count  numbers, at most the rows of a call; the rest is padded with zeros
    /// @param labels [rows]
    void run(float[] state, int from, int count, float time, long[] labels, float[] into) {
        sample.put(0, state, from, count);
        for (int i = count; i < sample.capacity(); i++) {
            sample.put(i, 0);
        }
        for (int row = 0; row < rows; row++) {
            timestep.put(row, time);
        }
        label.put(0, labels);
        await();
        output.get(0, into, from, count);
    }

    /// Runs the network; when this thread is interrupted, asks it to stop and waits until it has.
    private void await() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the network was not asked, because the run was cancelled");
        }
        try (var options = new OrtSession.RunOptions()) {
            Future<?> done = runner.submit(() -> {
                session.session().run(inputs, Set.of(), outputs, options).close();
                return true;
            });
            try {
                done.get();
            } catch (InterruptedException e) {
                options.setTerminate(true);
                outlast(done);
                Thread.currentThread().interrupt();
                throw new CancellationException("the network was stopped, because the run was cancelled");
            }
        } catch (OrtException e) {
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
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

    private NetworkException failed(Throwable cause) {
        return new NetworkException("network '%s' failed (%s)".formatted(entry.card().id(), cause.getMessage()),
            "try smaller batches; if that does not help, export the network again", cause);
    }

    private static ByteBuffer direct(int count, int bytes) {
        return ByteBuffer.allocateDirect(count * bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        runner.close();
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
