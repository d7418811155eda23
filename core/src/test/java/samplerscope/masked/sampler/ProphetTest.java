package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;

class ProphetTest {

    private static final ExitingBase BASE = new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 0);

    private static double[] margin(double logits) {
        double odds = Math.exp(logits);
        return new double[] {odds / (1 + odds), 1 / (1 + odds)};
    }

    /// Ten positions that hardly know; the last two, the answer, have a margin of 6.
    private static final MaskPredictor MODEL = Told.constant(Visible.RAW, new double[][] {margin(1), margin(1), margin(1),
        margin(1), margin(1), margin(1), margin(1), margin(1), margin(6), margin(6)});

    @Test
    void theThresholdFallsInThirds() {
        List<UnmaskStep> steps = Told.by(new Prophet(BASE, 8, 2, 7.5, 5, 2.5), MODEL, Canvas.hidden(10), 1);
        // 6 is less than 7.5 and more than 5: it leaves in the first step of the second third, the fourth of ten.
        assertEquals(4, steps.size());
        assertEquals(6, steps.getLast().scalars().get("margin"), 1e-6);
        assertEquals(1, steps.getLast().scalars().get("margin of the rest"), 1e-6);
        assertEquals(List.of(7.5, 7.5, 7.5, 5.0), steps.stream().map(s -> s.scalars().get("threshold")).toList());
        assertEquals(7, steps.getLast().committed().size());
    }

    @Test
    void withoutAnAnswerAllThatIsHiddenIsLookedAt() {
        List<UnmaskStep> steps = Told.by(new Prophet(BASE, -1, 1, 7.5, 5, 0.9), MODEL, Canvas.hidden(10), 1);
        assertEquals((8 + 12) / 10.0, steps.getFirst().scalars().get("margin"), 1e-6);
        assertEquals(7, steps.size());
    }

    @Test
    void aTokenThatStandsIsCertain() {
        MaskPredictor copying = Told.constant(Visible.LEAVE_ONE_OUT, new double[][] {margin(1), margin(1), margin(1)});
        int[] given = Canvas.with(Canvas.hidden(3), 2, 1);
        List<UnmaskStep> steps = Told.by(new Prophet(BASE, 1, 2, 7.5, 5, 2.5), copying, given, 1);
        assertEquals(1, steps.size());
        assertTrue(steps.getFirst().scalars().get("margin") > 1e5);
    }

    @Test
    void theAnswerMustBeOnTheCanvas() {
        assertThrows(InvalidParameterException.class,
            () -> Told.by(new Prophet(BASE, 9, 2, 7.5, 5, 2.5), MODEL, Canvas.hidden(10), 1));
        assertThrows(InvalidParameterException.class, () -> new Prophet(BASE, 0, 0, 7.5, 5, 2.5));
        assertThrows(InvalidParameterException.class, () -> new Prophet(BASE, 0, 1, -7.5, 5, 2.5));
    }
}
