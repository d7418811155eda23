package samplerscope.search;

import samplerscope.SamplerscopeException;

/// A schedule that cannot be run.
public final class InvalidCandidateException extends SamplerscopeException {
    InvalidCandidateException(String happened, String remedy) {
        super(happened, remedy);
    }
}
