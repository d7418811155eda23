package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.Ddim;
import samplerscope.solver.DpmPlusPlus2MSde;
import samplerscope.solver.EdmStochastic;
import samplerscope.solver.Heun;
import samplerscope.solver.Op;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Slot;
import samplerscope.solver.Solver;
import samplerscope.solver.Step;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;

class PlanLawTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);

    /// The standard deviation over the true one, minus 1, as an independent implementation printed it for 5 and 100
    /// steps uniform in lambda and data N(0.7, 0.25).
    static List<Arguments> printed() {
        return List.of(
            Arguments.of(new Ddim(0), -.3661, -.0237),
            Arguments.of(new Ddim(0.5), -.3799, -.0290),
            Arguments.of(new DpmPlusPlus2MSde(1, SlopeForm.TAYLOR), .1824, .0032),
            Arguments.of(new EdmStochastic(40, 0.05, 50, 1), 1.1488, .0089),
            Arguments.of(new Heun(), .8359, .0012));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void theMeanIsExactAndTheDeviationAsPrinted(Solver solver, double few, double many) {
        // Four decimals are printed.
        assertEquals(few, excess(solver, 5), 5.1e-5);
        assertEquals(many, excess(solver, 100), 5.1e-5);
    }

    @Test
    void aClampIsRefused() {
        Solver clamping = r -> new Step(r.from(), r.to(), new Op.Clamp(Slot.X, Slot.X, new Threshold(1, 1, 1)));
        var plan = Strategy.uniform(VP, grid(1), clamping).compile();

        assertThrows(IllegalArgumentException.class, () -> PlanLaw.after(plan, 0.7, 0.25));
    }

    private static double excess(Solver solver, int steps) {
        var grid = grid(steps);
        PlanLaw truth = PlanLaw.atLevel(grid.last(), 0.7, 0.25);

        PlanLaw law = PlanLaw.after(Strategy.uniform(VP, grid, solver).compile(), 0.7, 0.25);

        assertEquals(truth.mean(), law.mean(), 1e-12);
        return law.deviation() / truth.deviation() - 1;
    }

    private static TimeGrid grid(int steps) {
        double from = VP.at(1).lambda();
        double to = VP.at(1e-3).lambda();
        var levels = new ArrayList<NoiseLevel>();
        for (int i = 0; i <= steps; i++) {
            levels.add(VP.atLambda(from + (to - from) * i / steps));
        }
        return new TimeGrid(levels);
    }
}
