package samplerscope.schedule;

import samplerscope.SamplerscopeException;

/// A time grid that cannot be run: too short, or with two equal neighbours, or with bounds out of order.
public final class InvalidGridException extends SamplerscopeException {
    public InvalidGridException(String happened, String remedy) {
        super(happened, remedy);
    }
}
