package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;

class SchedTest {

    private static final TinyChain CHAIN = TinyChain.b();
    private static final ExitingBase BASE = new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 0);
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static Sched sched(Sched.Fall fall, boolean guard) {
        return new Sched(BASE, fall, Sched.Average.MEAN, 0, guard);
    }

    private static Sched.Fall fall(Sched.Shape shape, double high, double low) {
        return new Sched.Fall(shape, high, low, 2);
    }

    @Test
    void thresholdsFallAsPrinted() {
        assertEquals(5, fall(Sched.Shape.LINEAR, 7.5, 2.5).at(0.5), 1e-12);
        assertEquals(5, fall(Sched.Shape.COSINE, 7.5, 2.5).at(0.5), 1e-12);
        assertEquals(2.5, fall(Sched.Shape.COSINE, 7.5, 2.5).at(1), 1e-12);
        assertEquals(2.5 + 5 * Math.exp(-1), fall(Sched.Shape.EXPONENTIAL, 7.5, 2.5).at(0.5), 1e-12);
        assertEquals(7.5, fall(Sched.Shape.EXPONENTIAL, 7.5, 2.5).at(0), 1e-12);
    }

    @Test
    void infiniteThresholdsAreTheBaseAndZeroIsOneShot() {
        for (Sched.Shape shape : Sched.Shape.values()) {
            List<UnmaskStep> all = Told.by(sched(fall(shape, NEVER, NEVER), false), CHAIN, Canvas.hidden(32), 1);
            assertEquals(32, all.size());
            assertEquals(1, Told.by(sched(fall(shape, 0, 0), false), CHAIN, Canvas.hidden(32), 1).size());
        }
        assertArrayEquals(Told.tokens(new CertificateExit(BASE, 0), CHAIN, Canvas.hidden(32), 1),
            Told.tokens(sched(fall(Sched.Shape.LINEAR, NEVER, NEVER), true), CHAIN, Canvas.hidden(32), 1));
    }

    @Test
    void anExitFillsEverythingWithTheLastPrediction() {
        var early = new Sched.Fall(Sched.Shape.EXPONENTIAL, 7.5, 0, 8);
        List<UnmaskStep> steps = Told.by(sched(early, false), CHAIN, Canvas.hidden(32), 1);
        UnmaskStep last = steps.getLast();
        assertEquals(1.0, last.scalars().get("exit"));
        assertTrue(last.scalars().get("margin") >= last.scalars().get("threshold"));
        assertTrue(last.committed().size() > 1);
        last.committed().forEach(c -> assertEquals(last.prediction().orElseThrow().top(c.position()), c.token()));
        UnmaskStep before = steps.get(steps.size() - 2);
        assertTrue(before.scalars().get("margin") < before.scalars().get("threshold"));
    }

    @Test
    void theGuardAsksForAStepWithoutChange() {
        var sure = Told.constant(Visible.COPY, new double[][] {{0.9, 0.1}, {0.9, 0.1}, {0.9, 0.1}, {0.9, 0.1}});
        assertEquals(1, Told.by(sched(fall(Sched.Shape.LINEAR, 0, 0), false), sure, Canvas.hidden(4), 1).size());
        assertEquals(2, Told.by(sched(fall(Sched.Shape.LINEAR, 0, 0), true), sure, Canvas.hidden(4), 1).size());
    }

    @Test
    void averagesAreWhatTheyAreCalled() {
        var model = Told.constant(Visible.COPY, new double[][] {{0.6, 0.4}, {0.7, 0.3}, {0.99, 0.01}});
        double[] margins = {Math.log(0.6 / 0.4), Math.log(0.7 / 0.3), Math.log(99)};
        assertEquals((margins[0] + margins[1] + margins[2]) / 3, margin(model, Sched.Average.MEAN, 0), 1e-9);
        assertEquals(margins[1], margin(model, Sched.Average.MEDIAN, 0), 1e-9);
        assertEquals(0.6 * margins[0] + 0.4 * margins[1], margin(model, Sched.Average.LOW_FIFTH, 0), 1e-9);
        assertEquals(margins[2], margin(model, Sched.Average.MEAN, 1), 1e-9);
    }

    private static double margin(MaskPredictor model, Sched.Average average, int last) {
        return Told.by(new Sched(BASE, fall(Sched.Shape.LINEAR, NEVER, NEVER), average, last, false), model,
            Canvas.hidden(3), 1).getFirst().scalars().get("margin");
    }

    @Test
    void countsFollowTheBudgetAndBlocks() {
        var base = new ExitingBase(Certainty.CONFIDENCE, new StepCounts(12, 8), 0);
        List<UnmaskStep> steps = Told.by(new CertificateExit(base, 0), CHAIN, Canvas.hidden(32), 1);
        assertEquals(List.of(3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3, 2),
            steps.stream().map(s -> s.committed().size()).toList());
        assertEquals(List.of(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3), steps.stream().map(UnmaskStep::block).toList());
        assertThrows(InvalidParameterException.class, () -> Told.by(new CertificateExit(
            new ExitingBase(Certainty.CONFIDENCE, new StepCounts(10, 8), 0), 0), CHAIN, Canvas.hidden(32), 1));
    }

    @Test
    void thresholdsAreDifferences() {
        assertThrows(InvalidParameterException.class, () -> fall(Sched.Shape.LINEAR, -1, 0));
        assertThrows(InvalidParameterException.class, () -> fall(Sched.Shape.LINEAR, 7.5, Double.NaN));
    }
}
