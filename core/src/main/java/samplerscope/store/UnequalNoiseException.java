package samplerscope.store;

import samplerscope.SamplerscopeException;

/// Runs that cannot be compared, because they do not start from the same noise or do not ask for the same thing.
public final class UnequalNoiseException extends SamplerscopeException {
    UnequalNoiseException(String field, String first, String value, String other, String otherValue) {
        super("%s differs: it is %s in %s and %s in %s".formatted(field, value, first, otherValue, other),
            "make it the same; --set %s=... changes it in all".formatted(field));
    }
}
