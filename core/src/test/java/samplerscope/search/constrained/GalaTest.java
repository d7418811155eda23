package samplerscope.search.constrained;

import static java.lang.StrictMath.exp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.search.constrained.Solution.Ending;
import samplerscope.search.constrained.Solution.Iterate;

class GalaTest {

    private static final double[] WEIGHTS = {8, 5, 3, 2, 1, 1, 2, 3, 6, 10};
    private static final LinearConstraints PLANE =
        new LinearConstraints(new double[][] {{1, 2, 3}}, new double[] {1});
    private static final double[] CORNER = {-4, 1, 1};

    @Test
    void solvesAQuadraticUnderALinearConstraintInOneStep() {
        Solution found = new Gala(Gala.Settings.STANDARD).minimise(quadratic(), PLANE, CORNER);

        assertArrayEquals(new double[] {0.5, -0.5, 0.5}, found.x(), 1e-6);
        assertEquals(0, found.value(), 1e-12);
        assertEquals(1, found.iterations());
    }

    /// Steps are proportional to the roots of the inverse weights; the values are printed with four digits.
    @Test
    void distributesStepsThatSumToATotal() {
        Solution found = range(10);

        double[] steps = StepSums.steps(found.x());
        double sum = Arrays.stream(WEIGHTS).map(w -> 1 / Math.sqrt(w)).sum();
        for (int k = 0; k < 10; k++) {
            assertEquals(10 / Math.sqrt(WEIGHTS[k]) / sum, steps[k], 1e-6);
        }
        assertArrayEquals(new double[] {0.5802, 0.7338, 0.9474, 1.1603, 1.6409, 1.6409, 1.1603, 0.9474, 0.6699, 0.5189},
            steps, 5e-5);
        assertEquals(26.926053, found.value(), 1e-6);
        assertTrue(found.violation() <= 1e-8 && found.iterations() <= 10 && found.ending() == Ending.CONVERGED);
    }

    @Test
    void tellsThePriceOfEachOfTwoConstraints() {
        Solution found = new Gala(Gala.Settings.STANDARD).minimise(cubes(), twoSums(), twoSumsStart());

        assertArrayEquals(new double[] {0.6876, 0.8697, 1.1228, 1.3751, 1.9448, 1.3294, 0.9400, 0.7675, 0.5427, 0.4204},
            found.x(), 5e-5);
        assertEquals(29.761345, found.value(), 1e-6);
        assertEquals(11.346, -(found.multipliers()[0] + found.multipliers()[1]), 5e-4);
        assertEquals(5.302, -found.multipliers()[0], 5e-4);
        assertTrue(found.violation() <= 1e-8 && found.iterations() <= 10);
    }

    @Test
    void thePriceIsWhatOneUnitMoreCosts() {
        double more = 1e-4;

        Solution here = range(10);
        Solution there = range(10 + more);

        // A difference of values to 1e-10 over 1e-4, and a curvature of about 8 times half of 1e-4.
        assertEquals((there.value() - here.value()) / more, -here.multipliers()[0], 1e-3);
    }

    private static Solution range(double total) {
        return new Gala(Gala.Settings.STANDARD).minimise(ofLogarithms(), StepSums.range(10, total), new double[10]);
    }

    @Test
    void solvesInLogarithmsWithTwoConstraintsAsWell() {
        var sums = new StepSums(10, List.of(new StepSums.Sum(0, 10, 10), new StepSums.Sum(0, 5, 6)));

        Solution found = new Gala(Gala.Settings.STANDARD).minimise(ofLogarithms(), sums, new double[10]);

        assertEquals(29.761345, found.value(), 1e-6);
        assertEquals(6, Arrays.stream(StepSums.steps(found.x()), 0, 5).sum(), 1e-8);
    }

    static Stream<KktSolver> randomised() {
        return Stream.of(new KktSolver.Rows(), new KktSolver.Vectors(), new KktSolver.Blocks(4));
    }

    @ParameterizedTest(name = "{0}, seed 0")
    @MethodSource("randomised")
    void sketchesSolveTheSystemAsWell(KktSolver solver) {
        Solution found = new Gala(Gala.Settings.STANDARD.with(solver)).minimise(quadratic(), PLANE, CORNER);

        assertArrayEquals(new double[] {0.5, -0.5, 0.5}, found.x(), 1e-6);
        assertTrue(found.sketches() >= 1 && found.ending() == Ending.CONVERGED, found.toString());
    }

    @Test
    void derivativesByDifferencesLeadToTheSamePlace() {
        SmoothObjective differenced = Differenced.of(x -> ofLogarithms().value(x));

        Solution found = new Gala(Gala.Settings.STANDARD).minimise(differenced, StepSums.range(10, 10), new double[10]);

        assertEquals(26.926053, found.value(), 1e-6);
        assertTrue(found.violation() <= 1e-8 && found.iterations() <= 10);
    }

