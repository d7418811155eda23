package samplerscope.masked;

/// How one sequence is uncovered: from the canvas and what is remembered, the plan of the next step. Immutable.
///
/// @param <M> what is remembered from step to step: an immutable value with `equals`, such as a step number. The exact law
///            keeps mass apart by canvas and memory, so the less is remembered the cheaper it is.
public interface Course<M> {

    /// What is remembered before the first step.
    M opening();

    /// Whether the canvas is final.
    boolean isDone(int[] state, M memory);

    /// The next step. Asks the model as the sampler would; draws nothing.
    ///
    /// @param state  not to be changed, shape [L]
    /// @param model  that is asked
    Plan<M> plan(int[] state, M memory, Passes model);
}
