package samplerscope.app.study;

import samplerscope.SamplerscopeException;

/// A lane whose run is wanted and that has none, or none of its spec as it is now.
final class NoRunException extends SamplerscopeException {
    NoRunException() {
        super("the lane has not run as it is now", "press Run first, or encode data");
    }
}
