package samplerscope.spec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import samplerscope.SamplerscopeException;

/// A file or folder that cannot be read or written.
public final class FileAccessException extends SamplerscopeException {

    private final Path path;

    public FileAccessException(Path path, String happened, String remedy) {
        super(happened, remedy);
        this.path = path;
    }

    private FileAccessException(Path path, String happened, String remedy, IOException cause) {
        super(happened, remedy, cause);
        this.path = path;
    }

    public static FileAccessException reading(Path path, IOException cause) {
        return new FileAccessException(path, "%s cannot be read: %s".formatted(path, reason(cause)),
            "check the name and that you may read it", cause);
    }

    public static FileAccessException writing(Path path, IOException cause) {
        return new FileAccessException(path, "%s cannot be written: %s".formatted(path, reason(cause)),
            "choose another folder, or free some space and try again", cause);
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is no folder";
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(cause.getMessage());
        };
    }

    public Path path() {
        return path;
    }
}
