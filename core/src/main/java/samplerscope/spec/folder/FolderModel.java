package samplerscope.spec.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.ModelSummary;
import samplerscope.model.onnx.ConditionedDenoiser;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Numbers;
import samplerscope.model.onnx.Port;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.ScheduleName;
import samplerscope.spec.Fingerprint;

/// A network of pictures from a folder in the layout of Hugging Face, exported to ONNX: `unet` or `transformer` with
/// `config.json` and `model.onnx`, and `scheduler/scheduler_config.json`.
public final class FolderModel implements Model {

    /// Of the family of such models.
    public static final String ID = "model-folder";

    public static final ModelFamily FAMILY = new ModelFamily(ID, "Model folder (ONNX)",
        "your own model, in the layout of Hugging Face", List.of(
            new Parameter("folder", "folder", "folder with model_index.json, as Optimum and diffusers write it",
                new Parameter.Kind.Path(List.of())),
            Parameter.whole("null-class", "null class", "number of the class that stands for none, for guidance; -1 is "
                + "the one that the config names", -1, -1, 10_000)),
        FolderModel::open);

    private static final String CONFIG = "/config.json";
    private static final String NETWORK = "/model.onnx";
    private static final String SCHEDULER = "scheduler/scheduler_config.json";
    /// Bounds the picture, as the shapes of tensors do.
    private static final int LARGEST_SIDE = 4096;

    private final ModelCard card;
    private final FolderSchedule schedule;
    private final ConditionedNetwork network;
    private final Classes classes;
    private final ModelFolder folder;
    private final List<Path> files;
    private Map<String, String> checksums = Map.of();

    private FolderModel(ModelFolder folder, ModelCard card, FolderSchedule schedule, ConditionedNetwork network,
                        Classes classes, List<Path> files) {
        this.folder = folder;
        this.card = card;
        this.schedule = schedule;
        this.network = network;
        this.classes = classes;
        this.files = List.copyOf(files);
    }

    /// Whether a folder is laid out as a model, so that what is wrong with it is worth telling.
    public static boolean isOne(Path folder) {
        return Stream.of(ModelFolder.INDEX, "unet", "transformer", SCHEDULER).anyMatch(
            name -> Files.exists(folder.resolve(name)));
    }

    /// Reads the configs and loads the network.
    ///
    /// @throws FolderException                        if a file is missing, wrong, or leads out of the folder
    /// @throws samplerscope.model.onnx.NetworkException if the network cannot be loaded
    private static FolderModel open(Settings settings, Path base) {
        ModelFolder folder = ModelFolder.of(base.resolve(settings.word("folder")));
        String part = part(folder);
        ConfigFile index = ConfigFile.read(folder.file(ModelFolder.INDEX));
        ConfigFile config = ConfigFile.read(folder.file(part + CONFIG));
        FolderSchedule schedule = FolderSchedule.of(ConfigFile.read(folder.file(SCHEDULER)));
        var files = new ArrayList<>(List.of(index.file(), config.file(), folder.file(SCHEDULER)));
        files.addAll(folder.network(part + NETWORK));
        // As many as runs have unless they are told otherwise: another number loads the weights once more.
        NetworkFile loaded = folder.network(part + NETWORK, Runtime.getRuntime().availableProcessors());
        try {
            DenoiserPorts ports = DenoiserPorts.of(loaded);
            Classes classes = Classes.of(index, config, ports, settings.whole("null-class"));
            var card = card(folder, index, classes, shape(config, loaded.input(ports.ports().sample()).orElseThrow()));
            return new FolderModel(folder, card, schedule, new ConditionedNetwork(loaded, schedule.parameterization(),
                schedule.timestep(), ports.ports(), classes), classes, files);
        } catch (RuntimeException e) {
            loaded.close();
            throw e;
        }
    }

    /// What the configs say; the network stays on the disk.
    ///
    /// @throws FolderException as if the model were opened, where a config is wrong
    public static ModelSummary summary(Path path) {
        ModelFolder folder = ModelFolder.of(path);
        String part = part(folder);
        ConfigFile config = ConfigFile.read(folder.file(part + CONFIG));
        FolderSchedule schedule = FolderSchedule.of(ConfigFile.read(folder.file(SCHEDULER)));
        List<Integer> side = config.counts("sample_size");
        List<Integer> shape = side.isEmpty() || config.count("in_channels").isEmpty() ? List.of()
            : List.of(config.count("in_channels").getAsInt(), side.getFirst(), side.getLast());
        ModelCard card = card(folder, ConfigFile.read(folder.file(ModelFolder.INDEX)), Classes.named(config), shape);
        Path network = folder.file(part + NETWORK);
        long bytes = folder.network(part + NETWORK).stream().mapToLong(file -> file.toFile().length()).sum();
        return new ModelSummary(card, Optional.of(schedule.parameterization().name().toLowerCase(Locale.ROOT)),
            schedule.name(), OptionalLong.of(bytes), OptionalLong.of(NetworkFile.parametersOf(network)), Optional.empty());
    }

