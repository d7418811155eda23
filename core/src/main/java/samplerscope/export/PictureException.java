package samplerscope.export;

import samplerscope.SamplerscopeException;

/// A picture that cannot be made or read.
public final class PictureException extends SamplerscopeException {
    public PictureException(String happened, String remedy) {
        super(happened, remedy);
    }
}
