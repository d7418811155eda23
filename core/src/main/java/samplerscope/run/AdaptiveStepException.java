package samplerscope.run;

import samplerscope.SamplerscopeException;

/// A run with adaptive steps that cannot be started, or that does not get on.
public final class AdaptiveStepException extends SamplerscopeException {

    public AdaptiveStepException(String happened, String remedy) {
        super(happened, remedy);
    }
}
