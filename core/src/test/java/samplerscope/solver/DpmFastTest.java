package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.statistics.ModelFacts;

class DpmFastTest {

    /// Sec. 3.4 of the paper: as many steps of order 3 as the budget allows, and what is left at the end.
    @ParameterizedTest(name = "{0} evaluations: {1}")
    @CsvSource({"1, 1", "2, 2", "3, 21", "4, 31", "5, 32", "6, 321", "7, 331", "8, 332", "9, 3321", "15, 333321"})
    void aBudgetIsSpentToTheLastEvaluation(int budget, String orders) {
        int steps = DpmFast.steps(budget);

        String found = IntStream.range(0, steps).mapToObj(i -> "" + DpmFast.order(i, steps, budget % 3))
            .reduce("", String::concat);

        assertEquals(orders, found);
        assertEquals(budget, plan(steps, budget % 3).evaluations());
    }

    @Test
    void withoutLowerOrderAtTheEndEveryStepIsOfOrderThree() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 4);

        List<Solver> solvers = DpmFast.FAMILY.layout().along(Settings.of("solvers[0]", DpmFast.FAMILY.parameters(),
            Map.of("lower-order-final", new Setting.Flag(false))), new Layout.Run(Bench.VP, grid, ModelFacts.NONE));

        assertEquals(List.of(Bench.standard(DpmSolver3S.FAMILY)), solvers.stream().distinct().toList());
    }

    private static Plan plan(int steps, int rest) {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);
        return new Strategy(Bench.VP, grid, DpmFast.FAMILY.layout().along(Settings.of("solvers[0]",
            DpmFast.FAMILY.parameters(), Map.of("rest", new Setting.Num(rest))),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE))).compile();
    }
}
