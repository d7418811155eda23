package samplerscope.registry;

import org.jspecify.annotations.Nullable;
import samplerscope.SamplerscopeException;

/// A value outside what its parameter allows.
public final class InvalidParameterException extends SamplerscopeException {

    private final String place;

    /// @param place  path of the value, as a file writes it: `solvers[3].eta`
    /// @param value  what was found, or null where nothing was
    /// @param remedy what is allowed, beginning with "must"
    public InvalidParameterException(String place, @Nullable Setting value, String remedy) {
        super(value == null ? "%s is missing".formatted(place) : "%s is %s".formatted(place, value), "it " + remedy);
        this.place = place;
    }

    public String place() {
        return place;
    }
}
