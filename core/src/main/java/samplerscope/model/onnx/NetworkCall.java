package samplerscope.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One call of a network, always of the same number of rows, on memory that is reused.
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
    private final StoppableRun runner = new StoppableRun();
    private int from;
    private int count;
    private boolean closed;

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

    /// Starts `network(state[from ...])`, which {@link #finish} takes.
    ///
    /// @param count  numbers, at most the rows of a call; the rest is padded with zeros
    /// @param labels [rows]
    void begin(float[] state, int from, int count, float time, long[] labels) {
        sample.put(0, state, from, count);
        for (int i = count; i < sample.capacity(); i++) {
            sample.put(i, 0);
        }
        for (int row = 0; row < rows; row++) {
            timestep.put(row, time);
        }
        label.put(0, labels);
        this.from = from;
        this.count = count;
        try {
            runner.begin(options -> session.session().run(inputs, Set.of(), outputs, options));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// Waits for what was begun, if anything was: `into[from ...] <- network(state[from ...])`.
    void finish(float[] into) {
        if (runner.isRunning()) {
            try {
                runner.finish();
            } catch (OrtException e) {
                throw failed(e);
            }
            output.get(0, into, from, count);
        }
    }

    /// Stops what was begun.
    void stop() {
        runner.stop();
    }

    private NetworkException failed(Throwable cause) {
        return new NetworkException("network '%s' failed (%s)".formatted(entry.card().id(), cause.getMessage()),
            "try smaller batches; if that does not help, export the network again", cause);
    }

    private static ByteBuffer direct(int count, int bytes) {
        return ByteBuffer.allocateDirect(count * bytes).order(ByteOrder.nativeOrder());
    }

    /// Does nothing the second time: the session counts who uses it, and would end for the others.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        runner.close();
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
