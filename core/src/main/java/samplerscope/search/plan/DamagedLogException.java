package samplerscope.search.plan;

import java.nio.file.Path;
import samplerscope.SamplerscopeException;

/// A file of a search that is not what the search wrote.
public final class DamagedLogException extends SamplerscopeException {

    DamagedLogException(Path file, String happened, String remedy) {
        super("%s: %s".formatted(file, happened), remedy);
    }

    DamagedLogException(Path file, String happened, String remedy, Throwable cause) {
        super("%s: %s".formatted(file, happened), remedy, cause);
    }
}
