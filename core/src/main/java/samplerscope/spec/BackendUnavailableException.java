package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// A backend that this machine cannot run.
public final class BackendUnavailableException extends SamplerscopeException {
    BackendUnavailableException(String id, String reason) {
        super("backend '%s' cannot be used: %s".formatted(id, reason), "choose another one, such as cpu-float32");
    }
}
