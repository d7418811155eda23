package samplerscope.run;

import java.util.Optional;

/// A sampling process you pull from. Nothing happens between calls; whoever stops pulling has cancelled.
public interface Run<R extends StepRecord> extends AutoCloseable {

    /// Takes one step; empty once the run is complete.
    ///
    /// @throws NonFiniteStateException if the step made a NaN or an infinity
    Optional<R> advance();

    /// Whether the last step has been taken. True before {@link #advance} returns empty, so that nobody has to ask for
    /// one step too many.
    boolean isComplete();

    /// Frees tensors and the model's buffers; may be called at any time between two steps.
    @Override
    void close();
}
