package samplerscope.history;

import samplerscope.SamplerscopeException;

/// A run that is not in the history, or a beginning that several have.
public final class UnknownRunException extends SamplerscopeException {
    UnknownRunException(String happened, String remedy) {
        super(happened, remedy);
    }
}
