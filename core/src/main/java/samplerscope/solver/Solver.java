package samplerscope.solver;

/// Turns one interval into a step: a pure function of noise levels. Implementations are records, one per file.
///
/// A solver never learns where in the run it stands. What other libraries spell as flags (first-order start, Euler at
/// the end) is a choice of solver per step in a {@link Strategy}.
@FunctionalInterface
public interface Solver {

    /// @throws UnplannableStepException where the formula does not apply to this interval
    Step plan(StepRequest request);
}
