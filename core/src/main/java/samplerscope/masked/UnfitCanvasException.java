package samplerscope.masked;

import samplerscope.SamplerscopeException;

/// A canvas that the model cannot read: too long, too short, or with tokens that are not its own.
public final class UnfitCanvasException extends SamplerscopeException {

    /// @param happened one sentence
    /// @param remedy   one sentence
    public UnfitCanvasException(String happened, String remedy) {
        super(happened, remedy);
    }
}
