package samplerscope.search.constrained;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/// How the linear system of one iteration is solved.
///
/// The randomised ones are for study: on schedules they need 10^4 to 10^6 steps for what one factorisation does,
/// because the accuracy that the merit function asks for lies far below the residual.
///
/// Source: Hong, Na, Mahoney, Kolar 2023, arXiv:2305.18379, Sec. 2.2.
public sealed interface KktSolver {

    /// Improves `z` until `|A z - b| <= threshold`.
    ///
    /// @param z where to begin; not changed
    Solved improve(Work work, double[] z);

    /// One system to solve.
    ///
    /// @param matrix    square, symmetric
    /// @param right     side `b`
    /// @param threshold of the residual
    /// @param mostSteps of a randomised solver
    /// @param random    what such a solver draws from
    /// @param cancelled asked before every step
    record Work(double[][] matrix, double[] right, double threshold, int mostSteps, SplittableRandom random,
                BooleanSupplier cancelled) {

        /// `A z - b`: at the start, where `z = 0`, it is `-b`.
        double[] residual(double[] z) {
            return Dense.minus(Dense.times(matrix, z), right);
        }
    }

    /// @param z     the solution, or what became of it
    /// @param steps of a randomised solver
    record Solved(double[] z, int steps) {
    }

    /// By factorisation: what systems of a few hundred unknowns deserve.
    record Exact() implements KktSolver {
        @Override
        public Solved improve(Work work, double[] z) {
            // Indefinite, so not by Cholesky.
            var factors = new LUDecomposition(MatrixUtils.createRealMatrix(work.matrix()), 0);
            return new Solved(factors.getSolver().solve(MatrixUtils.createRealVector(work.right())).toArray(), 0);
        }
    }

    /// One equation at a time, drawn evenly: the randomised Kaczmarz method.
    record Rows() implements KktSolver {
        @Override
        public Solved improve(Work work, double[] z) {
            return sketched(work, z, (residual, next) -> {
                int i = work.random().nextInt(residual.length);
                double[] row = work.matrix()[i];
                return Dense.plus(next, -residual[i] / Dense.dot(row, row), row);
            });
        }
    }

    /// One random combination of all equations at a time.
    record Vectors() implements KktSolver {
        @Override
        public Solved improve(Work work, double[] z) {
            return sketched(work, z, (residual, next) -> {
                double[] s = normals(work.random(), residual.length);
                double[] combined = Dense.transposedTimes(work.matrix(), s, next.length);
                return Dense.plus(next, -Dense.dot(s, residual) / Dense.dot(combined, combined), combined);
            });
        }
    }

    /// Several random combinations at a time.
    ///
    /// @param columns of the sketch, `>= 1`
    record Blocks(int columns) implements KktSolver {

        /// @throws InvalidProblemException if there are no columns
        public Blocks {
            if (columns < 1) {
                throw new InvalidProblemException("a sketch of %d columns".formatted(columns), "give it at least one");
            }
        }

        @Override
        public Solved improve(Work work, double[] z) {
            return sketched(work, z, (residual, next) -> {
                double[][] sketch = IntStream.range(0, columns)
                    .mapToObj(_ -> normals(work.random(), residual.length)).toArray(double[][]::new);
                RealMatrix sketched = MatrixUtils.createRealMatrix(sketch)
                    .multiply(MatrixUtils.createRealMatrix(work.matrix()));
                double[] right = Dense.times(sketch, residual);
                // The least change that makes the combinations true: the pseudo-inverse of the sketched matrix.
                double[] change = new SingularValueDecomposition(sketched).getSolver()
                    .solve(MatrixUtils.createRealVector(right)).toArray();
                return Dense.minus(next, change);
            });
        }
    }

    /// From a residual and a point to a better point.
    @FunctionalInterface
    interface SketchStep {
        double[] from(double[] residual, double[] z);
    }

    private static Solved sketched(Work work, double[] start, SketchStep step) {
        double[] z = start;
        double[] residual = work.residual(z);
        int steps = 0;
        while (Dense.norm(residual) > work.threshold() && steps < work.mostSteps()
            && !work.cancelled().getAsBoolean()) {
            z = step.from(residual, z);
            residual = work.residual(z);
            steps++;
        }
        return new Solved(z, steps);
    }

    private static double[] normals(SplittableRandom random, int count) {
        // Box and Muller, one of the pair: SplittableRandom's own differs between versions of Java.
        return IntStream.range(0, count).mapToDouble(_ -> sqrt(-2 * log(1 - random.nextDouble()))
            * StrictMath.cos(2 * StrictMath.PI * random.nextDouble())).toArray();
    }
}
