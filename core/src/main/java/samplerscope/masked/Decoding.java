package samplerscope.masked;

/// One sequence being uncovered. Nothing happens between calls.
public interface Decoding {

    /// Takes one step: asks the model, writes tokens down, perhaps hides some again.
    ///
    /// @throws IllegalStateException once done: a mistake in the program
    UnmaskStep step();

    /// Whether the canvas is final.
    boolean isDone();

    /// The canvas now, shape [L]; a copy.
    int[] state();
}
