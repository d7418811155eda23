package samplerscope.search.constrained;

/// `A x = b`.
///
/// @param matrix shape [rows, D], at least one row
/// @param right  shape [rows]
public record LinearConstraints(double[][] matrix, double[] right) implements Constraints {

    /// @throws InvalidProblemException unless there is one right side for each row
    public LinearConstraints {
        if (matrix.length == 0 || matrix.length != right.length) {
            throw new InvalidProblemException("%d rows and %d right sides".formatted(matrix.length, right.length),
                "give one right side for each row, and at least one row");
        }
    }

    @Override
    public int count() {
        return matrix.length;
    }

    @Override
    public String name(int row) {
        return "row " + (row + 1);
    }

    @Override
    public double[] at(double[] x) {
        double[] c = new double[matrix.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = -right[i];
            for (int j = 0; j < x.length; j++) {
                c[i] += matrix[i][j] * x[j];
            }
        }
        return c;
    }

    @Override
    public double[][] jacobian(double[] x) {
        return matrix;
    }

    @Override
    public double[][] curvature(double[] x, double[] multipliers) {
        return new double[x.length][x.length];
    }
}
