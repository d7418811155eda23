package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;

class CompensatedTest {

    private static final double[] RATIOS = {1, 1, 1.2, 0.9, 1.1};
    private static final ExactMixture MODEL =
        ExactMixture.line(new double[] {0.4, 0.6}, new double[] {-1, 0.8}, new double[] {0.09, 0.16});

    /// UniPC-3 with these ratios and three points in time, computed by an independent float64 implementation and
    /// printed with eight decimals.
    @Test
    void fiveStepsEndWhereTheTableSays() {
        assertEquals(0.96831037, end(Bench.uniformLambda(Bench.VP, 1, 1e-3, 5), RATIOS), 1e-7);
        assertEquals(0.81757533, end(Bench.uniformTime(Bench.VP, 1, 1e-3, 5), RATIOS), 1e-7);
    }

    @Test
    void ratiosOfOneAreTheBase() {
        var grid = Bench.uniformLambda(Bench.VP, 1, 1e-3, 5);

        assertEquals(Bench.end(new Strategy(Bench.VP, grid, base(grid)), MODEL, new double[] {0.7}, 1)[0],
            end(grid, new double[] {1, 1, 1, 1, 1}));
    }

    @Test
    void aRatioOfZeroTakesTheOutputBefore() {
        NoiseLevel s = Bench.VP.at(0.3);
        var past = List.of(Bench.VP.at(0.5), Bench.VP.at(0.8));
        Step step = new Compensated(new Ddim(0), 0, 3, Compensated.Clock.TIME)
            .plan(new StepRequest(Bench.VP, s, Bench.VP.at(0.1), past, Set.of(), 5));

        var replaced = (Op.Combine) step.ops().get(1);

        assertEquals(List.of(Op.term(1, Slot.past(0, Parameterization.DATA))), replaced.terms());
    }

    private static double end(TimeGrid grid, double[] ratios) {
        var solvers = new ArrayList<Solver>();
        List<Solver> base = base(grid);
        for (int i = 0; i < ratios.length; i++) {
            solvers.add(new Compensated(base.get(i), ratios[i], 3, Compensated.Clock.TIME));
        }
        return Bench.end(new Strategy(Bench.VP, grid, solvers), MODEL, new double[] {0.7}, 1)[0];
    }

    private static List<Solver> base(TimeGrid grid) {
        return UniPc.ORDER_3.layout().along(Settings.of("solvers[0]", UniPc.ORDER_3.parameters(), Map.of()),
            new Layout.Run(Bench.VP, grid, ModelFacts.NONE));
    }
}
