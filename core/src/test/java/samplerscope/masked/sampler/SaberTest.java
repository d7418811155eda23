package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Streams;
import samplerscope.masked.TinyChain;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.UnsuitableModelException;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;

class SaberTest {

    @Test
    void hidesAgainAsManyAsCodeOrPaperSay() {
        var code = new Saber(4, 8, false);
        assertEquals(2, code.backtracked(4));
        assertEquals(3, code.backtracked(20));
        assertEquals(0, code.backtracked(1));
        assertEquals(0, new Saber(1, 8, false).backtracked(1), "one token must stand after each step");
        var paper = new Saber(4, 8, true);
        assertEquals(1, paper.backtracked(4));
        assertEquals(2, paper.backtracked(17));
    }

    @Test
    void hidesThePositionWhoseConfidenceFell() {
        // Position 1 is sure while nothing stands, and doubts once position 0 does.
        MaskPredictor model = Told.changing(Visible.LEAVE_ONE_OUT, 5, x -> new double[][] {{0.95, 0.05},
            {x[0] == Canvas.MASK ? 0.99 : 0.6, x[0] == Canvas.MASK ? 0.01 : 0.4}, {0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}});
        List<UnmaskStep> steps = Told.by(new Saber(2, 8, false), model, Canvas.hidden(5), 1);
        assertEquals(List.of(0, 1), Told.positions(steps.get(0)));
        // All confidences rose from nothing in the first step; the least of these rises is hidden again.
        assertEquals(List.of(0), steps.get(0).remasked());
        assertEquals(1.0, steps.get(0).view().orElseThrow().threshold().orElseThrow());
        assertEquals((0.95 + 0.99) / 2, steps.get(1).view().orElseThrow().threshold().orElseThrow(), 1e-9);
        assertEquals(List.of(0, 2), Told.positions(steps.get(1)));
        assertTrue(steps.get(1).scalars().containsKey("fall 1"));
    }

    @Test
    void stepsNeverLoseGround() {
        TinyChain chain = TinyChain.b();
        for (Saber saber : List.of(new Saber(1, 1, true), new Saber(2, 1, false), new Saber(8, 2, true))) {
            int hidden = 32;
            for (UnmaskStep step : Told.by(saber, chain, Canvas.hidden(32), 3)) {
                assertTrue(Canvas.masked(step.state()) < hidden);
                hidden = Canvas.masked(step.state());
            }
            assertEquals(0, hidden);
        }
    }

    @Test
    void modelsThatRepeatTokensAreRefused() {
        MaskPredictor copying = Told.constant(Visible.COPY, new double[][] {{0.5, 0.5}});
        assertThrows(UnsuitableModelException.class,
            () -> new Saber(2, 8, false).begin(Canvas.hidden(1), new Passes(copying), Streams.of(1, 0)));
        assertThrows(InvalidParameterException.class, () -> new Saber(0, 8, false));
        assertThrows(InvalidParameterException.class, () -> new Saber(2, 0, false));
    }
}
