package samplerscope.spec;

import java.util.function.Supplier;
import samplerscope.run.Progress;

/// Who hears of measurements, and of networks that are loaded, on this thread. Facts about a model are kept and shared,
/// whoever asked for them first; who listens is a matter of the one who asks.
public final class Hearing {

    private static final ScopedValue<Progress> LISTENER = ScopedValue.newInstance();

    private Hearing() {}

    static <T> T with(Progress progress, Supplier<T> work) {
        return ScopedValue.where(LISTENER, progress).call(work::get);
    }

    /// Nobody, where nobody listens.
    public static Progress progress() {
        return LISTENER.orElse(Progress.NONE);
    }
}
