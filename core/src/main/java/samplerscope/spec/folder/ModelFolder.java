package samplerscope.spec.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.spec.UnexportedWeightsException;

/// A folder in the layout of Hugging Face, from which nothing is read that lies outside it.
///
/// Links are followed within the folder, and to where a cache of the hub keeps the files of a snapshot: the folder
/// `blobs` beside `snapshots`.
final class ModelFolder {

    static final String INDEX = "model_index.json";

    private final Path root;
    private final List<Path> allowed;

    private ModelFolder(Path root, List<Path> allowed) {
        this.root = root;
        this.allowed = allowed;
    }

    /// @throws FolderException if there is no such folder
    static ModelFolder of(Path folder) {
        return of(folder, INDEX);
    }

    /// @param inside what the folder is expected to hold, for the message
    /// @throws FolderException if there is no such folder
    static ModelFolder of(Path folder, String inside) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new FolderException(root, Files.exists(root) ? "this is no folder" : "there is no such folder",
                "name the folder that holds " + inside);
        }
        try {
            Path real = root.toRealPath();
            Optional<Path> blobs = Optional.ofNullable(real.getParent()).filter(p -> p.endsWith("snapshots"))
                .map(p -> p.resolveSibling("blobs"));
            return new ModelFolder(root, Stream.concat(Stream.of(real), blobs.stream()).toList());
        } catch (IOException e) {
            throw unreadable(root, e);
        }
    }

    Path root() {
        return root;
    }

    boolean has(String name) {
        return Files.exists(root.resolve(name));
    }

    /// A file by its name in the folder.
    ///
    /// @throws FolderException if it is missing or a link that leads out
    Path file(String name) {
        return contained(root.resolve(name).normalize());
    }

    private Path contained(Path file) {
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        try {
            Path real = file.toRealPath();
            if (!file.startsWith(root) || allowed.stream().noneMatch(real::startsWith)) {
                throw new FolderException(file, "this leads to '%s', outside the folder of the model".formatted(real),
                    "do not trust this folder; get it from its author again");
            }
            return file;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Where a network was meant there may be what it would be exported from.
    private FolderException missing(Path file) {
        Optional<Path> weights = Optional.of(file).filter(f -> f.endsWith("model.onnx"))
            .flatMap(f -> UnexportedWeightsException.weightsIn(f.getParent()));
        return weights.map(found -> new FolderException(file,
            "the file is missing; beside it are weights of PyTorch, '%s'".formatted(found.getFileName()),
            "export the model to ONNX, which is another folder: optimum-cli export onnx --model '%s' NEW-FOLDER"
                .formatted(root)))
            .orElseGet(() -> new FolderException(file, "the file is missing",
                "complete the folder: download or export it again"));
    }

    /// A network of the folder, checked and loaded.
    NetworkFile network(String name, int threads) {
        network(name).forEach(this::contained);
        return NetworkFile.open(file(name), root, threads);
    }

    /// The files of a network: its own and those with its weights.
    List<Path> network(String name) {
        Path file = file(name);
        return Stream.concat(Stream.of(file), NetworkFile.dataOf(file, root).stream()).toList();
    }

    private static FolderException unreadable(Path file, IOException e) {
        return new FolderException(file, "this cannot be read (%s)".formatted(e.getMessage()),
            "check the name and the rights", e);
    }
}
