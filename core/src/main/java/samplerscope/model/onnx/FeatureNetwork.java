package samplerscope.model.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A network of the user's that turns samples into features: one input of floats, of which the first axis counts samples;
/// its first output, flattened, is what a metric looks at.
public final class FeatureNetwork implements AutoCloseable {

    /// Samples per call where the network takes any number.
    private static final int BATCH = 64;

    private final NetworkFile network;
    private final Port input;
    private final List<Integer> sample;
    private final int threads;

    private FeatureNetwork(NetworkFile network, Port input, List<Integer> sample, int threads) {
        this.network = network;
        this.input = input;
        this.sample = List.copyOf(sample);
        this.threads = threads;
    }

    /// @param sample  shape of one sample, as the model makes it: [C, H, W], or [D]
    /// @param threads for one call, `>= 1`
    /// @throws NetworkException if it is no such network, or does not take samples of this shape
    public static FeatureNetwork open(Path file, List<Integer> sample, int threads) {
        Path folder = file.toAbsolutePath().getParent();
        NetworkFile network = NetworkFile.open(file.toAbsolutePath(), folder == null ? file.toAbsolutePath() : folder, threads);
        try {
            return new FeatureNetwork(network, input(network), shape(network, sample), threads);
        } catch (NetworkException e) {
            network.close();
            throw e;
        }
    }

    private static Port input(NetworkFile network) {
        Port only = network.inputs().getFirst();
        boolean isFloat = only.element() == Port.Element.FLOAT32 || only.element() == Port.Element.FLOAT16;
        if (network.inputs().size() != 1 || !isFloat) {
            throw new NetworkException("'%s' has the inputs %s, and features are made from samples alone".formatted(
                network.file(), String.join(", ", network.inputs().stream().map(Port::inWords).toList())),
                "export an encoder with one input of floats");
        }
        return only;
    }

    /// The shape of one sample as the network wants it: as it is, or flat.
    private static List<Integer> shape(NetworkFile network, List<Integer> sample) {
        List<Long> port = input(network).shape();
        int size = sample.stream().reduce(1, (a, b) -> a * b);
        return Stream.of(sample, List.of(size)).filter(shape -> fits(port, shape)).findFirst()
            .orElseThrow(() -> new NetworkException("'%s' takes %s, and a sample has the shape %s".formatted(network.file(),
                input(network).inWords(), sample), "export an encoder for samples of this shape, with the samples first"));
    }

    private static boolean fits(List<Long> port, List<Integer> sample) {
        if (port.size() != sample.size() + 1) {
            return false;
        }
        for (int i = 0; i < sample.size(); i++) {
            long wanted = port.get(i + 1);
            if (wanted != Port.ANY && wanted != sample.get(i)) {
                return false;
            }
        }
        return true;
    }

    /// Features of every sample, shape [N, F] row-major.
    ///
    /// @param count   `N`, `>= 1`
    /// @param samples shape [N, ...] row-major
    /// @throws NetworkException                                if the network fails, or does not answer once per sample
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public double[] encode(int count, double[] samples) {
        int size = samples.length / count;
        long fixed = input.shape().getFirst();
        int batch = fixed > 0 ? (int) fixed : StrictMath.min(BATCH, count);
        double[] all = {};
        for (int from = 0; from < count; from += batch) {
            int rows = StrictMath.min(batch, count - from);
            // A network of a fixed number of samples is asked with the last ones filled up by zeros.
            int asked = fixed > 0 ? batch : rows;
            var values = new float[asked * size];
            for (int i = 0; i < rows * size; i++) {
                values[i] = (float) samples[from * size + i];
            }
            float[] answer = ask(asked, values);
            int features = answer.length / asked;
            all = from == 0 ? new double[count * features] : all;
            for (int i = 0; i < rows * features; i++) {
                all[from * features + i] = answer[i];
            }
        }
        return all;
    }

    private float[] ask(int rows, float[] values) {
        var shape = Stream.concat(Stream.of(rows), sample.stream()).toList();
        String output = network.outputs().getFirst().name();
        float[] answer = network.run(threads, Map.of(input.name(), new Numbers(shape, values)), Set.of(output))
            .get(output).values();
        if (answer.length == 0 || answer.length % rows != 0) {
            throw new NetworkException("'%s' gave %d numbers for %d samples".formatted(network.file(), answer.length, rows),
                "export an encoder whose first output has the samples first");
        }
        return Arrays.copyOf(answer, answer.length);
    }

    @Override
    public void close() {
        network.close();
    }
}
