package samplerscope.spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Reading whole texts, and saving without ever leaving half a file behind.
public final class FileAccess {

    /// No spec and no run file comes near; a picture that was dropped by mistake may.
    private static final long LARGEST_TEXT = 256L << 20;

    private FileAccess() {}

    /// Writes bytes to a stream; it is closed by the caller.
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// @throws FileAccessException if the file cannot be read
    /// @throws SpecException       if it is no UTF-8 text
    public static String readText(Path file) {
        try {
            if (Files.size(file) > LARGEST_TEXT) {
                throw new FileAccessException(file, "%s is larger than any spec or run file".formatted(file),
                    "choose another file");
            }
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new SpecException(new Json.Position(file.getFileName().toString(), 1, 1), "",
                "this is not text in UTF-8", "choose another file");
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
    }

    /// Replaces a file by a text in UTF-8; see {@link #write}.
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Writes beside the file, forces it to the disk, then moves it into place: a reader sees the old file or the new
    /// one, whenever the program or the machine stops. Folders are made as needed.
    ///
    /// @throws FileAccessException if that fails; the old file is then unharmed and nothing else is left
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path temporary = Files.createTempFile(target.getParent(), ".", ".part");
            try {
                fill(temporary, content);
                move(temporary, target);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (UncheckedIOException e) {
            throw FileAccessException.writing(file, e.getCause());
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }

    private static void fill(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
             OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