    /// The folder of the denoising network.
    private static String part(ModelFolder folder) {
        for (String other : List.of("vae_decoder", "vae", "text_encoder", "tokenizer")) {
            if (folder.has(other)) {
                throw new FolderException(folder.root().resolve(other),
                    "models of latents and of texts cannot be opened yet", "choose a folder of a model of pixels");
            }
        }
        return List.of("unet", "transformer").stream().filter(folder::has).findFirst().orElseThrow(
            () -> new FolderException(folder.root(), "there is no folder unet or transformer in it",
                "export the pipeline to ONNX; a folder with weights of PyTorch only cannot be run"));
    }

    /// [C, H, W], from the config, or where it is silent from the network.
    private static List<Integer> shape(ConfigFile config, Port sample) {
        List<Integer> side = config.counts("sample_size");
        var shape = new ArrayList<Integer>();
        shape.add(config.count("in_channels").orElse(size(config, "in_channels", sample, 1)));
        shape.add(side.isEmpty() ? size(config, "sample_size", sample, 2) : side.getFirst());
        shape.add(side.isEmpty() ? size(config, "sample_size", sample, 3) : side.getLast());
        for (int axis = 0; axis < shape.size(); axis++) {
            long own = sample.shape().get(axis + 1);
            if (shape.get(axis) > LARGEST_SIDE || own != Port.ANY && own != shape.get(axis)) {
                throw config.wrong(axis == 0 ? "in_channels" : "sample_size", "the config asks for samples of %s, the "
                    .formatted(shape) + "network takes " + sample.inWords(), "write the sizes that the network has");
            }
        }
        return shape;
    }

    private static int size(ConfigFile config, String name, Port sample, int axis) {
        long own = sample.shape().get(axis);
        if (own == Port.ANY && !config.has(name)) {
            throw config.wrong(name, "%s is missing, and the network takes any".formatted(name), "add it");
        }
        return (int) own;
    }

    private static ModelCard card(ModelFolder folder, ConfigFile index, Classes classes, List<Integer> shape) {
        String pipeline = index.text("_class_name", "a pipeline");
        return new ModelCard("model-folder", folder.root().getFileName().toString(), ModelCard.Kind.LEARNED, shape,
            classes.names(), "A network from a folder, exported from %s.".formatted(pipeline), "your own model",
            "that of the folder");
    }

    /// The classes of a network and how it is told one.
    ///
    /// @param input name of the input; empty where there are no classes
    /// @param none  label for no class; empty where the network has none
    private record Classes(List<String> names, Optional<String> input, OptionalInt none)
        implements ConditionedNetwork.Told {

        /// Numbered, as far as the config says how many there are.
        static Classes named(ConfigFile config) {
            OptionalInt count = config.count("num_embeds_ada_norm");
            int classes = count.orElse(config.count("num_class_embeds").orElse(0));
            return new Classes(IntStream.range(0, classes).mapToObj(String::valueOf).toList(), Optional.empty(),
                OptionalInt.empty());
        }

        static Classes of(ConfigFile index, ConfigFile config, DenoiserPorts ports, int given) {
            if (ports.label().isEmpty()) {
                return new Classes(List.of(), Optional.empty(), OptionalInt.empty());
            }
            // A transformer has one embedding more than it has classes: the last is for none.
            OptionalInt learned = config.count("num_embeds_ada_norm");
            int count = learned.orElseGet(() -> config.count("num_class_embeds").orElseThrow(() -> config.wrong(
                "num_class_embeds", "num_class_embeds is missing, and the network takes '%s'".formatted(
                    ports.label().get()), "write the number of classes")));
            OptionalInt none = given >= 0 ? OptionalInt.of(given) : learned;
            if (none.isPresent() && none.getAsInt() > count) {
                throw config.wrong("num_class_embeds", "the null class %d is beyond the %d classes".formatted(
                    none.getAsInt(), count), "write the right number, or choose another null class");
            }
            int named = none.isPresent() && none.getAsInt() == count - 1 ? count - 1 : count;
            List<String> labels = index.names("id2label");
            return new Classes(labels.size() == named ? labels
                : IntStream.range(0, named).mapToObj(String::valueOf).toList(), ports.label(), none);
        }

        @Override
        public Map<String, Numbers> of(OptionalInt label) {
            return input.<Map<String, Numbers>>map(name -> Map.of(name, new Numbers(List.of(),
                new float[] {label.orElseGet(none::getAsInt)}))).orElse(Map.of());
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<NoiseSchedule> nativeSchedule() {
        return Optional.of(schedule.schedule());
    }

    @Override
    public Optional<ScheduleName> scheduleName() {
        return schedule.name();
    }

    @Override
    public boolean needsClass() {
        return !card.classes().isEmpty() && classes.none().isEmpty();
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
            files.forEach(file -> sums.put(folder.root().relativize(file).toString().replace('\\', '/'),
                Fingerprint.of(file)));
            checksums = Collections.unmodifiableMap(sums);
        }
        return checksums;
    }

    @Override
    public Denoiser denoiser(Binding binding) {
        ConditionException.check(card, binding.condition());
        if (needsClass() && binding.condition() instanceof Condition.None) {
            throw new ConditionException("'%s' was never trained without a class".formatted(card.name()),
                "choose a class and a guidance scale of 1, or name its null class");
        }
        return new ConditionedDenoiser(network, card, binding);
    }

    @Override
    public void close() {
        network.file().close();
    }
}
