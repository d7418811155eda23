package samplerscope.registry;

import java.util.Collection;
import samplerscope.SamplerscopeException;

/// An id that no registered family has.
public final class UnknownIdException extends SamplerscopeException {
    /// @param kind what it was looked for among, in one word
    public UnknownIdException(String kind, String id, Collection<String> known) {
        super("no %s is called '%s'".formatted(kind, id), "use one of: " + String.join(", ", known));
    }
}
