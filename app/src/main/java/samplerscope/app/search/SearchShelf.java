package samplerscope.app.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import samplerscope.SamplerscopeException;
import samplerscope.search.plan.SearchFolder;
import samplerscope.search.plan.SearchPlan;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.SpecReader;

/// The searches that are kept on the disk, a folder each, named after the second in which it began.
final class SearchShelf {

    /// Beside the searches: what was taken off the shelf last.
    private static final String REMOVED = ".removed";
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Path root;
    private final SpecReader reader;

    /// One kept search.
    ///
    /// @param done   cells that have a result
    /// @param cells  all of them
    record Kept(Path folder, SearchPlan plan, int done, int cells) {

        boolean isDone() {
            return done == cells;
        }

        /// `s3, random at NFE 8 on moons`
        String words() {
            return "%s at NFE %s on %s".formatted(
                plan.methods().stream().map(m -> m.id()).distinct().collect(Collectors.joining(", ")),
                plan.costs().stream().map(SearchPlan.Cost::toString).collect(Collectors.joining(", ")),
                plan.base().model().id());
        }
    }

    /// @param root need not exist yet
    SearchShelf(Path root, SpecReader reader) {
        this.root = root;
        this.reader = reader;
    }

    /// A place for a new search; nothing is written yet.
    Path place() {
        String name = LocalDateTime.now().format(NAME);
        Path place = root.resolve(name);
        for (int i = 2; Files.exists(place); i++) {
            place = root.resolve(name + "-" + i);
        }
        return place;
    }

    /// All that can be read, the newest first.
    ///
    /// @throws FileAccessException if the folder of searches cannot be read
    List<Kept> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        var kept = new ArrayList<Kept>();
        for (Path folder : folders()) {
            try {
                SearchFolder opened = SearchFolder.open(folder, reader);
                List<SearchPlan.Cell> cells = opened.plan().cells();
                int done = (int) cells.stream().filter(cell -> opened.result(cell).isPresent()).count();
                kept.add(new Kept(folder, opened.plan(), done, cells.size()));
            } catch (SamplerscopeException e) {
                // A folder of another version, or none of ours: it stays as it is.
            }
        }
        return List.copyOf(kept);
    }

    private List<Path> folders() {
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw FileAccessException.reading(root, e);
        }
    }

    /// Takes a search off the shelf. It can be put back until the next one is taken, or the program starts again.
    ///
    /// @throws FileAccessException if it cannot be moved
    void remove(Path folder) {
        purge();
        move(folder, removed(folder));
    }

    /// @throws FileAccessException if it cannot be moved
    void putBack(Path folder) {
        move(removed(folder), folder);
    }

    private Path removed(Path folder) {
        return root.resolve(REMOVED).resolve(folder.getFileName());
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.move(from, to);
        } catch (IOException e) {
            throw FileAccessException.writing(from, e);
        }
    }

    /// Deletes what was taken off the shelf.
    ///
    /// @throws FileAccessException if it cannot be deleted whole
    void purge() {
        if (Files.exists(root.resolve(REMOVED))) {
            delete(root.resolve(REMOVED));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw FileAccessException.writing(folder, e);
        }
    }
}
