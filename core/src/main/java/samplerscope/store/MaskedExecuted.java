package samplerscope.store;

import java.util.List;
import samplerscope.masked.measure.SequenceScore;
import samplerscope.run.Outcome;
import samplerscope.spec.MaskedRunFile;
import samplerscope.spec.ResolvedMasked;

/// A run of masked diffusion that has ended, one way or another; everything here is consistent even when it did not
/// complete.
///
/// @param run      what was run
/// @param file     what is kept of it
/// @param canvases all of them as they are at the end, shape [L] each
/// @param scores   against the law of the world, one a sequence; empty without a law, and where the run did not complete
/// @param outcome  how it ended
public record MaskedExecuted(ResolvedMasked run, MaskedRunFile file, List<int[]> canvases, List<SequenceScore> scores,
                             Outcome outcome) {
    public MaskedExecuted {
        canvases = List.copyOf(canvases);
        scores = List.copyOf(scores);
    }

    /// What the canvases read.
    public List<String> texts() {
        return canvases.stream().map(run::text).toList();
    }
}
