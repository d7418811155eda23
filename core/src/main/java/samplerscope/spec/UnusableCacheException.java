package samplerscope.spec;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;

/// A file of measured statistics that is not what it should be.
final class UnusableCacheException extends SamplerscopeException {

    UnusableCacheException(Path file, String reason) {
        this(file, reason, null);
    }

    UnusableCacheException(Path file, String reason, @Nullable Throwable cause) {
        super("%s cannot be used: %s".formatted(file, reason), "measure again, which replaces it", cause);
    }
}
