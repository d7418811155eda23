package samplerscope.run;

import samplerscope.SamplerscopeException;

/// A run that needed more memory than there is.
public final class OutOfMemoryException extends SamplerscopeException {
    public OutOfMemoryException(OutOfMemoryError cause) {
        super("the run needs more memory than there is", "make or record fewer samples, or record fewer steps", cause);
    }
}
