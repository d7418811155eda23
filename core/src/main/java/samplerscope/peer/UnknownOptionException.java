package samplerscope.peer;

import samplerscope.SamplerscopeException;

/// An option of a published program that is not understood, or a sampler that is not known.
public final class UnknownOptionException extends SamplerscopeException {

    public UnknownOptionException(String happened, String remedy) {
        super(happened, remedy);
    }

    /// For an option with a value that is not understood.
    public static UnknownOptionException of(String sampler, String option, String value, String remedy) {
        return new UnknownOptionException("%s has %s = %s, which is not understood".formatted(sampler, option, value),
            remedy);
    }
}
