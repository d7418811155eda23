package samplerscope.history;

import samplerscope.SamplerscopeException;

/// A part of a query that has the form of a condition and is none.
public final class InvalidQueryException extends SamplerscopeException {
    InvalidQueryException(String part, String remedy) {
        super("'%s' is no condition".formatted(part), remedy);
    }
}
