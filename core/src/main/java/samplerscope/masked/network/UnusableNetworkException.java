package samplerscope.masked.network;

import samplerscope.SamplerscopeException;

/// A network that is none of masked diffusion, or not the one that its card describes.
public final class UnusableNetworkException extends SamplerscopeException {

    /// @param happened one sentence
    /// @param remedy   one sentence
    public UnusableNetworkException(String happened, String remedy) {
        super(happened, remedy);
    }

    UnusableNetworkException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }
}
