package samplerscope.search.constrained;

import samplerscope.SamplerscopeException;

/// A constrained problem that cannot be solved as it is stated.
public final class InvalidProblemException extends SamplerscopeException {
    InvalidProblemException(String happened, String remedy) {
        super(happened, remedy);
    }
}
