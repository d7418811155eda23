package samplerscope.model.onnx;

import ai.onnxruntime.OrtException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import samplerscope.model.Binding;
import samplerscope.model.ConditionException;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.data.AssetFile;
import samplerscope.schedule.NoiseSchedule;

/// A trained network. Loaded once per number of threads and shared by its denoisers.
public final class OnnxModel implements Model {

    /// A larger one is loaded once per number of threads that a run asks for, and no more.
    private static final int MOST_BYTES_OF_COPIES = 64 << 20;

    private final NetworkEntry entry;
    private final byte[] content;
    private final Map<Integer, SharedSession> sessions = new HashMap<>();
    private @Nullable DenseLayers layers;
    private boolean closed;

    private OnnxModel(NetworkEntry entry, byte[] content) {
        this.entry = entry;
        this.content = content;
    }

    /// Loads and checks the network.
    ///
    /// @throws samplerscope.model.data.AssetException if the file is missing or changed
    /// @throws NetworkException                       if it is no network, or not the one of the manifest
    public static OnnxModel open(NetworkEntry entry) {
        var model = new OnnxModel(entry, entry.file().read());
        try (SharedSession loaded = model.session(1)) {
            new PortCheck(entry).check(loaded.session());
            return model;
        } catch (OrtException e) {
            model.close();
            throw unreadable(entry.card(), e);
        } catch (NetworkException e) {
            model.close();
            throw e;
        }
    }

    @Override
    public ModelCard card() {
        return entry.card();
    }

    @Override
    public Optional<NoiseSchedule> nativeSchedule() {
        return Optional.of(entry.schedule());
    }

    @Override
    public Optional<ExactLaw> law() {
        return entry.law().map(Supplier::get);
    }

    @Override
    public Map<String, String> checksums() {
        return Map.of(entry.file().name(), entry.file().sha256());
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        ConditionException.check(card(), binding.condition());
        return entry.prediction().around(network(binding), binding.backend());
    }

    private Denoiser network(Binding binding) {
        if (entry.layers().isPresent() && binding.backend().networks().isPresent()) {
            return new DenseDenoiser(entry, layers(entry.layers().get()), binding.backend().networks().get());
        }
        boolean copies = content.length <= MOST_BYTES_OF_COPIES && !NetworkPlace.here().isCuda();
        return new OnnxDenoiser(entry, this::session, copies, binding);
    }

    /// Read when a backend first asks, and once, since backends keep weights by identity.
    private synchronized DenseLayers layers(AssetFile file) {
        if (layers == null) {
            layers = DenseLayers.open(file, entry.file(), entry.sampleSize());
        }
        return layers;
    }

    /// A loaded network with the given threads; the caller closes what it acquired. A run that outlives this model has one
    /// of its own.
    private synchronized SharedSession session(int threads) {
        return closed ? load(threads) : sessions.computeIfAbsent(threads, this::load).acquire();
    }

    private SharedSession load(int threads) {
        try {
            return SharedSession.load(content, threads);
        } catch (OrtException e) {
            throw unreadable(card(), e);
        }
    }

    private static NetworkException unreadable(ModelCard card, OrtException cause) {
        return new NetworkException("network '%s' is not an ONNX file that can be loaded (%s)".formatted(
            card.id(), cause.getMessage().lines().findFirst().orElse("")), "restore the file or export it again", cause);
    }

    @Override
    public synchronized void close() {
        closed = true;
        sessions.values().forEach(SharedSession::close);
        sessions.clear();
    }
}
