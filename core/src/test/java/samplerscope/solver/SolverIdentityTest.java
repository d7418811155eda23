package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static samplerscope.schedule.Parameterization.DATA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.run.DenoisingRun;
import samplerscope.run.Recording;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.TimeGrid;
import samplerscope.schedule.VarianceExploding;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Different names for one map, and symmetries that hold for every solver. Equal up to rounding: 1e-10, relative.
class SolverIdentityTest {

    private static final double ROUNDING = 1e-10;
    private static final int STEPS = 7;
    private static final double[] START = SmoothProblem.start(3);
    private static final RectifiedFlow FLOW = new RectifiedFlow(1);

    static List<Arguments> twins() {
        return List.of(
            twins("Euler is DDIM", new Euler(), new Ddim(0)),
            twins("LMS of order 1 is Euler", new Lms(1), new Euler()),
            twins("DDIM with eta 1 is DDPM with small variance", new Ddim(1), new Ddpm(Ddpm.Variance.SMALL)),
            twins("DDIM with eta 1 is Euler ancestral", new Ddim(1), new EulerAncestral(1)),
            twins("DDIM is Euler ancestral for any eta", new Ddim(0.3), new EulerAncestral(0.3)),
            twins("2M is UniP-2 with bh2", new DpmPlusPlus2M(), new Uncorrected(UniPc.two(UniPc.Variant.BH2, 2))),
            twins("2M in the Taylor form integrates the line through two outputs", new DpmPlusPlus2M(SlopeForm.TAYLOR),
                new Exponential(2)),
            twins("the consistent 3M integrates the parabola through three outputs, after a 2M step",
                new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT), new Exponential(3)),
            twins("UniC-2 on 2M is UniPC-2", new Corrected(new DpmPlusPlus2M(), 2, UniPc.Variant.BH2),
                uniPc(UniPc.Variant.BH2, 2, 2)),
            twins("UniC-3 on 3M is UniPC-3", new Corrected(
                new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT), 3, UniPc.Variant.BH2),
                uniPc(UniPc.Variant.BH2, 3, 3)),
            twins("UniC-1 on DDIM is UniPC-1", new Corrected(new Ddim(0), 1, UniPc.Variant.BH1),
                uniPc(UniPc.Variant.BH1, 1, 1)),
            twins("UniC-2 on the noise form of 2M is UniPC-2 in the noise form", new Corrected(
                new DpmMultistep(MultistepForm.NOISE, 2, SlopeForm.MIDPOINT, DpmPlusPlus3M.Curvature.CONSISTENT), 2,
                UniPc.Variant.BH2), new UniPc(MultistepForm.NOISE, UniPc.Variant.BH2, 2, 2, 0, Refresh.OFF)),
            twins("DPM2 is DPM-Solver-2", Bench.standard(DpmSolver2S.DPM_2), Bench.standard(DpmSolver2S.FAMILY)),
            twins("rhoRK2 of Heun is EDM's", new RhoRungeKutta(RhoRungeKutta.Tableau.HEUN_2), new Heun()),
            twins("DPM++ SDE without noise is DPM-Solver++(2S)", new DpmPlusPlusSde(0, 0.5, DpmPlusPlusSde.Noise.PATH),
                new DpmPlusPlus2S(0.5, SlopeForm.MIDPOINT)),
            twins("tAB with no past is DDIM", new DeisTab(0), new Ddim(0)),
            twins("SDE-2M with eta 0 is 2M", new DpmPlusPlus2MSde(0, SlopeForm.MIDPOINT), new DpmPlusPlus2M()),
            twins("DPM-Solver-3M in the noise form is DEIS in log rho, after a step of second order",
                new DpmMultistep(MultistepForm.NOISE, 3, SlopeForm.TAYLOR, DpmPlusPlus3M.Curvature.CONSISTENT),
                new DeisLogRho(2)),
            twins("3M is UniP-3", new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT),
                uniPc(UniPc.Variant.BH2, 3, 0)),
            twins("DPM-Solver++(3M) is DPM-Solver-3M in the data form",
                new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED),
                new DpmMultistep(MultistepForm.DATA, 3, SlopeForm.MIDPOINT, DpmPlusPlus3M.Curvature.PUBLISHED)),
            twins("SA without noise is UniPC with all coefficients solved for",
                new SaSolver(MultistepForm.DATA, 3, 4, 0, 0, 0, false), uniPc(UniPc.Variant.VARY, 3, 3)),
            twins("SA in the noise form without noise and corrector is UniP-3",
                new SaSolver(MultistepForm.NOISE, 3, 0, 0, 0, 0, false),
                new UniPc(MultistepForm.NOISE, UniPc.Variant.VARY, 3, 0, 0, Refresh.OFF)),
            twins("SDE-3M with eta 0 is 3M, after a Taylor step",
                new DpmPlusPlus3MSde(0, DpmPlusPlus3M.Curvature.CONSISTENT),
                new DpmMultistep(MultistepForm.DATA, 3, SlopeForm.TAYLOR, DpmPlusPlus3M.Curvature.CONSISTENT)),
            twins("EDM without churn is Heun", new EdmStochastic(0, 0.05, 50, 1.003), new Heun()),
            twins("EDM above its highest level is Heun", new EdmStochastic(40, 1e-6, 1e-5, 1.003), new Heun()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void twoNamesGiveTheSameRun(String claim, Solver one, Solver other) {
        for (NoiseSchedule schedule : List.of(Bench.VP, FLOW)) {
            var grid = Bench.uniformTime(schedule, schedule.startTime(), schedule.endTime(), STEPS);

            assertClose(run(schedule, grid, one), run(schedule, grid, other));
        }
    }

    /// Where every formula has two unknowns or more, `B(h)` cancels.
    @Test
    void bh1AndBh2DifferOnlyWhereACoefficientIsFixed() {
        var grid = Bench.uniformTime(Bench.VP, 1, 1e-3, STEPS);

        assertClose(run(Bench.VP, grid, afterTwoSteps(grid, UniPc.Variant.BH2)),
            run(Bench.VP, grid, afterTwoSteps(grid, UniPc.Variant.BH1)));
    }

    @Test
    void sde2mWithoutAPastIsDdimWithEtaOne() {
        var grid = Bench.uniformTime(Bench.VP, 1, 1e-3, 1);

        assertClose(run(Bench.VP, grid, new Ddim(1)),
            run(Bench.VP, grid, new DpmPlusPlus2MSde(1, SlopeForm.MIDPOINT)));
    }

    static Stream<SolverFamily> all() {
        return new BuiltInSolvers().families().stream()
            .filter(f -> !List.of("renoise", "teleport").contains(f.id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void oneStepWithOneEvaluationIsDdim(SolverFamily family) {
        var grid = Bench.uniformTime(Bench.VP, 1, 0.02, 1);
        Strategy strategy = Strategy.uniform(Bench.VP, grid, Bench.standard(family));
        Plan plan = strategy.compile();

        double[] end = run(Bench.VP, grid, Bench.standard(family));

        if (plan.evaluations() == 1 && plan.draws() == 0) {
            assertClose(run(Bench.VP, grid, new Ddim(0)), end);
        }
        assertEquals(START.length, Arrays.stream(end).filter(Double::isFinite).count());
    }

    /// All but those that look at the clock.
    static Stream<SolverFamily> timeless() {
        return all().filter(f -> !List.of("lcm", "tcd").contains(f.id())).filter(f -> !f.id().startsWith("deis-tab") && !f.id().equals("pndm"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("timeless")
    void equalLambdasGiveEqualScaledStatesOnEveryPath(SolverFamily family) {
        var vp = Bench.uniformLambda(Bench.VP, 1, 1e-3, STEPS);
        var exploding = new VarianceExploding(0.002, 80);
        var ve = new TimeGrid(vp.levels().stream().map(l -> exploding.atLambda(l.lambda())).toList());
        double[] raised = Arrays.stream(START).map(x -> x / vp.first().alpha()).toArray();

        double[] onVp = run(Bench.VP, vp, Bench.standard(family));
        double[] onVe = end(new Strategy(exploding, ve, all(ve, Bench.standard(family))), raised);

        assertClose(onVp, Arrays.stream(onVe).map(x -> x * vp.last().alpha()).toArray());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void aSampleIsTheSameAloneAndInABatch(SolverFamily family) {
        var grid = Bench.uniformTime(Bench.VP, 1, 1e-3, STEPS);
        Strategy strategy = Strategy.uniform(Bench.VP, grid, Bench.standard(family));
        int d = SmoothProblem.DIMENSION;

        double[] together = end(strategy, START);
        double[] alone = end(strategy, Arrays.copyOfRange(START, 2 * d, 3 * d), 2);

        assertArrayEquals(Arrays.copyOfRange(together, 2 * d, 3 * d), alone);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplerscope.solver.GlobalOrderTest#deterministic")
    void anInversionUndoesAFineRunOfADeterministicSolver(SolverFamily family) {
        var grid = Bench.uniformLambda(Bench.VP, 0.6, 0.1, 200);
        Strategy strategy = Strategy.uniform(Bench.VP, grid, Bench.standard(family));

        double[] back = run(Bench.VP, grid.reversed(), Bench.standard(family), end(strategy, START));

        double[] difference = new double[START.length];
        Arrays.setAll(difference, i -> Math.abs(back[i] - START[i]));
        // The two first-order errors add up: order 1 leaves some 1e-2 after 200 steps, the others far less.
        boolean first = family.order() == 1 || family.id().equals("gaussian-first"); // named per step it is DDIM
        double allowed = first ? 3e-2 : 1e-3;
        assertEquals(0, Arrays.stream(difference).max().orElseThrow(), allowed);
    }

    private static double[] run(NoiseSchedule schedule, TimeGrid grid, Solver solver) {
        return run(schedule, grid, solver, START);
    }

    private static double[] run(NoiseSchedule schedule, TimeGrid grid, List<Solver> solvers) {
        return end(new Strategy(schedule, grid, solvers), START);
    }

    /// UniPC-3 after two steps that all variants share, the second of which is not corrected with one unknown.
    private static List<Solver> afterTwoSteps(TimeGrid grid, UniPc.Variant variant) {
        var solvers = new ArrayList<>(all(grid, uniPc(variant, 3, 3)));
        solvers.set(0, uniPc(UniPc.Variant.BH2, 1, 0));
        solvers.set(1, uniPc(UniPc.Variant.BH2, 2, 0));
        return solvers;
    }

    private static Solver uniPc(UniPc.Variant variant, int predictor, int corrector) {
        return new UniPc(MultistepForm.DATA, variant, predictor, corrector, 0, Refresh.OFF);
    }

    private static double[] run(NoiseSchedule schedule, TimeGrid grid, Solver solver, double[] start) {
        return end(new Strategy(schedule, grid, all(grid, solver)), start);
    }

    private static List<Solver> all(TimeGrid grid, Solver solver) {
        return Collections.nCopies(grid.steps(), solver);
    }

    private static double[] end(Strategy strategy, double[] start) {
        return end(strategy, start, 0);
    }

    private static double[] end(Strategy strategy, double[] start, int firstSample) {
        try (var backend = new Float64Backend(1)) {
            var shape = Shape.of(start.length / SmoothProblem.DIMENSION, SmoothProblem.DIMENSION);
            return Trajectory.of(DenoisingRun.from(start, strategy.compile(), SmoothProblem.MODEL, backend, shape, 5,
                firstSample, Recording.ALL)).end().toDoubles();
        }
    }

    private static void assertClose(double[] expected, double[] actual) {
        double largest = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
        assertArrayEquals(expected, actual, ROUNDING * largest);
    }

    private static Arguments twins(String claim, Solver one, Solver other) {
        return Arguments.of(claim, one, other);
    }

    /// UniPC that never finds the state its correction would start from.
    private record Uncorrected(UniPc inner) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            return inner.plan(new StepRequest(r.schedule(), r.from(), r.to(), r.past(), Set.of(), r.steps()));
        }
    }

    /// The exponential integrator in the data form through up to `most` outputs; 2M where it has two of three.
    private record Exponential(int most) implements Solver {
        @Override
        public Step plan(StepRequest r) {
            NoiseLevel s = r.from();
            NoiseLevel t = r.to();
            var past = r.nodes(most - 1);
            if (past.size() < most - 1) {
                return new DpmPlusPlus2M().plan(r);
            }
            var nodes = new double[most];
            for (int j = 1; j < most; j++) {
                nodes[j] = (past.get(j - 1).lambda() - s.lambda()) / r.h();
            }
            double[] w = ExponentialWeights.of(-r.h(), nodes);
            var terms = new ArrayList<>(List.of(Op.term(t.sigma() / s.sigma(), Slot.X)));
            for (int j = 0; j < most; j++) {
                Slot output = j == 0 ? Slot.work(0) : Slot.past(j - 1, DATA);
                terms.add(Op.term(t.alpha() * r.h() * w[j], output));
            }
            return new Step(s, t, new Op.Evaluate(Slot.work(0), Slot.X, s, DATA), Op.combine(Slot.X, terms));
        }
    }
}
