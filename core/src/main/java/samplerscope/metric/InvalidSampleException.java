package samplerscope.metric;

import samplerscope.SamplerscopeException;

/// A sample that no distance can be taken to.
public final class InvalidSampleException extends SamplerscopeException {
    InvalidSampleException(int sample, double value) {
        super("sample %d of a set holds %s".formatted(sample, value), "leave the sample out, or find out where it was made");
    }
}
