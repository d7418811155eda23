package samplerscope.schedule;

import samplerscope.SamplerscopeException;

/// A noise level that no path can have.
public final class InvalidLevelException extends SamplerscopeException {
    InvalidLevelException(double time, double alpha, double sigma) {
        super("no noise level has time %s, alpha %s, sigma %s".formatted(time, alpha, sigma),
            "alpha and sigma must be finite, at least 0 and not both 0");
    }
}
