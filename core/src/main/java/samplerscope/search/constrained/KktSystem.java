package samplerscope.search.constrained;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;

/// A problem at one point: the Lagrangian `L = f + lambda . c`, its derivatives, and the Newton system `A z = b` for
/// the step of variables and multipliers.
///
/// @param point      variables and multipliers
/// @param value      of `f`
/// @param slope      gradient of `L` in `x`
/// @param values     `c`
/// @param jacobian   of `c`
/// @param hessian    of `L` in `x`: that of `f` alone would be right for linear constraints only
/// @param convex     the Hessian, made positive on the null space of the Jacobian
/// @param leastGram  smallest eigenvalue of `J J^T`
record KktSystem(Point point, double value, double[] slope, double[] values, double[][] jacobian, double[][] hessian,
                 double[][] convex, double leastGram) {

    /// Curvature along the constraints below which Newton's step is not trusted.
    private static final double LEAST_CURVATURE = 1e-6;
    /// Constraints whose rows are this near to depending on each other are refused.
    private static final double DEPENDENT = 1e-5;

    /// @param x           variables, shape [D]
    /// @param multipliers shape [rows]
    record Point(double[] x, double[] multipliers) {

        /// Along a step of the joint system.
        Point moved(double length, double[] z) {
            int n = x.length;
            return new Point(Dense.plus(x, length, Arrays.copyOf(z, n)),
                Dense.plus(multipliers, length, Arrays.copyOfRange(z, n, z.length)));
        }
    }

    /// @param shift least curvature where the Hessian had to be changed
    /// @throws InvalidProblemException if constraints depend on each other
    static KktSystem at(SmoothObjective f, Constraints constraints, Point point, double shift) {
        double[] x = point.x();
        double[][] jacobian = constraints.jacobian(x);
        requireIndependent(constraints, jacobian);
        double[][] hessian = Dense.sum(f.hessian(x), constraints.curvature(x, point.multipliers()));
        double[] slope = Dense.plus(f.gradient(x), 1,
            Dense.transposedTimes(jacobian, point.multipliers(), x.length));
        RealMatrix rows = MatrixUtils.createRealMatrix(jacobian);
        double leastGram = least(rows.multiplyTransposed(rows));
        return new KktSystem(point, f.value(x), slope, constraints.at(x), jacobian, hessian,
            convex(hessian, jacobian, shift), leastGram);
    }

    /// A row that earlier ones span is named with those that span it.
    private static void requireIndependent(Constraints constraints, double[][] jacobian) {
        double[][] basis = new double[jacobian.length][];
        for (int i = 0; i < jacobian.length; i++) {
            double[] rest = jacobian[i];
            var spanning = new StringBuilder();
            for (int k = 0; k < i; k++) {
                double share = Dense.dot(rest, basis[k]);
                rest = Dense.plus(rest, -share, basis[k]);
                spanning.append(spanning.isEmpty() ? "" : ", ").append(constraints.name(k));
            }
            double left = Dense.norm(rest);
            if (!(left > DEPENDENT * Dense.norm(jacobian[i]))) {
                throw new InvalidProblemException("%s depends on what is asked before it%s".formatted(
                    constraints.name(i), spanning.isEmpty() ? "" : " (" + spanning + ")"),
                    "leave it out, or ask for something else");
            }
            basis[i] = Arrays.stream(rest).map(v -> v / left).toArray();
        }
    }

    /// Directions of negative curvature along the constraints count by its size: the step leads away from a saddle as
    /// far as it would lead to a minimum. The paper adds `shift + |H|` to everything, which on schedules took more than
    /// four times as many iterations.
    private static double[][] convex(double[][] hessian, double[][] jacobian, double shift) {
        int n = hessian.length;
        if (n == jacobian.length) {
            return hessian; // nothing is left to move along the constraints
        }
        RealMatrix h = MatrixUtils.createRealMatrix(hessian);
        RealMatrix q = new QRDecomposition(MatrixUtils.createRealMatrix(jacobian).transpose()).getQ();
        RealMatrix free = q.getSubMatrix(0, n - 1, jacobian.length, n - 1);
        var along = new EigenDecompositionSymmetric(even(free.transposeMultiply(h.multiply(free))));
        double[] curvatures = along.getEigenvalues();
        if (Arrays.stream(curvatures).min().orElseThrow() >= LEAST_CURVATURE) {
            return hessian;
        }
        double[] added = Arrays.stream(curvatures).map(v -> max(abs(v), shift) - v).toArray();
        RealMatrix basis = free.multiply(along.getV());
        return h.add(basis.multiply(MatrixUtils.createRealDiagonalMatrix(added)).multiplyTransposed(basis)).getData();
    }

    private static double least(RealMatrix symmetric) {
        return Arrays.stream(eigenvalues(symmetric)).min().orElseThrow();
    }

    private static double spectral(RealMatrix symmetric) {
        return Dense.largest(eigenvalues(symmetric));
    }

    private static double[] eigenvalues(RealMatrix symmetric) {
        return new EigenDecompositionSymmetric(even(symmetric)).getEigenvalues();
    }

    /// Products are symmetric up to rounding only.
    private static RealMatrix even(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }

    /// `[[B, J^T], [J, 0]]`
    double[][] matrix() {
        int n = slope.length;
        double[][] matrix = new double[n + values.length][n + values.length];
        for (int j = 0; j < n; j++) {
            System.arraycopy(convex[j], 0, matrix[j], 0, n);
        }
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < n; j++) {
                matrix[n + i][j] = matrix[j][n + i] = jacobian[i][j];
            }
        }
        return matrix;
    }

    /// `-(slope, c)`, by whose size the distance from a solution is judged.
    double[] right() {
        double[] right = Arrays.copyOf(slope, slope.length + values.length);
        System.arraycopy(values, 0, right, slope.length, values.length);
        return Arrays.stream(right).map(v -> -v).toArray();
    }

    double residual() {
        return Dense.norm(right());
    }

    /// Bounds the condition of the system.
    double psi(double shift) {
        double b = spectral(MatrixUtils.createRealMatrix(convex));
        return 20 * max(b * b, 1) / (min(leastGram, 1) * min(shift, 1));
    }

    /// The largest of the norms of Jacobian and Hessian, at least 1.
    double upsilon() {
        RealMatrix rows = MatrixUtils.createRealMatrix(jacobian);
        double j = StrictMath.sqrt(spectral(rows.multiplyTransposed(rows)));
        return max(1, max(j, spectral(MatrixUtils.createRealMatrix(hessian))));
    }

    /// The derivative of the merit function along a step, under its two penalties.
    double meritSlope(double eta1, double eta2, double[] z) {
        int n = slope.length;
        double[] inX = Dense.plus(Dense.plus(slope, eta2, Dense.times(hessian, slope)), eta1,
            Dense.transposedTimes(jacobian, values, n));
        double[] inMultipliers = Dense.plus(values, eta2, Dense.times(jacobian, slope));
        return Dense.dot(inX, Arrays.copyOf(z, n)) + Dense.dot(inMultipliers, Arrays.copyOfRange(z, n, z.length));
    }
}
