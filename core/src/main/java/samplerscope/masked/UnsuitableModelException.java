package samplerscope.masked;

import samplerscope.SamplerscopeException;

/// A sampler that needs something of a model which the model does not have.
public final class UnsuitableModelException extends SamplerscopeException {

    /// @param sampler name in a message
    /// @param needs   what is missing, after "needs"
    /// @param remedy  what to do
    public UnsuitableModelException(String sampler, String needs, String remedy) {
        super("%s needs %s, which this model does not have".formatted(sampler, needs), remedy);
    }
}
