package samplerscope.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;

/// One step from an exact start with an exact past: the error must fall like `h^(p+1)`.
///
/// The past is uneven on purpose. With even steps, swapping two step sizes in a weight changes nothing, and on any grid
/// a run hides it, because the errors telescope.
class LocalOrderTest {

    private static final ScalarMachine GAUSSIAN = new ScalarMachine(0.7, 0.25);
    /// In the middle of the run, where the path bends.
    private static final double HERE = 0.4;
    /// Lengths of earlier steps, newest first, in units of the step.
    private static final double[] PAST = {0.7, 1.6, 0.4};

    static List<Arguments> solvers() {
        return List.of(
            Arguments.of(new Ddim(0), 1, 0.02),
            Arguments.of(new Euler(), 1, 0.02),
            Arguments.of(new Heun(), 2, 0.02),
            Arguments.of(new Lms(1), 1, 0.02),
            Arguments.of(new Lms(2), 2, 0.02),
            Arguments.of(new Lms(3), 3, 0.02),
            Arguments.of(new Lms(4), 4, 0.02),
            Arguments.of(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), 2, 0.02),
            Arguments.of(new DpmSolver2S(0.3, SlopeForm.TAYLOR), 2, 0.02),
            Arguments.of(new DpmSolver3S(1.0 / 3, 2.0 / 3, SlopeForm.MIDPOINT), 3, 0.02),
            Arguments.of(new DpmSolver3S(0.4, 2.0 / 3, SlopeForm.TAYLOR), 3, 0.02),
            Arguments.of(new DpmPlusPlus2M(SlopeForm.MIDPOINT), 2, 0.02),
            Arguments.of(new DpmPlusPlus2M(SlopeForm.TAYLOR), 2, 0.02),
            Arguments.of(new DpmPlusPlus2MSde(0, SlopeForm.MIDPOINT), 2, 0.02),
            Arguments.of(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.CONSISTENT), 3, 0.02),
            // Its third-order term is small: half a second derivative.
            Arguments.of(new DpmPlusPlus3M(DpmPlusPlus3M.Curvature.PUBLISHED), 2, 0.001),
            Arguments.of(new DeisTab(1), 2, 0.02),
            Arguments.of(new DeisTab(2), 3, 0.02),
            Arguments.of(new DeisTab(3), 4, 0.02),
            // A fifth-order error needs a longer step to stand clear of rounding.
            Arguments.of(new DormandPrince5(), 5, 0.2));
    }

    @ParameterizedTest(name = "{0} has order {1}")
    @MethodSource("solvers")
    void oneStepFromAnExactPastHasTheErrorOfItsOrder(Solver solver, int order, double h) {
        double slope = slope(h,
            step -> GAUSSIAN.take(plan(solver, step), past(step)) - GAUSSIAN.onPath(at(HERE + step)));

        assertEquals(order + 1, slope, 0.15);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uniPcs")
    void uniPcPredictsWithOrderTwoAndCorrectsWithOrderThree(UniPc solver) {
        double predicted = slope(0.02,
            h -> GAUSSIAN.take(plan(solver, h), past(h)) - GAUSSIAN.onPath(at(HERE + h)));
        double corrected = slope(0.02,
            h -> GAUSSIAN.take(onlyCorrection(plan(solver, h)), past(h)) - GAUSSIAN.onPath(at(HERE)));

        assertEquals(3, predicted, 0.15);
        assertEquals(4, corrected, 0.15);
    }

    static List<UniPc> uniPcs() {
        return List.of(UniPc.two(UniPc.Variant.BH1, 2), UniPc.two(UniPc.Variant.BH2, 2));
    }

    @Test
    void aSwapOfTheTwoStepSizesWouldBeSeen() {
        double slope = slope(0.02, h -> {
            Step right = plan(new DpmPlusPlus2M(), h);
            return GAUSSIAN.take(swapped(right, h), past(h)) - GAUSSIAN.onPath(at(HERE + h));
        });

        assertEquals(2, slope, 0.15);
    }

    /// 2M with its slope divided by the step instead of by the step before.
    private static Step swapped(Step right, double h) {
        NoiseLevel t = right.to();
        double gain = -t.alpha() * Math.expm1(-h);
        double w = PAST[0] / 2;
        return new Step(right.from(), t, right.ops().getFirst(), Op.combine(Slot.X,
            Op.term(t.sigma() / right.from().sigma(), Slot.X), Op.term(gain * (1 + w), Slot.work(0)),
            Op.term(-gain * w, Slot.past(0, Parameterization.DATA))));
    }

    private static Step onlyCorrection(Step whole) {
        return new Step(whole.from(), whole.to(),
            whole.ops().stream().takeWhile(op -> !op.into().equals(Slot.Kept.START)).toList());
    }

    /// `log2` of how much the error falls when every step is halved.
    private static double slope(double h, DoubleUnaryOperator error) {
        return Math.log(error.applyAsDouble(h) / error.applyAsDouble(h / 2)) / Math.log(2);
    }

    private static Step plan(Solver solver, double h) {
        return solver.plan(
            new StepRequest(Bench.VP, at(HERE), at(HERE + h), past(h), Set.of(Slot.Kept.START.name()), 1));
    }

    private static List<NoiseLevel> past(double h) {
        double first = HERE - PAST[0] * h;
        double second = first - PAST[1] * h;
        return List.of(at(first), at(second), at(second - PAST[2] * h));
    }

    private static NoiseLevel at(double lambda) {
        return Bench.VP.atLambda(lambda);
    }
}
