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
}
