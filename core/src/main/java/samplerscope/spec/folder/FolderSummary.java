package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelSummary;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.WeightsMemory;

/// What the configs and the sizes of the files of a model folder say; its networks stay on the disk.
public final class FolderSummary {

    private static final String CONFIG = "/config.json";
    private static final String NETWORK = "/model.onnx";
    private static final List<String> OTHERS =
        List.of("vae_decoder", "text_encoder", "text_encoder_2", "text_encoder_3");

    private FolderSummary() {}

    /// @throws FolderException                               where a config is missing or wrong
    /// @throws samplerscope.model.onnx.NetworkException where the networks are larger than the memory of this machine
    public static ModelSummary of(Path path) {
        ModelFolder folder = ModelFolder.of(path);
        String part = folder.has("transformer") ? "transformer" : "unet";
        ConfigFile index = ConfigFile.read(folder.file(ModelFolder.INDEX));
        ConfigFile config = ConfigFile.read(folder.file(part + CONFIG));
        FolderSchedule schedule = FolderSchedule.of(ConfigFile.read(folder.file(FolderParts.SCHEDULER)));
        List<Path> networks = networks(folder, part);
        long bytes = bytes(folder, networks);
        WeightsMemory.check(folder.root().toString(), bytes);
        long parameters = networks.stream().mapToLong(NetworkFile::parametersOf).sum();
        return new ModelSummary(card(folder, index, config),
            Optional.of(schedule.parameterization().name().toLowerCase(Locale.ROOT)), schedule.name(),
            OptionalLong.of(bytes), OptionalLong.of(parameters), Optional.empty());
    }

    /// Of all its networks.
    ///
    /// @param part the folder of the denoising network
    static long bytes(ModelFolder folder, String part) {
        return bytes(folder, networks(folder, part));
    }

    private static long bytes(ModelFolder folder, List<Path> networks) {
        return networks.stream().mapToLong(file -> NetworkFile.bytesOf(file, folder.root())).sum();
    }

    private static List<Path> networks(ModelFolder folder, String part) {
        return Stream.concat(Stream.of(part), OTHERS.stream()).map(name -> name + NETWORK)
            .filter(name -> name.startsWith(part) || folder.has(name)).map(folder::file).toList();
    }

    private static ModelCard card(ModelFolder folder, ConfigFile index, ConfigFile config) {
        List<Integer> side = config.counts("sample_size");
        OptionalInt channels = config.count("in_channels");
        List<Integer> shape = side.isEmpty() || channels.isEmpty() ? List.of()
            : List.of(channels.getAsInt(), side.getFirst(), side.getLast());
        String latent = folder.has("vae_decoder") ? " Samples are latents of pictures." : "";
        String text = folder.has("text_encoder") ? " It is asked by text." : "";
        return new ModelCard(FolderModel.ID, String.valueOf(folder.root().getFileName()), ModelCard.Kind.LEARNED, shape,
            classes(index, config), "A network from a folder, exported from %s.".formatted(
                index.text("_class_name", "a pipeline")) + latent + text, "your own model", "that of the folder");
    }

    /// By name, or numbered as far as the config says how many there are.
    private static List<String> classes(ConfigFile index, ConfigFile config) {
        List<String> names = index.names("id2label");
        int count = config.count("num_embeds_ada_norm").orElse(config.count("num_class_embeds").orElse(0));
        return names.isEmpty() ? IntStream.range(0, count).mapToObj(String::valueOf).toList() : names;
    }
}
