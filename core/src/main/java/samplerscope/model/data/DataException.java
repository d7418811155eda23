package samplerscope.model.data;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;

/// A file of data that no model can be made from, with the place in it.
public final class DataException extends SamplerscopeException {

    /// @param file  as the user named it
    /// @param place in the file, such as `line 3, column 2`; empty for all of it
    DataException(Path file, String place, String happened, String remedy) {
        this(file, place, happened, remedy, null);
    }

    private DataException(Path file, String place, String happened, String remedy, @Nullable Throwable cause) {
        super((place.isEmpty() ? "'%s'".formatted(file) : "'%s', %s".formatted(file, place)) + ": " + happened, remedy,
            cause);
    }

    /// The same mistake, in an array of an archive instead of the copy that was read.
    DataException inside(Path copy, Path archive, String array) {
        return new DataException(archive, "", happened().replace("'%s'".formatted(copy), "'%s'".formatted(array)), remedy());
    }

    static DataException reading(Path file, IOException cause) {
        return new DataException(file, "", "it cannot be read (%s)".formatted(cause.getMessage()),
            "check the name and the rights", cause);
    }
}
