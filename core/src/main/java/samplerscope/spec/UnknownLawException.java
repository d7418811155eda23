package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// An error against the exact law was asked for, of a model whose law nobody knows.
public final class UnknownLawException extends SamplerscopeException {
    public UnknownLawException(String model) {
        super("no exact law is known behind model '%s'".formatted(model),
            "measure against the model's own converged trajectory");
    }
}
