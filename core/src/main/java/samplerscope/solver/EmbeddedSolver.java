package samplerscope.solver;

/// A solver that also estimates its own local error; an adaptive controller reads the estimate and chooses the step.
public interface EmbeddedSolver extends Solver {

    /// The register that holds the error estimate after a planned step, in units of the state.
    Slot errorEstimate();

    /// Order of the weaker of the two embedded formulas; the controller's exponent is one over this plus one.
    int weakerOrder();
}
