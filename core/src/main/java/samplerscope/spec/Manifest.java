package samplerscope.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelFamily;
import samplerscope.model.ModelSummary;
import samplerscope.model.data.AssetFile;
import samplerscope.model.data.TrainingPictures;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkEntry;
import samplerscope.model.onnx.OnnxModel;
import samplerscope.registry.Registry;
import samplerscope.registry.Settings;

/// The networks in a folder of assets, and the exact laws of the pictures they were trained on.
///
/// Reads `manifest.json` only; files are opened and checked when a model is. Fields that are not needed to run a
/// network are ignored, so that a manifest can say more than this program asks.
public final class Manifest {

    private static final String FILE = "manifest.json";
    private static final int VERSION = 1;
    private static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";

    private final Path folder;
    private final Registry<ModelFamily> exact;
    private final List<ModelFamily> families = new ArrayList<>();
    private final Map<Path, TrainingPictures> pictures = new TreeMap<>();

    private Manifest(Path folder, List<ModelFamily> exact) {
        this.folder = folder;
        this.exact = new Registry<>("distribution", exact);
    }

    /// What the folder's manifest offers; nothing where there is none.
    ///
    /// @param exact models that a manifest can name as the law of a training set
    /// @throws SpecException                          if the manifest is not what it should be, with the place in it
    /// @throws samplerscope.model.data.AssetException if it names a file outside the folder
    public static List<ModelFamily> families(Path folder, List<ModelFamily> exact) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        var manifest = new Manifest(folder.toAbsolutePath().normalize(), exact);
        Fields root = Fields.of("", JsonReader.read(FileAccess.readText(file), FILE));
        root.needWhole("version", VERSION, VERSION);
        List<Json> models = root.needList("models");
        for (int i = 0; i < models.size(); i++) {
            manifest.add(Fields.of("models[%d]".formatted(i), models.get(i)));
        }
        return List.copyOf(manifest.families);
    }

    /// The files of a bundled masked network that the folder's manifest vouches for; none where it has no such network.
    ///
    /// @throws SpecException                          if the manifest is not what it should be, with the place in it
    /// @throws samplerscope.model.data.AssetException if it names a file outside the folder
    public static List<AssetFile> masked(Path folder, String id) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        var files = new ArrayList<AssetFile>();
        Fields root = Fields.of("", JsonReader.read(FileAccess.readText(file), FILE));
        List<Json> networks = root.take("masked").map(all -> Fields.list("masked", all)).orElse(List.of());
        for (int i = 0; i < networks.size(); i++) {
            Fields network = Fields.of("masked[%d]".formatted(i), networks.get(i));
            if (network.needText("id").equals(id)) {
                Fields sums = network.needFields("files");
                sums.object().fields().forEach((name, sum) -> files.add(new AssetFile(folder,
                    network.needText("folder") + "/" + name, Fields.text(sums.path(name), sum))));
            }
        }
        return files;
    }

    private void add(Fields model) {
        NetworkDescription said = NetworkFields.read(model);
        ModelCard card = card(model, said);
        if (!card.id().matches(ID) || isTaken(card.id())) {
            throw Fields.wrong(model.path("id"), model.need("id"),
                "must be an id that no other model has, in lower case with hyphens");
        }
        if (!card.classes().isEmpty()) {
            model.need("nullClass"); // guidance asks the network about none of them too
        }
        NetworkEntry entry = new NetworkEntry(card, asset(model.path("file"), model.need("file"), model.needText("sha256")),
            said.prediction(), said.schedule().schedule(), said.timestep(), said.ports(), said.nullClass(),
            layers(model),
            law(model, card));
        var summary = new ModelSummary(card, Optional.of(said.prediction().form().word()), Optional.of(said.schedule()),
            count(model, "bytes"), count(model, "parameters"), entry.law());
        families.add(new ModelFamily(card.id(), card.name(), card.source(), List.of(), (_, _) -> OnnxModel.open(entry),
            Optional.of(summary)));
    }

    private static OptionalLong count(Fields model, String name) {
        return model.take(name).map(n -> OptionalLong.of(Fields.whole(model.path(name), n, 1, Long.MAX_VALUE)))
            .orElse(OptionalLong.empty());
    }

    private boolean isTaken(String id) {
        return exact.contains(id) || families.stream().anyMatch(family -> family.id().equals(id));
    }

    private static ModelCard card(Fields model, NetworkDescription said) {
        String parameters = model.take("parameters").map(n -> "A network with %d parameters. ".formatted(
            Fields.whole(model.path("parameters"), n, 1, Long.MAX_VALUE))).orElse("A network. ");
        return said.card(model.needText("id"), parameters + said.about().source());
    }

    private AssetFile asset(String place, Json name, String sha256) {
        return new AssetFile(folder, Fields.text(place, name), sha256);
    }

    private Optional<AssetFile> layers(Fields model) {
        return model.take("layers").map(layers -> Fields.of(model.path("layers"), layers))
            .map(file -> asset(file.path("file"), file.need("file"), file.needText("sha256")));
    }

    private Optional<Supplier<ExactLaw>> law(Fields model, ModelCard card) {
        Optional<Json> data = model.take("data");
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Fields set = Fields.of(model.path("data"), data.get());
        return Optional.of(set.take("distribution").isPresent() ? distribution(set) : pictures(set, card));
    }

    private Supplier<ExactLaw> distribution(Fields set) {
        ModelFamily family = exact.get(set.needText("distribution"));
        Settings none = Settings.of(set.path(), family.parameters(), Map.of());
        Model model = family.open().open(none, folder);
        ExactLaw law = model.law().orElseThrow(() -> Fields.wrong(set.path("distribution"), set.need("distribution"),
            "must be an exact model"));
        return () -> law;
    }

    /// The exact law of the pictures; networks that were trained on the same ones share it.
    private Supplier<ExactLaw> pictures(Fields set, ModelCard network) {
        Fields sums = set.needFields("sha256");
        AssetFile images = asset(set.path("images"), set.need("images"), sums.needText("images"));
        AssetFile labels = asset(set.path("labels"), set.need("labels"), sums.needText("labels"));
        return pictures.computeIfAbsent(images.path(), _ -> offer(set, network, images, labels))::law;
    }

    /// Offers the law as a model too, under the name of the folder that holds the pictures.
    private TrainingPictures offer(Fields set, ModelCard network, AssetFile images, AssetFile labels) {
        String id = images.path().getParent().getFileName().toString();
        if (!id.matches(ID) || isTaken(id)) {
            throw Fields.wrong(set.path("images"), set.need("images"),
                "must lie in a folder whose name can be the id of a model");
        }
        var card = new ModelCard(id, network.name().replace("network", "exact"), ModelCard.Kind.EXACT,
            network.sampleShape(), network.classes(),
            "The ideal denoiser of the pictures that '%s' was trained on.".formatted(network.id()), network.source(),
            network.licence());
        var law = new TrainingPictures(card, images, labels);
        var summary = new ModelSummary(card, Optional.empty(), Optional.empty(), OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.of(law::law));
        families.add(new ModelFamily(id, card.name(), card.source(), List.of(), (_, _) -> law.law(),
            Optional.of(summary)));
        return law;
    }
}
