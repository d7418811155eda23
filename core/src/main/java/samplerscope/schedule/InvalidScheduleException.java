package samplerscope.schedule;

import samplerscope.SamplerscopeException;

/// A noise schedule with constants that no schedule can have.
public final class InvalidScheduleException extends SamplerscopeException {
    public InvalidScheduleException(String happened, String remedy) {
        super(happened, remedy);
    }
}
