package samplerscope.search.constrained;

/// Equations `c(x) = 0`, as many as rows.
public interface Constraints {

    int count();

    /// What a row says, for people: `sum of steps 1 to 5`.
    String name(int row);

    /// `c(x)`, by row.
    double[] at(double[] x);

    /// Shape [rows, D].
    double[][] jacobian(double[] x);

    /// `sum_j multipliers_j Hessian(c_j)`, shape [D, D].
    double[][] curvature(double[] x, double[] multipliers);
}
