package samplerscope.history;

import java.nio.file.Path;
import java.time.Instant;
import samplerscope.store.MaskedExecuted;

/// A run of masked diffusion that has ended, one way or another, on its way into the history.
///
/// @param executed what came of it
/// @param base     folder that relative names in its spec start from
/// @param name     model and sampler in words
/// @param at       when it ended
public record FinishedMaskedRun(MaskedExecuted executed, Path base, String name, RunFacts.Source source, Instant at) {}
