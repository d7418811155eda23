package samplerscope.bench;

import samplerscope.SamplerscopeException;

/// A row cannot be measured here; the others can.
public final class SkippedException extends SamplerscopeException {
    SkippedException(String happened, String remedy) {
        super(happened, remedy);
    }
}
