package samplerscope.run;

/// How a run ended.
public sealed interface Outcome {

    /// @param steps steps recorded
    int steps();

    record Completed(int steps) implements Outcome {}

    /// Stopped by somebody; everything recorded so far is valid.
    record Cancelled(int steps) implements Outcome {}

    record Failed(int steps, RuntimeException cause) implements Outcome {}
}
