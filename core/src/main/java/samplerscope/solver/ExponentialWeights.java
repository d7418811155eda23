package samplerscope.solver;

import static java.lang.StrictMath.abs;

import java.util.Arrays;

/// Weights that integrate the polynomial through some model outputs exactly against the exponential kernel of a step.
///
/// A step of length `h` in lambda from `s` to `t`, with outputs at `lambda_s + r_j h`, is then
/// `x_t = (sigma_t / sigma_s) x_s + alpha_t h sum_j w_j x0_j` with `z = -h` in the data form, and
/// `x_t = (alpha_t / alpha_s) x_s - sigma_t h sum_j w_j eps_j` with `z = h` in the noise form.
///
/// Source: Hochbruck & Ostermann 2010, Acta Numerica 19, Sec. 2; for samplers Zhao et al. 2023, arXiv:2302.04867.
final class ExponentialWeights {

    private ExponentialWeights() {}

    /// Solves `sum_j w_j r_j^k = k! phi_(k+1)(z)` for `k = 0 .. n-1`.
    ///
    /// @param z     `-h` in the data form, `h` in the noise form
    /// @param nodes `r_j`, distinct: 0 is the start of the step, 1 its end, negative ones lie in the past
    /// @return one weight per node; not finite when two nodes coincide
    static double[] of(double z, double... nodes) {
        int n = nodes.length;
        var rows = new double[n][n + 1];
        for (int j = 0; j < n; j++) {
            double power = 1;
            for (int k = 0; k < n; k++) {
                rows[k][j] = power;
                power *= nodes[j];
            }
        }
        for (int k = 0; k < n; k++) {
            rows[k][n] = Phi.factorial(k) * Phi.of(k + 1, z);
        }
        return solve(rows);
    }

    /// Weights of the differences to the output at the start of the step, where the polynomial also runs through.
    ///
    /// @param positions of the other outputs, in units of the step
    static double[] ofDifferences(double z, double... positions) {
        var nodes = new double[positions.length + 1];
        System.arraycopy(positions, 0, nodes, 1, positions.length);
        return Arrays.copyOfRange(of(z, nodes), 1, nodes.length);
    }

    /// Weights of the differences where a released corrector leaves out rows of the inverse: the outputs of the past
    /// miss the highest moment, and the one at the end has that moment only, through the row before.
    ///
    /// Source: Zhao et al. 2023, arXiv:2302.04867, released code, `multistep_uni_pc_vary_update`.
    ///
    /// @param positions of the other outputs, at least two; the last is the end of the step
    static double[] ofIncompleteDifferences(double z, double... positions) {
        int n = positions.length;
        var known = new double[n];
        for (int k = 1; k < n; k++) {
            known[k - 1] = Phi.factorial(k) * Phi.of(k + 1, z);
        }
        double[] weights = solve(moments(positions, known));
        var misplaced = new double[n];
        misplaced[n - 2] = Phi.factorial(n - 1) * Phi.of(n + 1, z);
        weights[n - 1] = solve(moments(positions, misplaced))[n - 1];
        return weights;
    }

    /// `sum_j w_j r_j^k = given[k - 1]` for `k = 1 .. n`.
    private static double[][] moments(double[] r, double[] given) {
        int n = r.length;
        var rows = new double[n][n + 1];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                rows[k][j] = k == 0 ? r[j] : rows[k - 1][j] * r[j];
            }
            rows[k][n] = given[k];
        }
        return rows;
    }

    /// Gaussian elimination with partial pivoting; the last column is the right-hand side.
    static double[] solve(double[][] rows) {
        int n = rows.length;
        for (int column = 0; column < n; column++) {
            bringUpPivot(rows, column);
            for (int row = column + 1; row < n; row++) {
                subtract(rows[row], rows[column], rows[row][column] / rows[column][column], column);
            }
        }
        var solution = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double rest = rows[row][n];
            for (int column = row + 1; column < n; column++) {
                rest -= rows[row][column] * solution[column];
            }
            solution[row] = rest / rows[row][row];
        }
        return solution;
    }

    private static void bringUpPivot(double[][] rows, int column) {
        int best = column;
        for (int row = column + 1; row < rows.length; row++) {
            if (abs(rows[row][column]) > abs(rows[best][column])) {
                best = row;
            }
        }
        double[] pivot = rows[best];
        rows[best] = rows[column];
        rows[column] = pivot;
    }

    private static void subtract(double[] row, double[] pivot, double factor, int from) {
        for (int column = from; column < row.length; column++) {
            row[column] -= factor * pivot[column];
        }
    }
}
