package samplerscope.search.constrained;

/// Where a constrained minimisation ended.
///
/// @param x           variables, shape [D]; they meet the constraints to `violation`
/// @param multipliers by constraint: `-multipliers` is what one unit more of a constraint's right side costs
/// @param value       of the objective
/// @param violation   largest size of a constraint
/// @param residual    norm of the gradient of the Lagrangian and of the constraints, at the last iterate
/// @param iterations  steps taken
/// @param sketches    steps of a randomised solver, over all iterations
/// @param ending      why it ended
public record Solution(double[] x, double[] multipliers, double value, double violation, double residual,
                       int iterations, long sketches, Ending ending) {

    /// Why a minimisation ended.
    public enum Ending {
        CONVERGED,
        /// No step lowers the merit function: as far as the accuracy of the derivatives leads.
        NO_DESCENT,
        OUT_OF_ITERATIONS,
        CANCELLED
    }

    /// A point on the way.
    ///
    /// @param number    from 0
    /// @param value     of the objective
    /// @param violation largest size of a constraint
    /// @param residual  norm of the gradient of the Lagrangian and of the constraints
    /// @param x         variables
    public record Iterate(int number, double value, double violation, double residual, double[] x) {
    }
}
