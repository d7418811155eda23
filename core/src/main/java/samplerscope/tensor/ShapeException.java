package samplerscope.tensor;

import samplerscope.SamplerscopeException;

/// Two shapes that should agree and do not, or one that cannot be; the message shows them.
public final class ShapeException extends SamplerscopeException {
    public ShapeException(String happened, String remedy) {
        super(happened, remedy);
    }
}
