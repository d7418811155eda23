package samplerscope.random;

/// Names one random field of a run.
///
/// @param seed        of the run
/// @param firstSample index of the sample that row 0 belongs to
/// @param step        index of the step; 0 for the initial state
/// @param draw        which field of the step
/// @param stream      what the field is for
public record DrawKey(long seed, int firstSample, int step, int draw, Stream stream) {

    /// Independent uses of one seed.
    public enum Stream {
        /// The initial state, `x_T`.
        INITIAL,
        /// Noise that solvers add.
        SOLVER,
        /// Discrete choices and random directions.
        CHOICE,
        /// Noise of restarts.
        RESTART,
        /// Probes of a model.
        PROBE
    }

    public static DrawKey initial(long seed, int firstSample) {
        return new DrawKey(seed, firstSample, 0, 0, Stream.INITIAL);
    }

    public static DrawKey solver(long seed, int firstSample, int step, int draw) {
        return new DrawKey(seed, firstSample, step, draw, Stream.SOLVER);
    }
}
