package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;

class DualFastTest {

    private static final ExactMixture MODEL =
        ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16});

    /// Computed by an independent float64 implementation, printed with eight decimals.
    @Test
    void fiveStepsEndWhereTheTableSays() {
        var solver = new DualFast(new Ddim(0), 0.25, DualFast.Earlier.FIRST);

        assertEquals(0.77004344, end(Bench.uniformLambda(Bench.VP, 1, 1e-3, 5), solver), 1e-7);
        assertEquals(0.84702403, end(Bench.uniformTime(Bench.VP, 1, 1e-3, 5), solver), 1e-7);
    }

    @ParameterizedTest(name = "c = {0}")
    @ValueSource(doubles = {0, 0.25})
    void withoutACoefficientOrWithManyStepsItIsItsBase(double c) {
        int steps = c == 0 ? 5 : 40;
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, steps);

        assertEquals(end(grid, new DpmPlusPlus2M()),
            end(grid, new DualFast(new DpmPlusPlus2M(), c, DualFast.Earlier.FIRST)));
    }

    /// Half of the previous output on even steps in rho: Adams-Bashforth of order 2.
    @Test
    void pushedAwayByOneHalfFromThePreviousOutputDdimIsAdamsBashforth() {
        var levels = List.of(at(8), at(5), at(2));
        var grid = new TimeGrid(levels);
        // The coefficient of the second of two steps is the largest one.
        var pushed = new DualFast(new Ddim(0), 0.5, DualFast.Earlier.PREVIOUS);
        double[] start = {2.0};

        assertArrayEquals(Bench.end(Strategy.uniform(LambdaClock.VE, grid, new Lms(2)), MODEL, start, 1),
            Bench.end(Strategy.uniform(LambdaClock.VE, grid, pushed), MODEL, start, 1), 1e-13);
    }

    private static NoiseLevel at(double rho) {
        return LambdaClock.VE.at(-Math.log(rho));
    }

    private static double end(TimeGrid grid, Solver solver) {
        return Bench.end(Strategy.uniform(Bench.VP, grid, solver), MODEL, new double[] {0.7}, 1)[0];
    }
}
