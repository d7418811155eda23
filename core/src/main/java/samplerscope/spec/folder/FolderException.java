package samplerscope.spec.folder;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;

/// A model folder that cannot be used, with the file in it that is wrong.
public final class FolderException extends SamplerscopeException {

    private final Path file;

    FolderException(Path file, String happened, String remedy) {
        this(file, happened, remedy, null);
    }

    FolderException(Path file, String happened, String remedy, @Nullable Throwable cause) {
        super("'%s': %s".formatted(file, happened), remedy, cause);
        this.file = file;
    }

    /// The file or folder that is wrong.
    public Path file() {
        return file;
    }
}
