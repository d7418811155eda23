package samplerscope.model.onnx;

import samplerscope.SamplerscopeException;

/// A network that cannot be loaded, is not what its manifest says, or fails while it runs.
public final class NetworkException extends SamplerscopeException {

    NetworkException(String happened, String remedy) {
        super(happened, remedy);
    }

    NetworkException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }
}
