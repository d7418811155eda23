package samplerscope.search.constrained;

/// What is to be made small: a twice differentiable function of a vector.
public interface SmoothObjective {

    double value(double[] x);

    /// By coordinate.
    double[] gradient(double[] x);

    /// Symmetric, or an approximation of it. Asked once per iteration, at the point that was accepted.
    double[][] hessian(double[] x);
}
