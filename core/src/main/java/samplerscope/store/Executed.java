package samplerscope.store;

import samplerscope.run.Outcome;
import samplerscope.run.Snapshot;
import samplerscope.spec.Resolved;
import samplerscope.spec.RunFile;

/// A run that has ended, one way or another; everything here is consistent even when it did not complete.
///
/// @param run     what was run
/// @param file    what is kept of it
/// @param curve   its errors
/// @param end     the state that it reached
/// @param outcome how it ended
public record Executed(Resolved run, RunFile file, Curve curve, Snapshot end, Outcome outcome) {}
