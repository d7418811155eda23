package samplerscope.search.constrained;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import samplerscope.search.constrained.KktSystem.Point;
import samplerscope.search.constrained.Solution.Ending;
import samplerscope.search.constrained.Solution.Iterate;

/// Newton's method for equality constraints, globalised by the exact augmented Lagrangian: variables and multipliers
/// move together, and a step counts as progress when it lowers
///
/// `M = L + eta1/2 |c|^2 + eta2/2 |grad L|^2`,
///
/// whose minima are the solutions themselves once `eta1` is large and `eta2` small; both adapt on the way. The linear
/// system may be solved by randomised sketching, only as precisely as the descent of `M` needs (AdaSketch-Newton-GALA).
///
/// Whatever the ending, the solution meets the constraints: what is left of them is removed by the shortest steps.
///
/// Source: Hong, Na, Mahoney, Kolar 2023, arXiv:2305.18379, Algorithm 1. There the tolerance is 1e-4.
public final class Gala {

    private static final double SHIFT = 0.1;
    private static final double SUFFICIENT = 0.1;
    private static final double GROWTH = 1.5;
    private static final double LEAST_ACCURACY = 1e-6;
    private static final double LARGEST_ETA1 = 1e8;
    private static final double SMALLEST_ETA2 = 1e-8;
    private static final int RESTORATIONS = 50;

    private final Settings settings;
    private final Consumer<Iterate> listener;
    private final BooleanSupplier cancelled;

    /// @param solver      of the linear systems
    /// @param tolerance   of the norm of the gradient of the Lagrangian and of the constraints together
    /// @param feasibility of each constraint
    /// @param iterations  at most
    /// @param sketches    steps of a randomised solver per system, at most
    /// @param shortest    share of a step below which no descent is looked for, in (0, 1]
    /// @param seed        of such a solver
    public record Settings(KktSolver solver, double tolerance, double feasibility, int iterations, int sketches,
                           double shortest, long seed) {

        /// Exact systems, 1e-6, constraints to 1e-8.
        public static final Settings STANDARD =
            new Settings(new KktSolver.Exact(), 1e-6, 1e-8, 10_000, 100_000, 1e-12, 0);

        /// @throws InvalidProblemException if a number is out of its range
        public Settings {
            if (!(tolerance > 0) || !(feasibility > 0) || iterations < 1 || sketches < 1
                || !(shortest > 0 && shortest <= 1)) {
                throw new InvalidProblemException("tolerances of %s and %s, %d iterations of %d sketches"
                    .formatted(tolerance, feasibility, iterations, sketches),
                    "give positive tolerances and at least one iteration and sketch");
            }
        }

        public Settings with(KktSolver changed) {
            return new Settings(changed, tolerance, feasibility, iterations, sketches, shortest, seed);
        }

        public Settings withTolerance(double changed) {
            return new Settings(solver, changed, feasibility, iterations, sketches, shortest, seed);
        }

        public Settings withShortest(double changed) {
            return new Settings(solver, tolerance, feasibility, iterations, sketches, changed, seed);
        }

        public Settings withIterations(int changed) {
            return new Settings(solver, tolerance, feasibility, changed, sketches, shortest, seed);
        }
    }

