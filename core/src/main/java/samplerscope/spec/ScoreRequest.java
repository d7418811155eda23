package samplerscope.spec;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// How a score is compared with those of simpler laws.
///
/// @param levels     of noise, evenly in lambda over the schedule, `>= 2`
/// @param samples    noised data at each level, the same data and noise at all, `>= 2`
/// @param components of the mixture; of each class where there are classes, `>= 1`
/// @param rank       directions of each component that have a variance of their own, `>= 0`
/// @param seed       of data and noise
public record ScoreRequest(int levels, int samples, int components, int rank, int seed) {

    public static final ScoreRequest STANDARD = new ScoreRequest(24, 64, 10, 24, 0);

    public ScoreRequest {
        atLeast("levels", levels, 2);
        atLeast("samples", samples, 2);
        atLeast("components", components, 1);
        atLeast("rank", rank, 0);
    }

    private static void atLeast(String place, int value, int least) {
        if (value < least || value > RunSpec.MOST_SAMPLES) {
            throw new InvalidParameterException(place, new Setting.Num(value),
                "must be a whole number from %d to %d".formatted(least, RunSpec.MOST_SAMPLES));
        }
    }
}
