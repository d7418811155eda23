package samplerscope.spec.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.Decoder;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.Prompting;
import samplerscope.model.onnx.ConditionedDenoiser;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.Numbers;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.Fingerprint;

/// A network from a folder in the layout of Hugging Face, exported to ONNX: `unet` or `transformer` with `config.json`
/// and `model.onnx`, and `scheduler/scheduler_config.json`; a model of latents also has `vae_decoder`, and one that is
/// asked by text `text_encoder` and `tokenizer`.
public final class FolderModel implements Model {

    /// Of the family of such models.
    public static final String ID = "model-folder";

    public static final ModelFamily FAMILY = new ModelFamily(ID, "Model folder (ONNX)",
        "your own model, in the layout of Hugging Face", List.of(
            new Parameter("folder", "folder", "folder with model_index.json, as Optimum and diffusers write it",
                new Parameter.Kind.Path(List.of())),
            Parameter.whole("null-class", "null class", "number of the class that stands for none, for guidance; -1 is "
                + "the one that the config names", -1, -1, 10_000),
            side("height"), side("width")),
        FolderModel::open);

    private static Parameter side(String name) {
        return Parameter.strided(name, name, "of a picture in pixels; 0 is as trained", 0, 0, FolderSize.LARGEST_SIDE,
            FolderSize.USUAL_MULTIPLE);
    }

    private final FolderParts parts;
    private final Classes classes;
    private final ModelCard card;
    private final Optional<LatentDecoder> decoder;
    private final ConditionedNetwork network;
    private Map<String, String> checksums = Map.of();

    /// @param parts are closed with this model
    private FolderModel(FolderParts parts, Settings settings) {
        this.parts = parts;
        DenoiserPorts ports = parts.ports();
        classes = Classes.of(parts.index(), parts.config(), ports.label(), settings.whole("null-class"));
        int factor = parts.autoencoder().map(Autoencoder::factor).orElse(1);
        var sample = parts.network().input(ports.ports().sample()).orElseThrow();
        List<Integer> shape = new FolderSize(parts.config(), sample, factor).of(settings);
        decoder = parts.autoencoder().map(a -> a.decoder(shape));
        card = card(shape);
        network = new ConditionedNetwork(parts.network(), parts.schedule().parameterization(),
            parts.schedule().timestep(), ports.ports(), this::told);
    }

    /// Whether a folder is laid out as a model, so that what is wrong with it is worth telling.
    public static boolean isOne(Path folder) {
        return Stream.of(ModelFolder.INDEX, "unet", "transformer", FolderParts.SCHEDULER).anyMatch(
            name -> Files.exists(folder.resolve(name)));
    }

    /// @throws FolderException                                            if a file is missing, wrong, or leads out
    /// @throws samplerscope.model.onnx.NetworkException              if a network cannot be loaded, or all of them are
    ///                                                                larger than the memory of this machine
    /// @throws samplerscope.registry.InvalidParameterException for a size that the network cannot make
    private static FolderModel open(Settings settings, Path base) {
        return made(FolderParts.open(ModelFolder.of(base.resolve(settings.word("folder")))), settings);
    }

    private static FolderModel made(FolderParts parts, Settings settings) {
        try {
            return new FolderModel(parts, settings);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    @Override
    public Optional<Model> with(Settings settings) {
        return Optional.of(made(parts.acquire(), settings));
    }

    private ModelCard card(List<Integer> shape) {
        String pipeline = parts.index().text("_class_name", "a pipeline");
        String made = "A network from a folder, exported from %s.".formatted(pipeline);
        String latent = decoder.map(d -> " Samples are latents of pictures of %d x %d.".formatted(
            d.pictureShape().get(2), d.pictureShape().get(1))).orElse("");
        String name = parts.folder().root().getFileName().toString();
        return new ModelCard(ID, name, ModelCard.Kind.LEARNED, shape, classes.names(), made + latent,
            "your own model", "that of the folder");
    }

    /// What is loaded, shared with other models of the folder.
    FolderParts parts() {
        return parts;
    }

    /// What the network is told of a condition, by the names of its inputs.
    Map<String, Numbers> told(Condition condition) {
        var told = new HashMap<>(classes.of(condition));
        parts.prompts().ifPresent(prompts -> told.putAll(prompts.of(condition)));
        if (parts.ports().text() == DenoiserPorts.Text.CONTEXT_AND_SIZES) {
            told.put(DenoiserPorts.SIZES, sizes());
        }
        return told;
    }

    /// Of a picture that was never cropped: its size, the corner of the crop, its size again.
    private Numbers sizes() {
        List<Integer> shape = decoder.orElseThrow().pictureShape();
        int height = shape.get(1);
        int width = shape.get(2);
        return Numbers.of(List.of(6), height, width, 0, 0, height, width);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<NoiseSchedule> nativeSchedule() {
        return Optional.of(parts.schedule().schedule());
    }

    @Override
    public Optional<ScheduleName> scheduleName() {
        return parts.schedule().name();
    }

    @Override
    public boolean needsClass() {
        return classes.areNeeded();
    }

    @Override
    public Optional<Prompting> prompting() {
        return parts.prompts().map(_ -> new Prompting(parts.ports().text().guidanceScale()));
    }

    @Override
    public Optional<Decoder> decoder() {
        return decoder.map(d -> d);
    }

    /// Nobody knows what the network was trained on.
    @Override
    public Optional<ExactLaw> law() {
        return Optional.empty();
    }

    /// Read when first asked for, since weights may be gigabytes.
    @Override
    public synchronized Map<String, String> checksums() {
        if (checksums.isEmpty()) {
            var sums = new TreeMap<String, String>();
            parts.folder().files().forEach(file -> sums.put(
                parts.folder().root().relativize(file).toString().replace('\\', '/'), Fingerprint.of(file)));
            checksums = Collections.unmodifiableMap(sums);
        }
        return checksums;
    }

    @Override
    public void check(Condition condition) {
        if (parts.prompts().isPresent() && condition instanceof Condition.OfText text) {
            parts.prompts().get().check(text);
        } else {
            ConditionException.check(card, condition);
        }
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        check(binding.condition());
        if (needsClass() && binding.condition() instanceof Condition.None) {
            throw new ConditionException("'%s' was never trained without a class".formatted(card.name()),
                "choose a class and a guidance scale of 1, or name its null class");
        }
        return new ConditionedDenoiser(network, card, binding);
    }

    @Override
    public void close() {
        parts.close();
    }
}
