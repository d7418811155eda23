package samplerscope.model.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A zip of NumPy arrays, as `numpy.savez` writes it.
record NpzFile(Path file) implements ArrayFile.Container {

    private static final String ENTRY = ".npy";

    @Override
    public List<String> names() {
        try (var zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).filter(n -> n.endsWith(ENTRY))
                .map(n -> n.substring(0, n.length() - ENTRY.length())).toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public NpyArray numbers(String name) {
        return reading(name, NpyArray::pictures);
    }

    @Override
    public int[] labels(String name) {
        return reading(name, NpyArray::labels);
    }

    /// The reader of arrays wants a file of its own.
    private <T> T reading(String name, Function<Path, T> read) {
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(name + ENTRY);
            Limits.bytes(file, entry.getSize());
            Path copy = Files.createTempFile("samplerscope", ENTRY);
            try (var content = zip.getInputStream(entry)) {
                Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
                return read.apply(copy);
            } catch (DataException e) {
                throw e.inside(copy, file, name);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataException unreadable(IOException cause) {
        return cause instanceof ZipException
            ? new DataException(file, "", "it is no zip of arrays, or a damaged one (%s)".formatted(cause.getMessage()),
                "save it again with numpy.savez")
            : DataException.reading(file, cause);
    }
}
