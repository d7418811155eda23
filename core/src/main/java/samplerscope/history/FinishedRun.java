package samplerscope.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import samplerscope.run.Snapshot;
import samplerscope.store.Executed;

/// A run that has ended, one way or another, on its way into the history.
///
/// @param executed what came of it
/// @param base     folder that relative names in its spec start from
/// @param name     solvers and grid in words
/// @param device   what computed it, in words
/// @param at       when it ended
/// @param states   those on the way, where they are few enough to keep; see {@link SmallStates}
public record FinishedRun(Executed executed, Path base, String name, String device, RunFacts.Source source, Instant at,
                          List<Snapshot> states) {

    public FinishedRun {
        states = List.copyOf(states);
    }
}
