package samplerscope.schedule;

/// Maps time to noise level. Pure: the same time gives the same level, bit for bit.
///
/// Time runs from {@link #startTime()} (noise) down to 0 (data); lambda falls as time grows.
public interface NoiseSchedule {

    /// The level at a time. Defined a little beyond the ends too, where the formula allows, for solvers that raise noise.
    NoiseLevel at(double time);

    /// The inverse of `at(time).lambda()`.
    double timeOfLambda(double lambda);

    /// The noisy end, where sampling starts.
    double startTime();

    /// Where sampling stops by default: small, but where every solver is still regular.
    double endTime();

    default NoiseLevel atLambda(double lambda) {
        return at(timeOfLambda(lambda));
    }
}
