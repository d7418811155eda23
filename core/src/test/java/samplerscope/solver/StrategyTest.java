package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.schedule.Parameterization.NOISE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import samplerscope.schedule.InvalidGridException;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;

class StrategyTest {

    private static final Solver DDIM = new Ddim(0);
    private static final Solver TWO_M = new DpmPlusPlus2M();
    private static final TimeGrid GRID = Bench.uniformLambda(Bench.VP, 1, 1e-3, 6);

    @Test
    void wantsOneSolverPerStep() {
        var e = assertThrows(InvalidGridException.class, () -> new Strategy(Bench.VP, GRID, List.of(DDIM, DDIM)));

        assertTrue(e.getMessage().contains("2 solvers for 6 steps"), e.getMessage());
    }

    @Test
    void changesOneStepOrTheLastOnes() {
        var strategy = Strategy.uniform(Bench.VP, GRID, TWO_M).with(0, new Heun()).endingWith(new Euler(), DDIM);

        assertEquals(List.of(new Heun(), TWO_M, TWO_M, TWO_M, new Euler(), DDIM), strategy.solvers());
    }

    @Test
    void knowsItsCostBeforeItRuns() {
        Plan plan = Strategy.uniform(Bench.VP, GRID, TWO_M).with(0, new Heun()).with(3, new Ddim(1)).compile();

        assertEquals(7, plan.evaluations());
        assertEquals(1, plan.draws());
    }

    @Test
    void refusesToStepToZeroNoiseWithAMultistepSolver() {
        var levels = new ArrayList<>(GRID.levels());
        levels.add(new NoiseLevel(0, 1, 0));
        var strategy = Strategy.uniform(Bench.VP, new TimeGrid(levels), TWO_M);

        var e = assertThrows(UnplannableStepException.class, strategy::compile);

        assertEquals(6, e.step());
        assertTrue(e.getMessage().contains("step 6 (DpmPlusPlus2M"), e.getMessage());
        assertTrue(e.remedy().contains("sigma = 0"), e.remedy());
        assertEquals(7, strategy.endingWith(DDIM).compile().evaluations());
    }

    @Test
    void refusesAStochasticSolverOnAReversedGrid() {
        var e = assertThrows(UnplannableStepException.class,
            () -> Strategy.uniform(Bench.VP, GRID.reversed(), new Ddpm(Ddpm.Variance.SMALL)).compile());

        assertEquals(0, e.step());
        assertTrue(e.remedy().contains("stochastic"), e.remedy());
    }

    @Test
    void refusesToEvaluateWithoutNoise() {
        var grid = new TimeGrid(List.of(new NoiseLevel(0, 1, 0), Bench.VP.at(0.2)));

        var e = assertThrows(UnplannableStepException.class,
            () -> Strategy.uniform(Bench.VP, grid, DDIM).compile());

        assertTrue(e.getMessage().contains("sigma = 0"), e.getMessage());
    }

    @Test
    void refusesAStepAgainstTheRunToAllButRenoise() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.3), Bench.VP.at(0.5), Bench.VP.at(0.1));
        var strategy = Strategy.uniform(Bench.VP, new TimeGrid(levels), TWO_M);

        var e = assertThrows(UnplannableStepException.class, strategy::compile);

        assertEquals(1, e.step());
        assertEquals(1, strategy.with(1, new Renoise()).compile().draws());
    }

    @Test
    void refusesToReadAPastThatIsNotThere() {
        Solver greedy = r -> new Step(r.from(), r.to(), new Op.Evaluate(Slot.work(0), Slot.X, r.from(), DATA),
            Op.combine(Slot.X, Op.term(1, Slot.past(0, DATA))));

        var e = assertThrows(UnplannableStepException.class,
            () -> Strategy.uniform(Bench.VP, GRID, greedy).compile());

        assertEquals(0, e.step());
        assertTrue(e.getMessage().contains("only 0 are known"), e.getMessage());
    }

    @Test
    void refusesToReadARegisterThatNothingHasWritten() {
        Solver careless = r -> new Step(r.from(), r.to(), Op.combine(Slot.X, Op.term(1, Slot.work(3))));

        var e = assertThrows(UnplannableStepException.class,
            () -> Strategy.uniform(Bench.VP, GRID, careless).compile());

        assertTrue(e.getMessage().contains("w3"), e.getMessage());
    }

    @Test
    void aKeptRegisterLivesForOneStepOnly() {
        Solver keeper = r -> new Step(r.from(), r.to(), new Op.Evaluate(Slot.work(0), Slot.X, r.from(), DATA),
            Op.combine(Slot.Kept.START, Op.term(1, Slot.X)), Op.combine(Slot.X, Op.term(1, Slot.work(0))));
        var seen = new ArrayList<Set<String>>();
        Solver witness = r -> {
            seen.add(r.kept());
            return DDIM.plan(r);
        };

        new Strategy(Bench.VP, GRID, List.of(keeper, witness, witness, DDIM, DDIM, DDIM)).compile();

        assertEquals(List.of(Set.of(Slot.Kept.START.name()), Set.of()), seen);
    }

    @Test
    void remembersEachOutputInTheFormsThatAreReadAndAsLongAsTheyAre() {
        var solvers = List.of(DDIM, TWO_M, new DeisTab(2), new DeisTab(2), DDIM, DDIM);

        Plan plan = new Strategy(Bench.VP, GRID, solvers).compile();

        assertEquals(new Plan.Memory(Set.of(DATA, NOISE), 2), plan.memory().get(0));
        assertEquals(new Plan.Memory(Set.of(NOISE), 3), plan.memory().get(1));
        assertEquals(new Plan.Memory(Set.of(NOISE), 3), plan.memory().get(2));
        assertEquals(new Plan.Memory(Set.of(), 3), plan.memory().get(3));
    }

    @Test
    void aMultistepSolverStartsAfreshAfterRenoise() {
        var levels = List.of(Bench.VP.at(1), Bench.VP.at(0.3), Bench.VP.at(0.5), Bench.VP.at(0.1));

        Plan plan = new Strategy(Bench.VP, new TimeGrid(levels), List.of(TWO_M, new Renoise(), TWO_M)).compile();

        assertEquals(new DpmPlusPlus2M().plan(
            new StepRequest(Bench.VP, levels.get(2), levels.get(3), List.of(), Set.of(), 3)), plan.steps().get(2));
        assertEquals(Set.of(), plan.memory().get(0).forms());
    }
}
