package samplerscope.sweep;

import samplerscope.SamplerscopeException;
import samplerscope.store.Executed;

/// What came of one cell.
public sealed interface CellResult {

    SweepCell cell();

    /// @param executed completed
    record Done(SweepCell cell, Executed executed) implements CellResult {}

    /// One that could not be run, or failed on the way; the others go on.
    ///
    /// @param happened what went wrong, in a sentence without a full stop
    /// @param remedy   what to do
    record Failed(SweepCell cell, String happened, String remedy) implements CellResult {

        static Failed of(SweepCell cell, RuntimeException cause) {
            return cause instanceof SamplerscopeException known ? new Failed(cell, known.happened(), known.remedy())
                : new Failed(cell, "the run failed unexpectedly (%s)".formatted(cause), "report it with the spec");
        }
    }
}
