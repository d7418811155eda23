package samplerscope.spec.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.WeightsMemory;
import samplerscope.model.text.TextTokenizer;
import samplerscope.spec.FileAccess;
import samplerscope.spec.Hearing;

/// Reads the files of a folder and remembers which, and closes what it loaded.
final class FolderReader implements AutoCloseable {

    private final ModelFolder folder;
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<AutoCloseable> loaded = new ArrayList<>();

    FolderReader(ModelFolder folder) {
        this.folder = folder;
    }

    Path root() {
        return folder.root();
    }

    boolean has(String name) {
        return folder.has(name);
    }

    /// All files that were read.
    List<Path> files() {
        return List.copyOf(files);
    }

    /// As many as runs have unless they are told otherwise: another number loads the weights once more.
    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// @throws FolderException if the file is missing, or no JSON object
    ConfigFile config(String name) {
        return ConfigFile.read(read(name));
    }

    String text(String name) {
        return FileAccess.readText(read(name));
    }

    private Path read(String name) {
        Path file = folder.file(name);
        files.add(file);
        return file;
    }

    /// Refuses a folder whose networks do not fit into this machine together, before the first is loaded.
    ///
    /// @param part the folder of the denoising network
    void requireMemory(String part) {
        WeightsMemory.check(folder.root().toString(), FolderSummary.bytes(folder, part));
    }

    /// Loads a network, which may take a while: whoever listens hears which, and can stop before the next.
    NetworkFile network(String name) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped before '%s' was loaded".formatted(name));
        }
        Hearing.progress().at("loading " + Path.of(name).getParent(), 0, 0);
        files.addAll(folder.network(name));
        NetworkFile network = folder.network(name, threads());
        loaded.add(network);
        return network;
    }

    /// @param json content of a `tokenizer.json`
    /// @param part the folder of the tokenizer
    TextTokenizer tokenizer(String json, String part) {
        TextTokenizer tokenizer = TextTokenizer.of(json, folder.root().resolve(part).toString());
        loaded.add(tokenizer);
        return tokenizer;
    }

    FolderException wrong(String name, String happened, String remedy) {
        return new FolderException(folder.root().resolve(name), happened, remedy);
    }

    @Override
    public void close() {
        for (AutoCloseable one : loaded) {
            switch (one) {
                case NetworkFile network -> network.close();
                case TextTokenizer tokenizer -> tokenizer.close();
                default -> throw new IllegalStateException(String.valueOf(one));
            }
        }
        loaded.clear();
    }
}
