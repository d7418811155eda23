package samplerscope.model.data;

import samplerscope.SamplerscopeException;

/// A file of a manifest that is missing, changed, or out of bounds.
public final class AssetException extends SamplerscopeException {

    AssetException(String happened, String remedy) {
        super(happened, remedy);
    }

    AssetException(String happened, String remedy, Throwable cause) {
        super(happened, remedy, cause);
    }
}
