package samplerscope.spec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import samplerscope.model.data.DataFiles;
import samplerscope.registry.Setting;
import samplerscope.spec.folder.FolderModel;
import samplerscope.spec.folder.MaskedNetworks;

/// A model in one word: its id, or the path of a model folder, of a masked network, of a network or of a user's data.
public final class ModelChoice {

    /// Families that make a model of a file or folder, named by their setting `file`.
    public static final Set<String> DATA_FAMILIES = Set.of("points", "picture", "image-set");

    private ModelChoice() {}

    /// Ids come first, so that a folder of the same name changes nothing.
    ///
    /// @return the id as it is if the word is no path of a model of continuous diffusion: whoever opens it says what is
    ///         known
    public static Choice of(String word, Catalog catalog) {
        return catalog.models().contains(word) ? Choice.of(word)
            : ofPath(word).filter(choice -> !isMasked(choice)).orElse(Choice.of(word));
    }

    /// The model that lies at a path or is made of what lies there; empty for anything else.
    ///
    /// @throws samplerscope.model.data.DataException if a file of arrays cannot be read
    /// @throws UnexportedWeightsException            for weights without a network
    public static Optional<Choice> ofPath(String path) {
        try {
            Path folder = Path.of(path).toAbsolutePath().normalize();
            if (Files.isRegularFile(folder) && Sidecar.isNetwork(folder)) {
                return Optional.of(ofNetwork(folder.toString()));
            }
            if (FolderModel.isOne(folder)) {
                return Optional.of(ofFolder(folder.toString()));
            }
            if (MaskedNetworks.isOne(folder)) {
                return Optional.of(ofMaskedFolder(folder));
            }
            UnexportedWeightsException.refuse(folder);
            return ofData(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// The model folder or network that a spec means by a word with a slash or by the name of a network's file, which
    /// no id is; relative to the spec.
    static Optional<Choice> ofWord(String word) {
        boolean isPath = word.contains("/") || word.contains("\\");
        if (word.endsWith(".onnx")) {
            return Optional.of(ofNetwork(word));
        }
        return isPath && DataFiles.extensions().stream().noneMatch(end -> word.endsWith("." + end))
            ? Optional.of(ofFolder(word)) : Optional.empty();
    }

    /// The model of a network by its path.
    public static Choice ofNetwork(String path) {
        return Choice.of(Sidecar.FAMILY.id()).with("file", new Setting.Word(path));
    }

    private static Choice ofFolder(String path) {
        return Choice.of(FolderModel.FAMILY.id()).with("folder", new Setting.Word(path));
    }

    /// The model of masked diffusion of a folder, whatever is in it.
    public static Choice ofMaskedFolder(Path folder) {
        return Choice.of(MaskedNetworks.FOLDER).with("folder", new Setting.Word(folder.toString()));
    }

    /// Whether it is a user's own model of masked diffusion, which no lane of the study can have.
    public static boolean isMasked(Choice choice) {
        return choice.id().equals(MaskedNetworks.FOLDER);
    }

    /// The model that is made of a file or folder, by its absolute path; empty for anything else.
    ///
    /// @throws samplerscope.model.data.DataException if a file of arrays cannot be read
    public static Optional<Choice> ofData(String path) {
        try {
            Path file = Path.of(path).toAbsolutePath().normalize();
            return Files.exists(file)
                ? DataFiles.familyOf(file).map(f -> Choice.of(f).with("file", new Setting.Word(file.toString())))
                : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// As {@link #ofData}, of what the user has chosen as data.
    ///
    /// @throws FileAccessException if no data are there
    public static Choice data(Path path) {
        return ofData(path.toString()).orElseThrow(() -> new FileAccessException(path,
            "'%s' is no data that can be read".formatted(path), "choose a folder of pictures, a table or an array"));
    }

    /// Where the file or folder of a user's own model lies; empty for other models, and where none is chosen yet.
    public static Optional<Path> path(Choice choice) {
        return choice.settings().get(place(choice.id())) instanceof Setting.Word(String word)
            ? Optional.of(Path.of(word)) : Optional.empty();
    }

    /// The setting that names the file or folder of a family of own models; empty for other families.
    private static String place(String family) {
        boolean isFile = DATA_FAMILIES.contains(family) || family.equals(Sidecar.FAMILY.id());
        boolean isFolder = family.equals(FolderModel.FAMILY.id()) || family.equals(MaskedNetworks.FOLDER);
        return isFile ? "file" : isFolder ? "folder" : "";
    }

    /// Whether it is a network that nothing describes.
    public static boolean lacksSidecar(Choice choice) {
        return choice.id().equals(Sidecar.FAMILY.id()) && path(choice)
            .filter(p -> !Files.exists(Sidecar.of(p))).isPresent();
    }

    /// The same model by an absolute path; as it is where it has none.
    ///
    /// @param base folder that a relative path starts from
    public static Choice absolute(Choice choice, Path base) {
        return path(choice).map(p -> choice.with(place(choice.id()),
            new Setting.Word(base.resolve(p).toAbsolutePath().normalize().toString()))).orElse(choice);
    }

    /// A choice in one line, for {@link #parse}.
    public static String text(Choice choice) {
        return SpecWriter.choice(choice).compact();
    }

    /// Empty for text that is no choice.
    public static Optional<Choice> parse(String text) {
        try {
            return Optional.of(SpecReader.choice("model", JsonReader.read(text, "model")));
        } catch (SpecException e) {
            return Optional.empty();
        }
    }
}
