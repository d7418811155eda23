package samplerscope.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;
import samplerscope.spec.Catalog;
import samplerscope.spec.FileAccess;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.JsonReader;
import samplerscope.spec.SpecReader;

/// The sweeps of a user: a plan each, and one folder of cells for all of them, so that sweeps that overlap share what they
/// found. Several programs may use one.
///
/// @param root need not exist yet
public record SweepStore(Path root, Catalog catalog) {

    /// Plans that are kept; they are small, but nobody reads a longer list.
    public static final int MOST_SWEEPS = 50;
    /// Bytes of all cells: some thousand sweeps of points, or eight of the largest.
    public static final long MOST_BYTES = 2L << 30;

    private static final String EXTENSION = ".sweep.json";

    public CellFolder cells() {
        return new CellFolder(root.resolve("cells"), catalog);
    }

    private Path file(KeptSweep sweep) {
        return root.resolve(sweep.name() + EXTENSION);
    }

    /// Keeps a plan as the newest one; one that equals it is replaced, and what is older than the newest
    /// {@value #MOST_SWEEPS} goes.
    ///
    /// @throws FileAccessException if that fails
    public void keep(KeptSweep sweep) {
        FileAccess.writeText(file(sweep), sweep.json().pretty() + "\n");
        all().stream().skip(MOST_SWEEPS).forEach(this::forget);
    }

    /// Removes a plan. Its cells stay while there is room, as other plans may have the same.
    ///
    /// @throws FileAccessException if it cannot be removed
    public void forget(KeptSweep sweep) {
        try {
            Files.deleteIfExists(file(sweep));
        } catch (IOException e) {
            throw FileAccessException.writing(file(sweep), e);
        }
    }

    /// All that can be read, the newest first.
    ///
    /// @throws FileAccessException if the folder cannot be read
    public List<KeptSweep> all() {
        var sweeps = new ArrayList<KeptSweep>();
        for (Path file : files()) {
            read(file).ifPresent(sweeps::add);
        }
        sweeps.sort(Comparator.comparing(KeptSweep::at).reversed());
        return List.copyOf(sweeps);
    }

    /// A file of another version, or none of ours, stays as it is.
    private Optional<KeptSweep> read(Path file) {
        try {
            return Optional.of(KeptSweep.read(JsonReader.read(FileAccess.readText(file), file.getFileName().toString()),
                new SpecReader(catalog)));
        } catch (SamplerscopeException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION)).toList();
        } catch (IOException e) {
            throw FileAccessException.reading(root, e);
        }
    }
}
