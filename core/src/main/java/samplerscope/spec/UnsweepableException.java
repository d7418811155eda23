package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// A strategy that cannot be run at another number of steps and compared.
public final class UnsweepableException extends SamplerscopeException {
    UnsweepableException(String why) {
        super("there is no order to sweep: " + why, "choose one deterministic solver on a grid with a number of steps");
    }
}
