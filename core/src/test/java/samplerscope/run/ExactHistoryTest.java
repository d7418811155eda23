package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.BuiltInSolvers;
import samplerscope.solver.Ddim;
import samplerscope.solver.Plan;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class ExactHistoryTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);

    private static Solver solver(String id) {
        var family = new BuiltInSolvers().families().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
        return family.create().apply(Settings.of("solver", family.parameters(), Map.of()));
    }

    /// Uneven on purpose: with even steps, swapping a step and the one before it changes nothing.
    private static List<NoiseLevel> levels(double h) {
        return Stream.of(-1.0, -0.3, 0.0, 1.0, 1.6, 2.6).map(x -> VP.atLambda(0.2 + (x - 1) * h)).toList();
    }

    /// RMS of the error of step 3, which goes from lambda 0.2 to 0.2 + 0.6 h.
    private static double localError(String id, double h) {
        var grid = levels(h);
        Plan plan = Strategy.uniform(VP, new TimeGrid(grid), solver(id)).compile();
        var start = Snapshot.of(Shape.of(2, 2), new double[] {0.4, -0.7, -0.9, 0.6});
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.clusters().denoiser(new Binding(backend))) {
            // From lambda 0.2 outwards in both directions, so that the step is the same at every h.
            var back = ReferencePath.solve(denoiser, backend, VP, start, grid.subList(0, 4).reversed(), 1e-12);
            var forth = ReferencePath.solve(denoiser, backend, VP, start, grid.subList(3, 6), 1e-12);
            var states = new LinkedHashMap<>(back.states());
            states.putAll(forth.states());
            var reference = new ReferencePath(states, 0, 1e-12);

            var end = new ExactHistory(plan, denoiser, backend, reference).endOf(3).orElseThrow();

            var truth = reference.at(grid.get(4)).orElseThrow();
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += (end.at(i) - truth.at(i)) * (end.at(i) - truth.at(i));
            }
            return StrictMath.sqrt(sum / 4);
        }
    }

    @ParameterizedTest(name = "{0} has local order {1}")
    @CsvSource({"ddim, 2", "heun, 3", "dpmpp-2m, 3", "unipc-2, 3"})
    void theErrorOfOneStepFallsWithOnePowerMoreThanTheOrder(String id, int expected) {
        // unipc-2 corrects the step before with order 3 and predicts this one with order 2: it is the predictor that shows.
        double order = StrictMath.log(localError(id, 0.04) / localError(id, 0.02)) / StrictMath.log(2);

        // The next power of h adds about h itself: 0.1 is several times that.
        assertEquals(expected, order, 0.15);
    }

    @Test
    void everyStepOfAPlanIsMeasured() {
        var grid = new ArrayList<>(levels(0.5));
        Plan plan = Strategy.uniform(VP, new TimeGrid(grid), solver("dpmpp-2m")).compile();
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.clusters().denoiser(new Binding(backend))) {
            var start = Snapshot.of(Shape.of(1, 2), new double[] {0.4, -0.7});
            var reference = ReferencePath.solve(denoiser, backend, VP, start, grid, 1e-8);
            var history = new ExactHistory(plan, denoiser, backend, reference);

            for (int i = 0; i < plan.steps().size(); i++) {
                assertTrue(history.endOf(i).isPresent());
            }
            // Asking again, out of order, gives the same bits.
            assertEquals(history.endOf(4).orElseThrow().at(0), history.endOf(4).orElseThrow().at(0));
            assertEquals(new ExactHistory(plan, denoiser, backend, reference).endOf(2).orElseThrow().at(1),
                history.endOf(2).orElseThrow().at(1));
        }
    }

    @Test
    void aLevelThatTheReferenceLacksLeavesTheStepOut() {
        var edm = new VarianceExploding(0.002, 80);
        var grid = List.of(edm.at(80), edm.at(10), edm.at(1));
        Plan plan = Strategy.uniform(edm, new TimeGrid(grid), new Ddim(0)).compile();
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.gaussian().denoiser(new Binding(backend))) {
            var start = Snapshot.of(Shape.of(1, 2), new double[] {40, -30});
            var reference = ReferencePath.solve(denoiser, backend, edm, start, List.of(grid.get(0), grid.get(2)), 1e-6);
            var history = new ExactHistory(plan, denoiser, backend, reference);

            assertTrue(history.endOf(0).isPresent());
            assertTrue(history.endOf(1).isEmpty());
        }
    }

    @Test
    void aStochasticPlanHasNoLocalError() {
        var grid = new TimeGrid(List.of(VP.at(1), VP.at(0.5)));
        Plan plan = Strategy.uniform(VP, grid, new Ddim(1)).compile();
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.gaussian().denoiser(new Binding(backend))) {
            var reference = new ReferencePath(Map.of(), 0, 1e-8);

            assertThrows(IllegalArgumentException.class, () -> new ExactHistory(plan, denoiser, backend, reference));
        }
    }
}
