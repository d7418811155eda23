package samplerscope.store;

import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;

/// Sees every recorded state of a run as it comes, on the working thread.
@FunctionalInterface
public interface StateWatcher {

    /// @param at    level of the state
    /// @param state shape [B, ...]
    void see(NoiseLevel at, Snapshot state);

    StateWatcher NONE = (_, _) -> { };
}
