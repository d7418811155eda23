package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;

/// Every point of the map gives the numbers of its solver's own implementation, with the same levels and outputs.
class FamilyMapTest {

    /// Two ways to round the same coefficients, over eight steps.
    private static final double ROUNDING = 1e-12;
    private static final double[] START = SmoothProblem.start(4);

    static Stream<FamilyMap> points() {
        return FamilyMap.all().stream().filter(FamilyMap::isPoint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void aPointOfTheSpaceEndsWhereItsSolverEnds(FamilyMap row) {
        var family = family(row.solver());
        Solver own = Bench.with(family, row.variant());
        for (TimeGrid grid : List.of(uneven(8), Bench.uniformTime(Bench.VP, 1, 1e-3, 8))) {
            double[] expected = Bench.end(Strategy.uniform(Bench.VP, grid, own), SmoothProblem.MODEL, START,
                SmoothProblem.DIMENSION);

            double[] found = Bench.end(strategy(row, refined(grid, row.inner())), SmoothProblem.MODEL, START,
                SmoothProblem.DIMENSION);

            assertClose(expected, found);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void aPointAndItsSolverAskTheModelEquallyOften(FamilyMap row) {
        var grid = uneven(4);

        int evaluations = strategy(row, refined(grid, row.inner())).compile().evaluations();

        assertEquals(4 * (1 + row.inner().size()), evaluations);
    }

    @Test
    void rowsNameEachVariantOnceAndSayWhyWhenTheyAreNoPoint() {
        var seen = new HashSet<String>();
        for (FamilyMap row : FamilyMap.all()) {
            assertTrue(seen.add(row.solver() + row.variant()), row.solver());
            assertEquals(row.isPoint(), row.outside().isBlank(), row.solver());
            assertFalse(row.isPoint() && row.stochastic(), row.solver());
        }
        assertTrue(points().count() >= 30);
    }

    /// A solver may be off the map: somebody may bring one along, and to place it is a finding of its own.
    static Stream<SolverFamily> placed() {
        return RegisteredSolversTest.all().filter(family -> FamilyMap.of(family.id()).isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("placed")
    void aSolverOnTheMapHasTheOrderThere(SolverFamily family) {
        FamilyMap row = FamilyMap.of(family.id()).orElseThrow();

        // The space has an order for each step, and a step of its own for the Gaussian output.
        if (!List.of("usf", "gaussian-first", "renoise").contains(family.id())) {
            String order = family.order() == 0 ? "none"
                : Integer.toString(family.quiet().map(SolverFamily.Quiet::order).orElse(family.order()));
            assertEquals(order, row.order());
        }
    }

    private static SolverFamily family(String id) {
        return new BuiltInSolvers().families().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    }

    private static Strategy strategy(FamilyMap row, TimeGrid grid) {
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < grid.steps(); i++) {
            solvers.add(Bench.with(UnifiedStep.FAMILY, row.settings(i)));
        }
        return new Strategy(Bench.VP, grid, solvers);
    }

    /// Steps in lambda that grow and shrink.
    private static TimeGrid uneven(int steps) {
        double from = Bench.VP.at(1).lambda();
        double to = Bench.VP.at(1e-3).lambda();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            double u = (double) i / steps;
            levels.add(Bench.VP.atLambda(from + (to - from) * (u + 0.1 * Math.sin(2 * Math.PI * u))));
        }
        return new TimeGrid(levels);
    }

    /// The grid with the inner levels of a single-step solver put in.
    private static TimeGrid refined(TimeGrid grid, List<Double> inner) {
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i < grid.steps(); i++) {
            NoiseLevel s = grid.levels().get(i);
            double h = grid.levels().get(i + 1).lambda() - s.lambda();
            levels.add(s);
            inner.forEach(share -> levels.add(Bench.VP.atLambda(s.lambda() + share * h)));
        }
        levels.add(grid.last());
        return new TimeGrid(levels);
    }

    private static void assertClose(double[] expected, double[] found) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], ROUNDING * Math.max(1, Math.abs(expected[i])));
        }
    }
}
