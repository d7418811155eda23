package samplerscope.masked.sampler;

import java.util.Map;
import java.util.Optional;
import samplerscope.masked.Move;
import samplerscope.masked.UnmaskStep;

/// Decides what a step writes, from what the model says now. An immutable value; remembers nothing.
@FunctionalInterface
interface UnmaskRule {

    /// @param move    writes at eligible positions
    /// @param view    what was compared
    /// @param scalars for the record, in the words of the paper
    record Choice(Move move, Optional<UnmaskStep.RuleView> view, Map<String, Double> scalars) {}

    Choice choose(Look look);
}