    @Test
    void differencesMeetTheDerivativesOfAFormula() {
        var coupled = new Formula(x -> exp(x[0]) * Math.sin(x[1]) + x[0] * x[2] * x[2],
            x -> new double[] {exp(x[0]) * Math.sin(x[1]) + x[2] * x[2], exp(x[0]) * Math.cos(x[1]), 2 * x[0] * x[2]},
            x -> new double[][] {{exp(x[0]) * Math.sin(x[1]), exp(x[0]) * Math.cos(x[1]), 2 * x[2]},
                {exp(x[0]) * Math.cos(x[1]), -exp(x[0]) * Math.sin(x[1]), 0}, {2 * x[2], 0, 2 * x[0]}});
        double[] x = {0.3, 1.1, -0.7};
        var shared = new Differenced(points -> points.stream().mapToDouble(coupled::value).toArray(), 1e-3, 1e-3, 1);
        var fine = Differenced.of(coupled::value);

        assertArrayEquals(coupled.gradient(x), fine.gradient(x), 1e-9);
        for (int j = 0; j < 3; j++) {
            assertArrayEquals(coupled.hessian(x)[j], fine.hessian(x)[j], 1e-6); // rounding over the square of 2e-4
            assertArrayEquals(coupled.hessian(x)[j], shared.hessian(x)[j], 1e-5); // a fourth derivative times 1e-6
        }
    }

    @Test
    void aHessianThatIsLearnedFromGradientsMeetsWhatTheyTell() {
        // A quadratic is known after as many independent steps as it has variables.
        double[][] hessian = {{2, 2, 0}, {2, 4, 2}, {0, 2, 2}};
        var learned = new Differenced(points -> points.stream().mapToDouble(quadratic()::value).toArray(), 1e-3, 10, 9);
        double[] x = {0, 0, 0};

        learned.hessian(x);
        for (int j = 0; j < 3; j++) {
            x = x.clone();
            x[j] += 1 + j;
            double[][] now = learned.hessian(x);
            double[] along = Dense.times(now, new double[] {j == 0 ? 1 : 0, j == 1 ? 2 : 0, j == 2 ? 3 : 0});
            for (int k = 0; k < 3; k++) {
                assertEquals((1 + j) * hessian[k][j], along[k], 1e-6);
            }
        }
    }

    @Test
    void aHessianSharesTheValuesOfItsGradient() {
        int[] asked = new int[1];
        var counted = new Differenced(points -> {
            asked[0] += points.size();
            return points.stream().mapToDouble(x -> x[0] * x[1] + x[2]).toArray();
        }, 1e-2, 1e-2, Integer.getInteger("fresh", 1));

        counted.value(new double[3]);
        counted.gradient(new double[3]);
        counted.hessian(new double[3]);

        assertEquals(1 + 2 * 3 + 3 * 2, asked[0]);
    }

    @Test
    void findsADescentWhereTheHessianIsIndefinite() {
        // -x^2 - y^2 on a circle about (1, 0) has its minimum at the far end, (3, 0).
        var objective = new Formula(x -> -x[0] * x[0] - x[1] * x[1], x -> new double[] {-2 * x[0], -2 * x[1]},
            _ -> new double[][] {{-2, 0}, {0, -2}});

        Solution found = new Gala(Gala.Settings.STANDARD).minimise(objective, new Circle(), new double[] {1, 1.5});

        assertArrayEquals(new double[] {3, 0}, found.x(), 1e-6);
    }

