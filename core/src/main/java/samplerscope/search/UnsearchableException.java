package samplerscope.search;

import samplerscope.SamplerscopeException;

/// A spec in which there is nothing to search for.
public final class UnsearchableException extends SamplerscopeException {
    public UnsearchableException(String happened, String remedy) {
        super(happened, remedy);
    }
}
