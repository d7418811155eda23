package samplerscope.spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reading whole texts, and saving without ever leaving half a file behind.
public final class FileAccess {

    /// No spec and no run file comes near; a picture that was dropped by mistake may.
    private static final long LARGEST_TEXT = 256L << 20;

    /// Some editors begin a text with it.
    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SpecException(new Json.Position(file.getFileName().toString(), 1, 1), "",
                "this is not text in UTF-8", "choose another file");
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
    }

    /// Asks beforehand, so that no work is lost for want of a place to keep it. Makes nothing.
    ///
    /// @throws FileAccessException unless files can be made in the folder, which itself need not exist yet
    public static void requireWritable(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new FileAccessException(folder, "%s cannot be written: %s is no folder".formatted(folder, there),
                "choose another folder");
        }
        if (!Files.isWritable(there)) {
            throw FileAccessException.writing(folder, new AccessDeniedException(there.toString()));
        }
    }

    /// Replaces a file by a text in UTF-8; see {@link #write}.
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Replaces a file by what is written to a stream, as a whole or not at all; see {@link PendingFile}.
    ///
    /// @throws FileAccessException if that fails; the old file is then unharmed and nothing else is left
    public static void write(Path file, Content content) {
        try (var pending = PendingFile.beside(file)) {
            try (var out = new BufferedOutputStream(Files.newOutputStream(pending.path()), 1 << 16)) {
                content.writeTo(out);
            }
            pending.commit();
        } catch (IOException e) {
            throw FileAccessException.writing(file, e);
        }
    }
}
