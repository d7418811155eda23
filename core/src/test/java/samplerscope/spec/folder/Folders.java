package samplerscope.spec.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import samplerscope.model.Model;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// The folders that `assets/training/tiny_folders.py` made, and copies of them to break.
public final class Folders {

    private Folders() {}

    public static Path of(String name) {
        try {
            return Path.of(Objects.requireNonNull(Folders.class.getResource("/folders/" + name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A copy, to be changed.
    static Path copy(String name, Path into) throws IOException {
        Path from = of(name);
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(path, into.resolve(from.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return into;
    }

    static Model open(Path folder) {
        return open(folder, Map.of());
    }

    static Model open(Path folder, Map<String, Setting> others) {
        return FolderModel.FAMILY.open().open(settings(folder, others), Path.of(""));
    }

    static Settings settings(Path folder, Map<String, Setting> others) {
        var given = new TreeMap<>(others);
        given.put("folder", new Setting.Word(folder.toString()));
        return Settings.of("model", FolderModel.FAMILY.parameters(), given);
    }
}
