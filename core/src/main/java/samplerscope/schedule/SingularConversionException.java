package samplerscope.schedule;

import samplerscope.SamplerscopeException;

/// An output form that cannot be recovered from another one at a level.
public final class SingularConversionException extends SamplerscopeException {
    SingularConversionException(Parameterization from, Parameterization to, NoiseLevel level) {
        super("a %s prediction does not determine the %s at alpha = %s, sigma = %s".formatted(
                from.name().toLowerCase(), to.name().toLowerCase(), level.alpha(), level.sigma()),
            "start the grid just inside the schedule's end, or use a solver or model in another form there");
    }
}
