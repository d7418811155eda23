package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedSampler;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.registry.InvalidParameterException;

class LsdTest {

    private static final TinyChain CHAIN = TinyChain.b();

    @Test
    void coefficientsOfOneAndEqualStepsChangeNothing() {
        List<List<UnmaskStep.Commit>> plain = commits(Lsd.identity(8));
        List<Double> ones = Collections.nCopies(8, 1.0);
        for (Lsd.Form form : Lsd.Form.values()) {
            assertEquals(plain, commits(new Lsd(8, form, ones, List.of())));
            assertEquals(plain, commits(new Lsd(8, form, List.of(1.0), Collections.nCopies(8, 0.125))));
        }
    }

    @Test
    void theBaselineIsAncestralSampling() {
        for (int steps : new int[] {1, 8, 11, 100}) {
            var ancestral = new Ancestral(new Ticks(MaskSchedule.LINEAR, steps, true, Drawing.FAITHFUL, 0));
            assertEquals(commits(ancestral), commits(Lsd.identity(steps)));
        }
    }

    private static List<List<UnmaskStep.Commit>> commits(MaskedSampler sampler) {
        return Told.by(sampler, CHAIN, Canvas.hidden(32), 9).stream().map(UnmaskStep::committed).toList();
    }

    @Test
    void aCoefficientScalesTheRateOrSharpens() {
        var linear = new Lsd(4, Lsd.Form.LINEAR, List.of(0.708, 0.813, 0.999, 1.0), List.of());
        assertEquals(0.708 / 4, linear.shown(0), 1e-12);
        assertEquals(0.999 / 2, linear.shown(2), 1e-12);
        assertEquals(1, linear.shown(3), "the last step leaves nothing");
        var power = new Lsd(4, Lsd.Form.POWER, List.of(2.0), List.of());
        assertEquals(0.25, power.shown(0), 1e-12);
        double[] law = TokenChoice.sharpened(new double[] {0.6, 0.3, 0.1}, 2);
        assertEquals(0.36 / 0.46, law[0], 1e-12);
        assertEquals(0.01 / 0.46, law[2], 1e-12);
    }

    @Test
    void stepSizesMoveTheTimes() {
        var plus = new Lsd(4, Lsd.Form.LINEAR, List.of(), List.of(1.0, 1.0, 2.0, 4.0));
        assertEquals(1, plus.time(0));
        assertEquals(0.75, plus.time(2), 1e-12);
        assertEquals(0, plus.time(4));
        assertEquals(0.25 / 0.75, plus.shown(2), 1e-12);
    }

    @Test
    void aStepWithoutATokenCostsNoPass() {
        List<UnmaskStep> steps = Told.by(Lsd.identity(256), CHAIN, Canvas.hidden(32), 9);
        long asked = steps.stream().filter(s -> s.prediction().isPresent()).count();
        assertEquals(asked, steps.getLast().passes());
        assertTrue(asked <= 32);
    }

    @Test
    void numbersMustFitTheSteps() {
        assertThrows(InvalidParameterException.class, () -> new Lsd(4, Lsd.Form.POWER, List.of(1.0, 1.0), List.of()));
        assertThrows(InvalidParameterException.class, () -> new Lsd(4, Lsd.Form.POWER, List.of(0.0), List.of()));
        assertThrows(InvalidParameterException.class, () -> new Lsd(4, Lsd.Form.POWER, List.of(), List.of(1.0)));
        assertThrows(InvalidParameterException.class, () -> new Lsd(0, Lsd.Form.POWER, List.of(), List.of()));
    }

    @Test
    void regressionOfCoupledTrajectoriesHardlyDilutes() {
        // Reference values for this chain with 256 steps of the teacher. Few positions are left for the last steps.
        double[] linear = {1, .961, .935, .920, .907, .895, .884, .869};
        double[] power = {1, .990, .982, .978, .974, .971, .969, .963};
        List<Double> fitted = new LsdFit(CHAIN, 8, Lsd.Form.LINEAR, 64, 100, 5).regression().phi();
        List<Double> exponents = new LsdFit(CHAIN, 8, Lsd.Form.POWER, 64, 100, 5).regression().phi();
        for (int k = 0; k < 8; k++) {
            assertEquals(linear[k], fitted.get(k), k < 6 ? 0.045 : 0.07, "step " + k);
            assertEquals(power[k], exponents.get(k), k < 6 ? 0.02 : 0.04, "step " + k);
        }
        assertEquals(1, fitted.getFirst(), 1e-12);
    }

    @Test
    void learnedStepSizesBeginLarger() {
        // The first steps write few tokens, and nothing they disturb is known yet: more of the time can go there.
        Lsd plus = new LsdFit(CHAIN, 4, Lsd.Form.POWER, 16, 60, 5).withStepSizes();
        assertEquals(1, plus.kappa().stream().mapToDouble(d -> d).sum(), 1e-12);
        assertTrue(plus.kappa().getFirst() > plus.kappa().getLast());
    }

    @Test
    void searchFindsTheLowestPoint() {
        var fit = new LsdFit(CHAIN, 2, Lsd.Form.POWER, 2, 1, 5);
        assertEquals(1.3, fit.searchedOnce(s -> Math.abs(s.phi().getFirst() - 1.3)).phi().getFirst(), 2e-3);
        Lsd each = fit.searched(s -> Math.abs(s.coefficient(0) - 1.5) + Math.abs(s.coefficient(1) - 0.8), 2);
        assertEquals(1.5, each.coefficient(0), 2e-3);
        assertEquals(0.8, each.coefficient(1), 2e-3);
    }

    @Test
    void fittingCanBeCancelledAndChecksItsTeacher() {
        assertThrows(InvalidParameterException.class, () -> new LsdFit(CHAIN, 8, Lsd.Form.POWER, 12, 1, 1));
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class,
                () -> new LsdFit(CHAIN, 8, Lsd.Form.POWER, 64, 100, 5).regression());
        } finally {
            Thread.interrupted();
        }
    }
}
