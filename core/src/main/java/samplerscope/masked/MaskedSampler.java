package samplerscope.masked;

/// A rule for uncovering a canvas, with its settings. An immutable value: what it remembers of a sequence is in the
/// {@link Decoding}.
public interface MaskedSampler {

    /// Begins one sequence.
    ///
    /// @param start  prompt, infill and whatever else is fixed; tokens in it never change
    /// @param model  that is asked
    /// @param random of this sequence
    /// @throws samplerscope.SamplerscopeException in one of its kinds if the settings do not fit canvas or model
    Decoding begin(int[] start, Passes model, Streams random);

    /// Whether a commit's probability is the law its token was drawn from, given that its position was chosen: true where
    /// positions are chosen before tokens and tokens are drawn. Then the probabilities of a run's commits multiply to the
    /// probability of its tokens along its path; where they do not, no path error can be told.
    default boolean drawsAsItSays() {
        return true;
    }
}
