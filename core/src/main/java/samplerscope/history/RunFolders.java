package samplerscope.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import samplerscope.spec.FileAccessException;

/// The folders of the runs. Each appears as a whole and disappears as a whole, whenever the program is killed.
///
/// A folder is filled under a hidden name that holds the process id, forced to the disk and then renamed; one that is
/// to go is first renamed the same way. What a killed process leaves under a hidden name is swept up at a later start.
final class RunFolders {

    static final String ENTRY = "entry.json";
    static final String STATES = "states.npy";
    static final String THUMBNAIL = "thumbnail.png";

    private static final List<String> ARRAYS = List.of("samples.npy", STATES);
    private static final Pattern HIDDEN = Pattern.compile("\\..+\\.(\\d+)\\.(part|gone)");
    /// Where process ids of several machines meet in one folder, a writer that is not seen here gets this long.
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final Path root;

    RunFolders(Path root) {
        this.root = root;
    }

    Path folder(String id) {
        return root.resolve(id);
    }

    boolean exists(String id) {
        return Files.isDirectory(folder(id));
    }

    /// Fills a folder. Whatever goes wrong, either all of it is there or nothing.
    @FunctionalInterface
    interface Content {
        void writeInto(Path folder);
    }

    /// @throws FileAccessException if the folder cannot be made
    void create(String id, Content content) {
        Path part = hidden(id, "part");
        try {
            Files.createDirectories(part);
            content.writeInto(part);
            force(part);
            move(part, folder(id));
            force(root);
        } catch (IOException e) {
            throw FileAccessException.writing(folder(id), e);
        } finally {
            deleteQuietly(part);
        }
    }

    /// Takes the folder out of sight at once; its files may need longer.
    ///
    /// @throws FileAccessException if it stays
    void delete(String id) {
        Path gone = hidden(id, "gone");
        try {
            move(folder(id), gone);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw FileAccessException.writing(folder(id), e);
        }
        deleteQuietly(gone);
    }

    /// Gives up samples and states; everything small stays.
    void dropArrays(String id) {
        for (String name : ARRAYS) {
            try {
                Files.deleteIfExists(folder(id).resolve(name));
            } catch (IOException e) {
                throw FileAccessException.writing(folder(id).resolve(name), e);
            }
        }
    }

    /// Bytes of all files, and of samples and states among them.
    record Size(long bytes, long arrays) {}

    Size size(String id) {
        return size(folder(id));
    }

    static Size size(Path folder) {
        long bytes = 0;
        long arrays = 0;
        for (Path file : children(folder)) {
            long length = length(file);
            bytes += length;
            arrays += ARRAYS.contains(file.getFileName().toString()) ? length : 0;
        }
        return new Size(bytes, arrays);
    }

    /// Names of all whole folders.
    List<String> ids() {
        return children(root).stream().map(path -> path.getFileName().toString()).filter(name -> !name.startsWith("."))
            .sorted().toList();
    }

    Optional<EntryFile> entry(String id) {
        Size size = size(id);
        return EntryFile.read(folder(id).resolve(ENTRY), size.bytes(), size.arrays())
            .filter(file -> file.entry().id().equals(id));
    }

    /// Removes what processes that are gone have left half done.
    void sweep() {
        for (Path path : children(root)) {
            Matcher hidden = HIDDEN.matcher(path.getFileName().toString());
            if (hidden.matches() && isAbandoned(path, Long.parseLong(hidden.group(1)))) {
                deleteQuietly(path);
            }
        }
    }

    private static boolean isAbandoned(Path path, long process) {
        try {
            boolean old = Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(PATIENCE));
            return old && process != ProcessHandle.current().pid() && ProcessHandle.of(process).isEmpty();
        } catch (IOException e) {
            return false; // somebody else has just removed it
        }
    }

    private Path hidden(String id, String kind) {
        return root.resolve(".%s.%d.%s".formatted(id, ProcessHandle.current().pid(), kind));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw FileAccessException.reading(folder, e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // gone meanwhile
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new FileSystemException(to.toString(), null, "this file system cannot rename folders");
        }
    }

    /// A new name is safe once its folder is on the disk. Windows has no such call and does it by itself.
    private static void force(Path folder) throws IOException {
        if (!WINDOWS) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// What is left under a hidden name nobody sees; the next sweep tries again.
    private static void deleteQuietly(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.getLogger(RunFolders.class.getName()).log(System.Logger.Level.DEBUG, "left " + folder, e);
        }
    }
}
