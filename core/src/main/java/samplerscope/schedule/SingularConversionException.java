package samplerscope.schedule;

import java.util.Locale;
import samplerscope.SamplerscopeException;

/// An output form that cannot be recovered from another one at a level.
public final class SingularConversionException extends SamplerscopeException {
    SingularConversionException(Parameterization from, Parameterization to, NoiseLevel level) {
        super("a %s prediction does not determine the %s at alpha = %s, sigma = %s".formatted(
                word(from), word(to), level.alpha(), level.sigma()),
            "start the grid just inside the schedule's end, or use a solver or model in another form there");
    }

    private static String word(Parameterization form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
