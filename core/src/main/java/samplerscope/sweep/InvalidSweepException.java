package samplerscope.sweep;

import samplerscope.SamplerscopeException;

/// A sweep that cannot be laid out.
public final class InvalidSweepException extends SamplerscopeException {
    InvalidSweepException(String happened, String remedy) {
        super(happened, remedy);
    }
}
