package samplerscope.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samplerscope.spec.Catalog;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Resolved;
import samplerscope.store.Executed;

/// Finished cells of sweeps on the disk, a file each, named after what its numbers depend on. Killed at any moment, it
/// holds whole cells only; several programs may use one.
///
/// @param path need not exist yet
public record CellFolder(Path path, Catalog catalog) {

    private static final String EXTENSION = ".npz";
    private static final String UNFINISHED = ".part";
    /// A file that was not finished for so long has been left by a program that was killed.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    Path file(CellKey key) {
        return path.resolve(key.name() + EXTENSION);
    }

    Optional<Executed> find(CellKey key, Resolved run) {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<Executed> found = CellFile.read(file, key, run, catalog);
        found.ifPresent(_ -> touch(file));
        return found;
    }

    /// @throws FileAccessException if it cannot be written; nothing is left of it then
    void put(CellKey key, Executed run) {
        CellFile.write(file(key), key, run);
    }

    /// So that what is used stays; a folder that may only be read does as well.
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            System.getLogger(CellFolder.class.getName()).log(System.Logger.Level.DEBUG, "not touched", e);
        }
    }

    private record Cell(Path file, long bytes, Instant used) {}

    /// Removes what killed programs have left half done, and the cells that were not used for longest, until no more than
    /// so many bytes are left.
    ///
    /// @throws FileAccessException if something cannot be removed
    public void prune(long mostBytes) {
        Instant old = Instant.now().minus(PATIENCE);
        var cells = new ArrayList<Cell>();
        try {
            for (Path file : files()) {
                var cell = new Cell(file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
                boolean unfinished = file.toString().endsWith(UNFINISHED);
                if (unfinished && cell.used().isBefore(old)) {
                    Files.deleteIfExists(file);
                } else if (!unfinished) {
                    cells.add(cell);
                }
            }
            long left = cells.stream().mapToLong(Cell::bytes).sum();
            for (Cell cell : cells.stream().sorted(Comparator.comparing(Cell::used)).toList()) {
                if (left <= mostBytes) {
                    return;
                }
                Files.deleteIfExists(cell.file());
                left -= cell.bytes();
            }
        } catch (NoSuchFileException e) {
            return; // another program is at it
        } catch (IOException e) {
            throw FileAccessException.writing(path, e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.toList();
        }
    }
}
