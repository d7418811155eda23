package samplerscope.model.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.Tensor;

/// A network at a noise level. Asks in calls of a fixed number of rows, the last one padded, so that a sample's bits do
/// not depend on how a batch is split.
final class OnnxDenoiser implements Denoiser {

    /// Numbers per call and the bounds on rows that follow: 4 pictures, 64 points. Larger calls were not faster per row
    /// (48 pictures of 32 x 32 take 0.12 s in calls of 2, 4, 8 or 16 rows), and padding a larger one costs more.
    private static final int NUMBERS_PER_CALL = 1 << 12;
    private static final int FEWEST_ROWS = 4;
    private static final int MOST_ROWS = 64;

    private final NetworkEntry entry;
    private final Binding binding;
    private final int size;
    private final int rows;
    private final int threads;
    private final int mostLanes;
    private final IntFunction<SharedSession> sessions;
    /// By their number.
    private final Map<Integer, NetworkLanes> lanes = new HashMap<>();
    private float[] state = {};
    private float[] output = {};

    /// @param sessions acquires the network with so many threads for the one who asks
    /// @param copies   whether it may be in memory more than once
    OnnxDenoiser(NetworkEntry entry, IntFunction<SharedSession> sessions, boolean copies, Binding binding) {
        this.entry = entry;
        this.binding = binding;
        this.size = entry.sampleSize();
        this.rows = binding.batch() > 0 ? binding.batch()
            : StrictMath.clamp(NUMBERS_PER_CALL / size, FEWEST_ROWS, MOST_ROWS);
        this.threads = binding.backend().workers().threads();
        this.mostLanes = copies ? threads : 1;
        this.sessions = sessions;
    }

    private NetworkLanes open(int count) {
        var calls = new ArrayList<NetworkCall>();
        var opened = new NetworkLanes(calls);
        try {
            while (calls.size() < count) {
                calls.add(new NetworkCall(entry, sessions.apply(threads / count), rows));
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public Parameterization parameterization() {
        return entry.prediction().parameterization();
    }

    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws NetworkException                           if the network fails
    @Override
    public void evaluate(Tensor x, NoiseLevel at, Tensor into) {
        int batch = x.shape().batch();
        if (output.length != x.shape().size()) {
            state = new float[x.shape().size()];
            output = new float[state.length];
        }
        x.copyTo(state);
        float timestep = entry.label(at);
        var labels = new long[rows];
        NetworkLanes side = lanes.computeIfAbsent(StrictMath.min(mostLanes, StrictMath.ceilDiv(batch, rows)),
            this::open);
        for (int from = 0; from < batch; from += rows) {
            for (int i = 0; i < labels.length; i++) {
                labels[i] = label(from + i);
            }
            side.ask(state, from * size, StrictMath.min(rows, batch - from) * size, timestep, labels, output);
        }
        side.finish(output);
        binding.backend().copyFrom(output, into);
    }

    /// The network's label of a row; without a class input it is never read.
    private long label(int row) {
        return switch (binding.condition()) {
            case Condition.None _, Condition.OfText _ -> entry.nullClass().orElse(0);
            case Condition.OfClass(int label) -> label;
            case Condition.EachClass _ -> (binding.firstSample() + row) % entry.card().classes().size();
        };
    }

    @Override
    public void close() {
        lanes.values().forEach(NetworkLanes::close);
    }
}
