package samplerscope.masked;

import samplerscope.SamplerscopeException;

/// A model said NaN or infinity; the run stops there.
public final class NonFinitePredictionException extends SamplerscopeException {

    /// @param pass  of the sequence, from 1
    /// @param value that was said
    NonFinitePredictionException(int pass, int position, int token, double value) {
        super("pass %d: the model gives token %d at position %d the probability %s".formatted(pass, token, position, value),
            "check the model's weights; a network in half precision may overflow where float32 does not");
    }
}
