package samplerscope.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import samplerscope.model.ModelFamily;
import samplerscope.model.onnx.DescribedNetwork;
import samplerscope.model.onnx.NetworkDescription;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// The small file beside a user's network that says how it is asked: `digits.onnx.json` beside `digits.onnx`. It has
/// the fields of a network in a manifest; `name`, `source`, `licence` and `classes` may be left out.
public final class Sidecar {

    public static final ModelFamily FAMILY = new ModelFamily(DescribedNetwork.ID, "Network file (ONNX)",
        "your own network, in one file with a sidecar", List.of(
            new Parameter("file", "file", "network with a sidecar: net.onnx and net.onnx.json",
                new Parameter.Kind.Path(List.of("onnx")))),
        Sidecar::open);

    private static final String NETWORK = ".onnx";
    private static final int VERSION = 1;

    private Sidecar() {}

    /// Whether a file is named as a network is.
    public static boolean isNetwork(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(NETWORK);
    }

    /// Where the sidecar of a network lies.
    public static Path of(Path network) {
        return network.resolveSibling(network.getFileName() + ".json");
    }

    /// What the sidecar of a network says.
    ///
    /// @throws FileAccessException     if there is no such network, or a file cannot be read
    /// @throws MissingSidecarException if the network has none
    /// @throws SpecException           naming the place that is wrong
    public static NetworkDescription read(Path network) {
        if (!Files.isRegularFile(network)) {
            throw new FileAccessException(network, "there is no network '%s'".formatted(network), "check the name");
        }
        Path file = of(network);
        if (!Files.exists(file)) {
            throw new MissingSidecarException(network);
        }
        return parse(JsonReader.read(FileAccess.readText(file), file.getFileName().toString()), network);
    }

    /// As {@link #read}, of what may have been changed since.
    static NetworkDescription parse(Json json, Path network) {
        Json.Obj given = Fields.of("", json).object();
        Json.Obj whole = given;
        for (var field : standard(network).fields().entrySet()) {
            whole = given.get(field.getKey()).isPresent() ? whole : whole.with(field.getKey(), field.getValue());
        }
        Fields fields = Fields.of("", whole);
        fields.needWhole("version", VERSION, VERSION);
        NetworkDescription said = NetworkFields.read(fields);
        fields.nothingElse();
        return said;
    }

    private static Json.Obj standard(Path network) {
        NetworkDescription.About about = about(network);
        return Json.object().with("name", about.name()).with("source", about.source()).with("licence", about.licence())
            .with("classes", Json.texts(List.of()));
    }

    /// What a sidecar says of a network that nobody has said anything about.
    public static NetworkDescription.About about(Path network) {
        String name = String.valueOf(network.getFileName());
        return new NetworkDescription.About(name.substring(0, name.length() - NETWORK.length()), "your own network",
            "not stated");
    }

    /// The sidecar as JSON.
    public static Json.Obj json(NetworkDescription said) {
        Json.Obj object = Json.object().with("version", VERSION);
        for (var field : NetworkFields.json(said).fields().entrySet()) {
            object = object.with(field.getKey(), field.getValue());
        }
        return object;
    }

    /// A description with some fields of its sidecar changed, checked as if it had been read.
    ///
    /// @param assignments `path=value`, as in `schedule.id=vp-cosine`
    /// @throws SpecException that names the assignment
    public static NetworkDescription changed(NetworkDescription said, List<String> assignments, Path network) {
        return assignments.isEmpty() ? said : parse(SpecEdit.set(json(said), assignments), network);
    }

    /// Writes the sidecar of a network, as a whole or not at all, and replaces one that is there.
    ///
    /// @throws FileAccessException if that fails; the old one is then unharmed
    public static void write(Path network, NetworkDescription said) {
        FileAccess.writeText(of(network), json(said).pretty() + "\n");
    }

    private static DescribedNetwork open(Settings settings, Path base) {
        Path file = base.resolve(settings.word("file")).toAbsolutePath().normalize();
        return DescribedNetwork.open(file, read(file), () -> checksums(file));
    }

    /// Of what lies beside the network; its own is that of a file which the spec names.
    private static Map<String, String> checksums(Path network) {
        var sums = new TreeMap<String, String>();
        sums.put(of(network).getFileName().toString(), Fingerprint.of(of(network)));
        NetworkFile.dataOf(network, network.getParent()).forEach(
            file -> sums.put(network.getParent().relativize(file).toString().replace('\\', '/'), Fingerprint.of(file)));
        return sums;
    }
}
