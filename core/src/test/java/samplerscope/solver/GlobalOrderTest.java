package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The error of whole runs on a smooth exact problem, from `t = 1` to `1e-3` on grids uniform in lambda, against the
/// converged ODE: it must fall like `N^-order`.
class GlobalOrderTest {

    private static final int SAMPLES = 32;
    /// Enough to measure an order.
    private static final int FEW = 6;
    private static final double[] START = SmoothProblem.start(SAMPLES);
    private static final double[] TRUTH = truth();

    /// Errors that an independent implementation printed for 10, 20 and 40 steps with the same 32 starts.
    static List<Arguments> printed() {
        return List.of(
            row(new Ddim(0), 1.056e-01, 6.243e-02, 3.901e-02),
            row(new Heun(), 7.078e-02, 1.399e-02, 3.280e-03),
            row(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), 3.054e-02, 7.413e-03, 1.923e-03),
            row(new DpmSolver3S(1.0 / 3, 2.0 / 3, SlopeForm.MIDPOINT),
                3.852e-03, 7.625e-04, 1.451e-04),
            row(new DpmPlusPlus2M(), 4.227e-02, 2.351e-02, 5.044e-03),
            row(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED),
                4.033e-02, 7.572e-03, 1.711e-03),
            row(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT),
                3.708e-02, 5.887e-03, 1.064e-03),
            row(UniPc.two(UniPc.Variant.BH2, 2), 4.064e-02, 1.041e-02, 1.931e-03),
            row(new DeisTab(1), 6.555e-02, 3.371e-02, 9.775e-03),
            row(new DeisTab(2), 4.934e-02, 1.915e-02, 3.818e-03),
            row(new DeisTab(3), 4.064e-02, 1.115e-02, 1.957e-03));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void errorsAreThePrintedOnes(Solver solver, double[] expected) {
        int[] steps = {10, 20, 40};
        for (int i = 0; i < steps.length; i++) {
            // Four digits are printed.
            assertEquals(1, error(solver, steps[i], SAMPLES) / expected[i], 1.5e-3, steps[i] + " steps");
        }
    }

    /// A registered solver that follows the ODE: one that draws nothing, or one whose noise is turned off.
    ///
    /// @param settings other than the defaults
    /// @param order    as it states
    record Ode(SolverFamily family, Map<String, Setting> settings, int order) {

        String name() {
            return family.id() + (settings.isEmpty() ? "" : " " + settings);
        }

        /// Chosen for a whole run, without lower orders at the end, of a model of which nothing is known.
        Strategy strategy(TimeGrid grid) {
            var given = new TreeMap<>(settings);
            if (family.parameters().contains(Layout.LOWER_ORDER_FINAL)) {
                given.put(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false));
            }
            return new Strategy(Bench.VP, grid, family.layout().along(
                Settings.of("solvers[0]", family.parameters(), given),
                new Layout.Run(Bench.VP, grid, ModelFacts.NONE)));
        }
    }

    /// Every registered solver that has an order on the ODE.
    static Stream<Ode> odes() {
        var quiet = new BuiltInSolvers().families().stream().flatMap(f -> f.quiet().stream().map(q ->
            new Ode(f, Map.of(q.setting(), new Setting.Num(0)), q.order())));
        return Stream.concat(deterministic().map(f -> new Ode(f, Map.of(), f.order())), quiet);
    }

    /// Every registered solver that draws nothing, with its default settings, and tends to the solution of the ODE.
    static Stream<SolverFamily> deterministic() {
        return new BuiltInSolvers().families().stream()
            .filter(f -> f.order() > 0)
            .filter(f -> Strategy.uniform(Bench.VP, grid(4), Bench.standard(f)).compile().draws() == 0);
    }

    /// DPM-Solver-v3 has a range of its own in the test on uneven grids.
    static Stream<Arguments> allButDormandPrince() {
        return odes().filter(o -> !List.of("dopri5", "dpm-solver-v3").contains(o.family().id()))
            .map(o -> Arguments.of(o.name(), o));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allButDormandPrince")
    void aRegisteredSolverConvergesWithItsDeclaredOrder(String name, Ode ode) {
        // Order 4 in time shows only from some 300 steps on.
        double order = Math.log(error(ode.strategy(grid(320)), FEW) / error(ode.strategy(grid(640)), FEW))
            / Math.log(2);

        assertEquals(ode.order(), order, 0.15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplerscope.solver.RegisteredSolversTest#all")
    void aSolverThatDrawsDoesNotWhenItsNoiseIsTurnedOff(SolverFamily family) {
        family.quiet().ifPresent(q -> {
            var quiet = new Ode(family, Map.of(q.setting(), new Setting.Num(0)), q.order());

            assertTrue(Strategy.uniform(Bench.VP, grid(4), Bench.standard(family)).compile().draws() > 0);
            assertEquals(0, quiet.strategy(grid(4)).compile().draws());
        });
    }

    /// The leading error constant of this pair was made so small that the next one rules until rounding does: the order
    /// measured lies between 5 and 5.6 everywhere. Its local order is exact.
    @Test
    void dormandPrinceConvergesWithOrderFiveAtLeast() {
        assertTrue(order(new DormandPrince5(), 80) > 4.85);
    }

    @Test
    void thePublishedThirdOrderMultistepIsOfSecondOrder() {
        assertEquals(2, order(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED), 320), 0.15);
    }

    @Test
    void noOrderGoesUntestedBecauseASolverBeganToDraw() {
        assertTrue(odes().count() >= 45, () -> odes().map(Ode::name).toList().toString());
    }

    /// `log2` of how much the error falls from `steps` to twice as many.
    static double order(Solver solver, int steps) {
        return Math.log(error(solver, steps, FEW) / error(solver, 2 * steps, FEW)) / Math.log(2);
    }

    private static double error(Solver solver, int steps, int samples) {
        return error(Strategy.uniform(Bench.VP, grid(steps), solver), samples);
    }

    private static double error(Strategy strategy, int samples) {
        double[] start = Arrays.copyOf(START, samples * SmoothProblem.DIMENSION);
        double[] end = Bench.end(strategy, SmoothProblem.MODEL, start, SmoothProblem.DIMENSION);
        double sum = 0;
        for (int i = 0; i < end.length; i++) {
            sum += (end[i] - TRUTH[i]) * (end[i] - TRUTH[i]);
        }
        return Math.sqrt(sum / end.length);
    }

    private static TimeGrid grid(int steps) {
        return Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);
    }

    private static double[] truth() {
        try (var backend = new Float64Backend(1)) {
            var shape = Shape.of(SAMPLES, SmoothProblem.DIMENSION);
            var levels = List.of(Bench.VP.at(1), Bench.VP.at(1e-3));
            return ReferencePath.solve(SmoothProblem.MODEL, backend, Bench.VP, Snapshot.of(shape, START), levels, 1e-11)
                .at(levels.getLast()).orElseThrow().toDoubles();
        }
    }

    private static Arguments row(Solver solver, double... errors) {
        return Arguments.of(solver, errors);
    }
}