    /// @param listener  told at every iterate, on this thread
    /// @param cancelled asked before every iteration, trial step and sketch
    public Gala(Settings settings, Consumer<Iterate> listener, BooleanSupplier cancelled) {
        this.settings = settings;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /// Unheard, until the thread is interrupted.
    public Gala(Settings settings) {
        this(settings, _ -> { }, () -> Thread.currentThread().isInterrupted());
    }

    /// A local minimum near the start. Positive variables are best given as logarithms.
    ///
    /// @param start need not meet the constraints
    /// @throws InvalidProblemException if constraints depend on each other, or the start is not finite
    public Solution minimise(SmoothObjective objective, Constraints constraints, double[] start) {
        requireFinite(objective, constraints, start);
        return new Descent(objective, constraints, start).run();
    }

    private static void requireFinite(SmoothObjective objective, Constraints constraints, double[] start) {
        double value = objective.value(start);
        if (!Double.isFinite(value + Arrays.stream(objective.gradient(start)).sum())) {
            throw new InvalidProblemException("the objective is %s at the start, or its slope is not finite"
                .formatted(value), "begin somewhere else");
        }
        double[] c = constraints.at(start);
        for (int i = 0; i < c.length; i++) {
            if (!Double.isFinite(c[i])) {
                throw new InvalidProblemException("%s is %s at the start".formatted(constraints.name(i), c[i]),
                    "begin somewhere else");
            }
        }
    }

    /// One minimisation under way.
    private final class Descent {

        private final SmoothObjective objective;
        private final Constraints constraints;
        private final SplittableRandom random = new SplittableRandom(settings.seed());
        private Point point;
        private double eta1 = 1;
        private double eta2 = 0.1;
        /// Relative accuracy that a randomised solver is asked for.
        private double accuracy = 0.1;
        private int iterations;
        private long sketches;

        Descent(SmoothObjective objective, Constraints constraints, double[] start) {
            this.objective = objective;
            this.constraints = constraints;
            this.point = new Point(start.clone(), new double[constraints.count()]);
        }

        Solution run() {
            KktSystem system = system();
            Optional<Ending> ending = ending(system);
            while (ending.isEmpty()) {
                ending = iterate(system);
                if (ending.isEmpty()) {
                    iterations++;
                    system = system();
                    ending = ending(system);
                }
            }
            return solution(ending.get(), system);
        }

        private KktSystem system() {
            KktSystem system = KktSystem.at(objective, constraints, point, SHIFT);
            listener.accept(new Iterate(iterations, system.value(), Dense.largest(system.values()), system.residual(),
                point.x().clone()));
            return system;
        }

        private Optional<Ending> ending(KktSystem system) {
            if (system.residual() <= settings.tolerance() && Dense.largest(system.values()) <= settings.feasibility()) {
                return Optional.of(Ending.CONVERGED);
            }
            if (cancelled.getAsBoolean()) {
                return Optional.of(Ending.CANCELLED);
            }
            return iterations >= settings.iterations() ? Optional.of(Ending.OUT_OF_ITERATIONS) : Optional.empty();
        }

        /// A step, or why there is none.
        private Optional<Ending> iterate(KktSystem system) {
            double psi = system.psi(SHIFT);
            double residual = system.residual();
            double[][] matrix = system.matrix();
            double size = frobenius(matrix);
            accuracy = max(min(accuracy, trial(system, psi)), LEAST_ACCURACY);
            double[] z = new double[matrix.length];
            while (true) {
                var work = new KktSolver.Work(matrix, system.right(), accuracy * residual / (size * psi),
                    settings.sketches(), random, cancelled);
                KktSolver.Solved solved = settings.solver().improve(work, z);
                z = solved.z();
                sketches += solved.steps();
                if (cancelled.getAsBoolean()) {
                    return Optional.of(Ending.CANCELLED);
                }
                if (system.meritSlope(eta1, eta2, z) <= -eta2 / 2 * residual * residual) {
                    return search(system, z);
                }
                if (eta1 * GROWTH * GROWTH > LARGEST_ETA1 || eta2 / GROWTH < SMALLEST_ETA2) {
                    return Optional.of(Ending.NO_DESCENT);
                }
                eta1 *= GROWTH * GROWTH;
                eta2 /= GROWTH;
                accuracy = max(min(accuracy / (GROWTH * GROWTH * GROWTH * GROWTH), trial(system, psi)), LEAST_ACCURACY);
            }
        }

        private double trial(KktSystem system, double psi) {
            double upsilon = system.upsilon();
            return (0.5 - SUFFICIENT) * eta2 / ((1 + eta1 + eta2) * upsilon * upsilon * psi * psi);
        }

        private static double frobenius(double[][] matrix) {
            return StrictMath.sqrt(Arrays.stream(matrix).mapToDouble(row -> Dense.dot(row, row)).sum());
        }

        /// The longest of the steps 1, 1/2, 1/4, ... that lowers the merit function enough.
        private Optional<Ending> search(KktSystem system, double[] z) {
            double here = merit(point);
            double slope = system.meritSlope(eta1, eta2, z);
            for (double length = 1; length >= settings.shortest(); length /= 2) {
                Point next = point.moved(length, z);
                if (merit(next) <= here + length * SUFFICIENT * slope) {
                    point = next;
                    return Optional.empty();
                }
                if (cancelled.getAsBoolean()) {
                    return Optional.of(Ending.CANCELLED);
                }
            }
            return Optional.of(Ending.NO_DESCENT);
        }

        private double merit(Point at) {
            double[] c = constraints.at(at.x());
            double[] slope = Dense.plus(objective.gradient(at.x()), 1,
                Dense.transposedTimes(constraints.jacobian(at.x()), at.multipliers(), at.x().length));
            return objective.value(at.x()) + Dense.dot(at.multipliers(), c) + eta1 / 2 * Dense.dot(c, c)
                + eta2 / 2 * Dense.dot(slope, slope);
        }

        private Solution solution(Ending ending, KktSystem last) {
            double[] x = restored(point.x());
            return new Solution(x, point.multipliers(), objective.value(x), Dense.largest(constraints.at(x)),
                last.residual(), iterations, sketches, ending);
        }

        /// The nearest point, to first order, on the constraints.
        private double[] restored(double[] start) {
            double[] x = start;
            for (int i = 0; i < RESTORATIONS && Dense.largest(constraints.at(x)) > settings.feasibility() / 100; i++) {
                RealMatrix rows = MatrixUtils.createRealMatrix(constraints.jacobian(x));
                double[] prices = new LUDecomposition(rows.multiplyTransposed(rows)).getSolver()
                    .solve(MatrixUtils.createRealVector(constraints.at(x))).toArray();
                x = Dense.plus(x, -1, rows.preMultiply(prices));
            }
            return x;
        }
    }
}
