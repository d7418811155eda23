package samplerscope.solver;

import java.util.Locale;
import samplerscope.SamplerscopeException;
import samplerscope.schedule.NoiseLevel;

/// A strategy that cannot be run backwards, from data to noise.
public final class UninvertibleException extends SamplerscopeException {

    private UninvertibleException(String happened, String remedy) {
        super(happened, remedy);
    }

    /// Noise that a step drew is nowhere in its result, so that no step leads back.
    static UninvertibleException drawing(int step, Solver solver) {
        return new UninvertibleException("step %d (%s) draws fresh noise, which cannot be taken back".formatted(step, solver),
            "use a deterministic solver, or turn the noise of this one off");
    }

    /// A path cannot be followed out of a level without noise, where the model is not asked.
    static UninvertibleException atZero(NoiseLevel first) {
        return new UninvertibleException(String.format(Locale.ROOT,
                "the grid goes from lambda = %.4g straight to zero noise, so it has no step to run backwards", first.lambda()),
            "use at least two steps, so that one of them ends at a level with noise");
    }

    static UninvertibleException unplannable(UnplannableStepException cause) {
        return new UninvertibleException("backwards, " + cause.happened(), cause.remedy());
    }
}
