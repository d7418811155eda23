package samplerscope.app.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samplerscope.spec.Catalog;
import samplerscope.spec.Choice;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.Resolved;

/// Checksums of the files that a model was made from, computed once as long as the files stay as they are: a network of
/// gigabytes must not be read again after every run. For one thread.
final class KnownChecksums {

    private record Stamp(long size, FileTime changed) {}

    private record Known(Choice model, Map<Path, Stamp> stamps, Map<String, String> checksums) {}

    private final Catalog catalog;
    private final Path base;
    /// Of the model that ran last: runs change models seldom.
    private Optional<Known> known = Optional.empty();

    KnownChecksums(Catalog catalog, Path base) {
        this.catalog = catalog;
        this.base = base;
    }

    /// @throws FileAccessException if a file cannot be read
    Map<String, String> of(Resolved run) {
        var stamps = new TreeMap<Path, Stamp>();
        ModelFiles.of(run.spec(), catalog, base).values().forEach(file -> stamps.put(file, stamp(file)));
        Choice model = run.spec().model();
        if (known.filter(k -> k.model().equals(model) && k.stamps().equals(stamps)).isEmpty()) {
            known = Optional.of(new Known(model, stamps, ModelFiles.checksums(run, catalog, base)));
        }
        return known.get().checksums();
    }

    private static Stamp stamp(Path file) {
        try {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
    }
}
