package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// Ratios that were fitted for something else than the spec at hand.
public final class ForeignRatiosException extends SamplerscopeException {

    ForeignRatiosException(String happened, String remedy) {
        super(happened, remedy);
    }

    static ForeignRatiosException differs(String what, String mine, String other) {
        return new ForeignRatiosException(
            "the ratios were fitted for another %s: %s, where the spec has %s".formatted(what, mine, other),
            "fit ratios for this spec, or search them for it");
    }
}
