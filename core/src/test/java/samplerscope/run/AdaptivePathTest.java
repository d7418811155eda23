package samplerscope.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;
import samplerscope.solver.DpmPair;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SlopeForm;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

class AdaptivePathTest {

    private static final VpLinear VP = new VpLinear(0.1, 20);
    private static final int D = 16;

    /// Sample `b` starts from the normals of seed `b`.
    private static Snapshot start(int samples) {
        var values = new double[samples * D];
        var row = new double[D];
        for (int b = 0; b < samples; b++) {
            NormalDraws.fill(row, DrawKey.initial(0, 0), b);
            System.arraycopy(row, 0, values, b * D, D);
        }
        return Snapshot.of(Shape.of(samples, D), values);
    }

    private static AdaptiveSettings settings(double relative) {
        return new AdaptiveSettings(new DpmPair(MultistepForm.DATA, 3, SlopeForm.MIDPOINT),
            new StepControl.Proportional(0.05, 0.9, 3), relative, relative * 0.0078 / 0.05,
            AdaptiveSettings.ErrorNorm.WORST_SAMPLE, 0, AdaptiveSettings.Arrival.EXACT);
    }

    private static AdaptivePath follow(Snapshot start, NoiseLevel from, NoiseLevel to, AdaptiveSettings settings) {
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.smooth().denoiser(new Binding(backend))) {
            return AdaptivePath.follow(denoiser, backend, VP, start, from, to, settings);
        }
    }

    private static AdaptivePath follow(int samples, double relative) {
        return follow(start(samples), VP.at(1), VP.at(1e-3), settings(relative));
    }

    /// Printed for DPM-Solver-23 in the data form on 32 starts.
    @ParameterizedTest
    @CsvSource({"0.05, 42, 4.5e-3", "0.01, 66, 9.6e-4", "0.001, 123, 1.1e-4"})
    void evaluationsAndErrorAreThePrintedOnes(double relative, int evaluations, double error) {
        AdaptivePath path = follow(32, relative);

        assertEquals(evaluations, path.evaluations());
        // Two digits are printed.
        assertEquals(1, rms(path.attempts().getLast().state().toDoubles(), truth()) / error, 0.06);
    }

    private static double[] truth() {
        try (var backend = new Float64Backend(1);
             Denoiser denoiser = NamedProblem.smooth().denoiser(new Binding(backend))) {
            return ReferencePath.solve(denoiser, backend, VP, start(32), List.of(VP.at(1), VP.at(1e-3)), 1e-9)
                .at(VP.at(1e-3)).orElseThrow().toDoubles();
        }
    }

    private static double rms(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Test
    void acceptedLevelsLeadFromTheStartToTheEndWithLessAndLessNoise() {
        List<NoiseLevel> levels = follow(2, 0.01).levels();

        assertEquals(VP.at(1), levels.getFirst());
        assertEquals(VP.at(1e-3), levels.getLast());
        for (int i = 1; i < levels.size(); i++) {
            assertTrue(levels.get(i).lambda() > levels.get(i - 1).lambda());
        }
    }

    @Test
    void aRejectedAttemptLeavesTheStateAsItWas() {
        AdaptivePath path = follow(start(4), VP.at(1), VP.at(1e-3), new AdaptiveSettings(
            new DpmPair(MultistepForm.DATA, 3, SlopeForm.MIDPOINT), new StepControl.Proportional(8, 0.9, 3), 1e-3,
            1e-4, AdaptiveSettings.ErrorNorm.WORST_SAMPLE, 0, AdaptiveSettings.Arrival.EXACT));

        assertFalse(path.attempts().getFirst().accepted());
        assertTrue(path.attempts().getFirst().error() > 1);
        assertArrayEquals(start(4).toDoubles(), path.attempts().getFirst().state().toDoubles());
    }

    @Test
    void aSampleWithAnEasierMateGoesTheSameWay() {
        double[] one = start(1).toDoubles();
        double[] twins = Arrays.copyOf(one, 2 * D);
        System.arraycopy(one, 0, twins, D, D);

        // By the worst sample a twin changes nothing, where a sum over the batch would grow.
        assertEquals(follow(start(1), VP.at(1), VP.at(1e-3), settings(0.01)).levels(),
            follow(Snapshot.of(Shape.of(2, D), twins), VP.at(1), VP.at(1e-3), settings(0.01)).levels());
    }

    @Test
    void aShortPathIsOneStep() {
        assertEquals(1, follow(start(1), VP.at(0.5), VP.at(0.499), settings(0.05)).attempts().size());
    }

    @Test
    void levelsThatAdaptiveStepsCannotConnectAreRefused() {
        NoiseLevel pure = new NoiseLevel(1, 0, 1);
        NoiseLevel clean = new NoiseLevel(0, 1, 0);

        assertThrows(AdaptiveStepException.class, () -> follow(start(1), VP.at(1e-3), VP.at(1), settings(0.05)));
        assertThrows(AdaptiveStepException.class, () -> follow(start(1), VP.at(1), VP.at(1), settings(0.05)));
        assertThrows(AdaptiveStepException.class, () -> follow(start(1), pure, VP.at(0.5), settings(0.05)));
        assertThrows(AdaptiveStepException.class, () -> follow(start(1), VP.at(0.5), clean, settings(0.05)));
    }

    @Test
    void aToleranceThatCannotBeMetIsAnErrorAndNoEndlessRun() {
        var impossible = new AdaptiveSettings(new DpmPair(MultistepForm.DATA, 2, SlopeForm.MIDPOINT),
            new StepControl.Proportional(0.05, 0.9, 2), 0, 1e-300, AdaptiveSettings.ErrorNorm.WORST_SAMPLE, 0,
            AdaptiveSettings.Arrival.EXACT);

        var e = assertThrows(AdaptiveStepException.class, () -> follow(start(1), VP.at(1), VP.at(1e-3), impossible));
        assertTrue(e.remedy().contains("larger error"), e.remedy());
        assertThrows(AdaptiveStepException.class, () -> settings(-1));
    }

    @Test
    void interruptionEndsIt() {
        Thread.currentThread().interrupt();

        assertThrows(CancellationException.class, () -> follow(1, 0.05));
        assertTrue(Thread.interrupted());
    }
}
