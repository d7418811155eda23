package samplerscope.search.surrogate;

import samplerscope.SamplerscopeException;

/// Data or settings from which no surrogate can be built, or none that could be minimised.
public final class InvalidSurrogateException extends SamplerscopeException {
    InvalidSurrogateException(String happened, String remedy) {
        super(happened, remedy);
    }
}
