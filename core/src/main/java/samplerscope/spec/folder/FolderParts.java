package samplerscope.spec.folder;

import java.util.List;
import java.util.Optional;
import samplerscope.model.onnx.NetworkFile;

/// What is loaded from a model folder: shared by the models that are made of it and freed with the last of them.
final class FolderParts implements AutoCloseable {

    static final String SCHEDULER = "scheduler/scheduler_config.json";
    private static final String CONFIG = "/config.json";
    private static final String NETWORK = "/model.onnx";
    private static final String DECODER = "vae_decoder";

    private final FolderReader folder;
    private final ConfigFile index;
    private final ConfigFile config;
    private final FolderSchedule schedule;
    private final NetworkFile network;
    private final DenoiserPorts ports;
    private final Optional<Autoencoder> autoencoder;
    private final Optional<Prompts> prompts;
    private int users = 1;

    private FolderParts(FolderReader folder) {
        this.folder = folder;
        String part = part(folder);
        index = folder.config(ModelFolder.INDEX);
        config = folder.config(part + CONFIG);
        schedule = FolderSchedule.of(folder.config(SCHEDULER));
        folder.requireMemory(part);
        network = folder.network(part + NETWORK);
        ports = DenoiserPorts.of(network);
        prompts = prompts(folder);
        autoencoder = autoencoder(folder);
    }

    /// Reads the configs and loads the networks.
    ///
    /// @throws FolderException                                    if a file is missing, wrong, or leads out
    /// @throws samplerscope.model.onnx.NetworkException      if a network cannot be loaded, or all of them are larger
    ///                                                            than the memory of this machine
    /// @throws samplerscope.model.text.TokenizerException if a tokenizer cannot be loaded
    /// @throws java.util.concurrent.CancellationException      when the thread is interrupted, before the next network
    static FolderParts open(ModelFolder folder) {
        var reader = new FolderReader(folder);
        try {
            return new FolderParts(reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// The folder of the denoising network.
    private static String part(FolderReader folder) {
        return List.of("unet", "transformer").stream().filter(folder::has).findFirst().orElseThrow(
            () -> new FolderException(folder.root(), "there is no folder unet or transformer in it",
                "export the pipeline to ONNX; a folder with weights of PyTorch only cannot be run"));
    }

    private Optional<Prompts> prompts(FolderReader folder) {
        return switch (ports.text()) {
            case NONE -> Optional.empty();
            case CONTEXT_ONLY -> Optional.of(new PlainPrompts(folder));
            case CONTEXT_AND_SIZES -> Optional.of(new PairedPrompts(folder, index));
            case CONTEXT_AND_POOLED -> Optional.of(new JointPrompts(folder, config));
        };
    }

    /// A model of pixels has none.
    private Optional<Autoencoder> autoencoder(FolderReader folder) {
        boolean latent = List.of(DECODER, "vae", "vae_encoder").stream().anyMatch(folder::has) || prompts.isPresent();
        if (!latent) {
            return Optional.empty();
        }
        ConfigFile own = folder.config(DECODER + CONFIG);
        int channels = config.count("in_channels").orElseGet(() -> own.count("latent_channels").orElse(0));
        return Optional.of(Autoencoder.of(folder.network(DECODER + NETWORK), own, channels, FolderReader.threads()));
    }

    synchronized FolderParts acquire() {
        users++;
        return this;
    }

    FolderReader folder() {
        return folder;
    }

    ConfigFile index() {
        return index;
    }

    /// Of the denoising network.
    ConfigFile config() {
        return config;
    }

    FolderSchedule schedule() {
        return schedule;
    }

    /// The denoising network.
    NetworkFile network() {
        return network;
    }

    DenoiserPorts ports() {
        return ports;
    }

    Optional<Autoencoder> autoencoder() {
        return autoencoder;
    }

    Optional<Prompts> prompts() {
        return prompts;
    }

    @Override
    public synchronized void close() {
        users--;
        if (users == 0) {
            folder.close();
        }
    }
}
