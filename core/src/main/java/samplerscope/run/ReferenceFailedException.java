package samplerscope.run;

import java.util.Locale;
import samplerscope.SamplerscopeException;
import samplerscope.schedule.NoiseLevel;

/// The reference solver could not meet its tolerance.
public final class ReferenceFailedException extends SamplerscopeException {
    ReferenceFailedException(NoiseLevel at, double tolerance) {
        super(String.format(Locale.ROOT, "the reference trajectory could not meet the tolerance %s near lambda = %.4g",
                tolerance, at.lambda()),
            "loosen the tolerance; float32 networks reach about 1e-5");
    }
}
