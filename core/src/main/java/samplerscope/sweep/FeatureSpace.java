package samplerscope.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import samplerscope.metric.FeatureMap;
import samplerscope.metric.SampleSet;
import samplerscope.model.onnx.FeatureNetwork;
import samplerscope.tensor.Workers;

/// Where sets of samples are compared.
public sealed interface FeatureSpace {

    /// Every pixel or coordinate.
    record Pixels() implements FeatureSpace {}

    /// The leading principal components of the truth.
    record Components(int count) implements FeatureSpace {
        public Components {
            if (count < 1) {
                throw new InvalidSweepException("a feature space of %d components was asked for".formatted(count),
                    "take at least one, as in pca:16");
            }
        }
    }

    /// What a network of the user's makes of the samples.
    record Network(Path file) implements FeatureSpace {}

    /// Reads `pixels`, `pca:16` or `onnx:FILE`.
    ///
    /// @throws InvalidSweepException that says what is allowed
    static FeatureSpace of(String text) {
        if (text.equals("pixels")) {
            return new Pixels();
        }
        if (text.matches("pca:\\d{1,4}")) {
            return new Components(Integer.parseInt(text.substring("pca:".length())));
        }
        if (text.startsWith("onnx:") && text.length() > "onnx:".length()) {
            return new Network(Path.of(text.substring("onnx:".length())));
        }
        throw new InvalidSweepException("there is no feature space '%s'".formatted(text),
            "take pixels, pca:16 or onnx:encoder.onnx");
    }

    /// Does something with the map while what it needs is open.
    ///
    /// @param reference the truth, from which components are found, shape [M, D]
    /// @param sample    shape of one sample
    /// @throws samplerscope.model.onnx.NetworkException if a network cannot be used
    default <T> T with(SampleSet reference, List<Integer> sample, Workers workers, Function<FeatureMap, T> then) {
        return switch (this) {
            case Pixels _ -> then.apply(FeatureMap.IDENTITY);
            case Components(int count) -> then.apply(FeatureMap.components(reference, count, workers));
            case Network(Path file) -> {
                try (var network = FeatureNetwork.open(file, sample, 1)) {
                    yield then.apply(set -> {
                        double[] features = network.encode(set.count(), set.toDoubles());
                        return SampleSet.of(set.count(), features.length / set.count(), features);
                    });
                }
            }
        };
    }
}
