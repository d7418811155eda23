package samplerscope.run;

import samplerscope.SamplerscopeException;

/// A recording that records nothing.
public final class InvalidRecordingException extends SamplerscopeException {
    InvalidRecordingException(int every, int samples) {
        super("recording.every is %d and recording.samples is %d".formatted(every, samples),
            "every must be at least 1, samples at least 0 (0 is all)");
    }
}
