package samplerscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.ModelCard;
import samplerscope.model.data.AssetFile;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.OnnxModel;
import samplerscope.model.onnx.Prediction;
import samplerscope.model.onnx.TimestepLabel;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.tensor.TensorBackend;

/// The network of the benchmark: three hidden layers of 64, SiLU, with a time embedding; a rectified flow. Its weights are
/// random, written by training/bench_plane.py: they cost the same whatever they say.
final class PlaneNetwork implements AutoCloseable {

    private static final String NETWORK = "plane64.onnx";
    private static final String NETWORK_SHA = "84ade48769049f7927df00848083d3d9b2c07a7c27fb5900f8a0ba62dab16b2f";
    private static final String WEIGHTS = "plane64.npz";
    private static final String WEIGHTS_SHA = "94b3be2f0773bad06e06f0f13471f5d80caa450d507dbd725cf376c53b576e90";
    private static final double LABELS_PER_TIME = 1000;

    private final Path folder;
    private final OnnxModel model;

    /// Unpacks the network into a folder of its own.
    PlaneNetwork() {
        try {
            folder = Files.createTempDirectory("samplerscope-bench");
            unpack(NETWORK);
            unpack(WEIGHTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var card = new ModelCard("plane64", "Network of the benchmark", ModelCard.Kind.LEARNED, List.of(2), List.of(),
            "Random weights.", "", "");
        model = OnnxModel.open(new NetworkEntry(card, new AssetFile(folder, NETWORK, NETWORK_SHA),
            Prediction.of(Prediction.Form.FLOW), new RectifiedFlow(1), TimestepLabel.perTime(LABELS_PER_TIME),
            new NetworkEntry.Ports("sample", "timestep", Optional.empty(), "out_sample"), OptionalInt.empty(),
            Optional.of(new AssetFile(folder, WEIGHTS, WEIGHTS_SHA)), Optional.empty()));
    }

    private void unpack(String name) throws IOException {
        try (InputStream resource = PlaneNetwork.class.getResourceAsStream("/samplerscope/bench/" + name)) {
            Files.copy(resource, folder.resolve(name));
        }
    }

    Denoiser denoiser(TensorBackend backend) {
        return model.denoiser(new Binding(backend));
    }

    /// Weights by name, a NumPy archive.
    Path weights() {
        return folder.resolve(WEIGHTS);
    }

    @Override
    public void close() {
        model.close();
        try {
            Files.deleteIfExists(folder.resolve(NETWORK));
            Files.deleteIfExists(folder.resolve(WEIGHTS));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