    @Test
    void meetsTheConstraintsWhereverItIsStopped() {
        var told = new ArrayList<Iterate>();

        Solution found = new Gala(Gala.Settings.STANDARD, told::add, () -> told.size() >= 2)
            .minimise(ofLogarithms(), StepSums.range(10, 10), new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        assertEquals(Ending.CANCELLED, found.ending());
        assertTrue(told.getLast().violation() > 1e-3 && found.violation() <= 1e-8, () -> told + " " + found);
    }

    @Test
    void stopsWithinASketch() {
        int[] asked = new int[1];

        Solution found = new Gala(Gala.Settings.STANDARD.with(new KktSolver.Rows()), _ -> { }, () -> asked[0]++ > 1000)
            .minimise(cubes(), twoSums(), twoSumsStart());

        assertEquals(Ending.CANCELLED, found.ending());
        assertTrue(found.sketches() <= 1001 && found.violation() <= 1e-8);
    }

    @Test
    void namesConstraintsThatDependOnEachOther() {
        var sums = new StepSums(4,
            List.of(new StepSums.Sum(0, 2, 1), new StepSums.Sum(2, 4, 1), new StepSums.Sum(0, 4, 2)));
        SmoothObjective any = Differenced.of(x -> Arrays.stream(x).sum());

        var e = assertThrows(InvalidProblemException.class,
            () -> new Gala(Gala.Settings.STANDARD).minimise(any, sums, new double[4]));

        assertTrue(e.happened().contains("the sum of steps 1 to 4"), e.happened());
        assertTrue(e.happened().contains("the sum of steps 3 to 4"), e.happened());
    }

    @Test
    void refusesAStartThatIsNotFinite() {
        SmoothObjective infinite = Differenced.of(_ -> Double.POSITIVE_INFINITY);

        assertThrows(InvalidProblemException.class,
            () -> new Gala(Gala.Settings.STANDARD).minimise(infinite, PLANE, CORNER));
        assertThrows(InvalidProblemException.class,
            () -> new Gala(Gala.Settings.STANDARD).minimise(quadratic(), PLANE, new double[] {Double.NaN, 0, 0}));
        assertThrows(InvalidProblemException.class, () -> StepSums.range(3, -1));
        assertThrows(InvalidProblemException.class, () -> StepSums.variables(new double[] {1, 0}));
    }

    @Test
    void saysThatNothingDescendsWhereDerivativesAreWrong() {
        var wrong = new Formula(x -> x[0] * x[0] + x[1] * x[1] + x[2] * x[2], x -> new double[] {-2 * x[0], x[2], 5},
            _ -> new double[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});

        Solution found = new Gala(Gala.Settings.STANDARD).minimise(wrong, PLANE, CORNER);

        assertEquals(Ending.NO_DESCENT, found.ending());
        assertTrue(found.violation() <= 1e-8);
    }

    private static SmoothObjective quadratic() {
        return new Formula(x -> Math.pow(x[0] + x[1], 2) + Math.pow(x[1] + x[2], 2),
            x -> new double[] {2 * (x[0] + x[1]), 2 * (x[0] + 2 * x[1] + x[2]), 2 * (x[1] + x[2])},
            _ -> new double[][] {{2, 2, 0}, {2, 4, 2}, {0, 2, 2}});
    }

    private static SmoothObjective ofLogarithms() {
        return separable(WEIGHTS, u -> exp(3 * u), u -> 3 * exp(3 * u), u -> 9 * exp(3 * u));
    }

    private static SmoothObjective cubes() {
        return separable(WEIGHTS, h -> h * h * h, h -> 3 * h * h, h -> 6 * h);
    }

    private static LinearConstraints twoSums() {
        return new LinearConstraints(new double[][] {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 0, 0, 0, 0, 0}},
            new double[] {10, 6});
    }

    private static double[] twoSumsStart() {
        return new double[] {1.2, 1.2, 1.2, 1.2, 1.2, 0.8, 0.8, 0.8, 0.8, 0.8};
    }

    private static SmoothObjective separable(double[] weights, DoubleUnaryOperator f,
                                             DoubleUnaryOperator slope,
                                             DoubleUnaryOperator curvature) {
        return new Formula(
            x -> IntStream.range(0, x.length).mapToDouble(k -> weights[k] * f.applyAsDouble(x[k])).sum(),
            x -> IntStream.range(0, x.length).mapToDouble(k -> weights[k] * slope.applyAsDouble(x[k])).toArray(),
            x -> {
                double[][] hessian = new double[x.length][x.length];
                for (int k = 0; k < x.length; k++) {
                    hessian[k][k] = weights[k] * curvature.applyAsDouble(x[k]);
                }
                return hessian;
            });
    }

    private record Formula(ToDoubleFunction<double[]> f, UnaryOperator<double[]> slope,
                           Function<double[], double[][]> curvature) implements SmoothObjective {
        @Override
        public double value(double[] x) {
            return f.applyAsDouble(x);
        }

        @Override
        public double[] gradient(double[] x) {
            return slope.apply(x);
        }

        @Override
        public double[][] hessian(double[] x) {
            return curvature.apply(x);
        }
    }

    /// Of radius 2 about (1, 0).
    private record Circle() implements Constraints {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public String name(int row) {
            return "the circle";
        }

        @Override
        public double[] at(double[] x) {
            return new double[] {(x[0] - 1) * (x[0] - 1) + x[1] * x[1] - 4};
        }

        @Override
        public double[][] jacobian(double[] x) {
            return new double[][] {{2 * (x[0] - 1), 2 * x[1]}};
        }

        @Override
        public double[][] curvature(double[] x, double[] multipliers) {
            return new double[][] {{2 * multipliers[0], 0}, {0, 2 * multipliers[0]}};
        }
    }
}
