package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.schedule.TimeGrid;
import samplerscope.statistics.ModelFacts;

class UniPcTest {

    private static final Solver UNIPC = UniPc.two(UniPc.Variant.BH2, 2);
    private static final TimeGrid GRID = Bench.uniformLambda(Bench.VP, 1, 1e-3, 4);

    @Test
    void costsOneEvaluationPerStep() {
        Plan plan = Strategy.uniform(Bench.VP, GRID, UNIPC).compile();

        assertEquals(4, plan.evaluations());
    }

    @Test
    void correctsFromTheSecondStepOn() {
        Plan plan = Strategy.uniform(Bench.VP, GRID, UNIPC).compile();

        assertFalse(corrects(plan.steps().get(0)));
        assertTrue(corrects(plan.steps().get(1)));
    }

    @Test
    void leavesTheCorrectionOutAfterASolverThatKeptNoStart() {
        var mixed = new Strategy(Bench.VP, GRID, List.of(UNIPC, new DpmPlusPlus2M(), UNIPC, UNIPC)).compile();

        assertFalse(corrects(mixed.steps().get(2)));
        assertTrue(corrects(mixed.steps().get(3)));
    }

    @Test
    void startsAfreshAfterARestart() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.5), Bench.VP.at(0.2), Bench.VP.at(0.4), Bench.VP.at(0.1));
        var plan = new Strategy(Bench.VP, new TimeGrid(levels), List.of(UNIPC, UNIPC, new Renoise(), UNIPC)).compile();

        assertFalse(corrects(plan.steps().get(3)));
    }

    @Test
    void correctsTheLastStepForOneMoreEvaluation() {
        Plan plan = laid(Map.of("correct-last", new Setting.Flag(true)));

        assertEquals(5, plan.evaluations());
        assertEquals(2, plan.steps().getLast().evaluations());
    }

    @Test
    void leavesTheFirstStepsUncorrectedWhenAsked() {
        Plan plan = laid(Map.of("uncorrected-steps", new Setting.Num(1)));

        assertFalse(corrects(plan.steps().get(1))); // which would correct step 0
        assertTrue(corrects(plan.steps().get(2)));
    }

    @Test
    void evaluatesTwicePerStepButTheLastWhenToldToEvaluateAgain() {
        Plan plan = laid(Map.of("evaluate-again", new Setting.Flag(true)));

        assertEquals(7, plan.evaluations());
        assertTrue(corrects(plan.steps().getFirst()));
    }

    private static Plan laid(Map<String, Setting> given) {
        SolverFamily family = UniPc.ORDER_2;
        var settings = Settings.of("solvers[0]", family.parameters(), given);
        return new Strategy(Bench.VP, GRID,
            family.layout().along(settings, new Layout.Run(Bench.VP, GRID, ModelFacts.NONE))).compile();
    }

    private static boolean corrects(Step step) {
        return step.ops().stream().anyMatch(op -> op instanceof Op.Combine(Slot into, var terms)
            && into.equals(Slot.X) && terms.stream().anyMatch(t -> t.slot().equals(Slot.Kept.START)));
    }
}
