package samplerscope.spec;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file that is being written beside its final place and moved there when it is whole: a reader sees the old file or
/// the new one, whenever the program or the machine stops.
///
/// Closing without {@link #commit} leaves nothing behind.
public final class PendingFile implements AutoCloseable {

    private final Path target;
    private final Path temporary;

    private PendingFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /// Makes folders as needed.
    ///
    /// @throws FileAccessException if nothing can be written there
    public static PendingFile beside(Path file) {
        Path target = file.toAbsolutePath();
        try {
            if (Files.isDirectory(target)) {
                throw new FileAccessException(file, "%s is a folder".formatted(file), "give the name of a file");
            }
            Files.createDirectories(target.getParent());
            // Not a temporary file of the system's: those are for their owner's eyes only.
            Path temporary = target.resolveSibling(".%s.%s.part".formatted(target.getFileName(), UUID.randomUUID()));
            return new PendingFile(target, Files.createFile(temporary));
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }

    /// Where to write; the file exists and is empty.
    public Path path() {
        return temporary;
    }

    /// Forces what was written to the disk and moves it into place. Every stream must be closed.
    ///
    /// @throws FileAccessException if that fails
    public void commit() {
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            move();
        } catch (IOException e) {
            throw FileAccessException.writing(target, e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// @throws FileAccessException if the unfinished file cannot be removed
    @Override
    public void close() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw FileAccessException.writing(temporary, e);
        }
    }
}
