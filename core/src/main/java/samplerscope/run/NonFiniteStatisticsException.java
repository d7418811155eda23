package samplerscope.run;

import java.util.Locale;
import samplerscope.SamplerscopeException;

/// Model statistics that are not numbers, because the model is none there.
public final class NonFiniteStatisticsException extends SamplerscopeException {
    NonFiniteStatisticsException(double lambda) {
        super(String.format(Locale.ROOT, "the statistics of the model are not finite at lambda = %.4g", lambda),
            "set statistics to gaussian or none, or use a schedule whose ends the model knows");
    }
}
