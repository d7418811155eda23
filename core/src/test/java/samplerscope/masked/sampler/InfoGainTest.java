package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class InfoGainTest {

    private static final TinyChain CHAIN = TinyChain.b();

    /// Position 0 is the surest, but position 1, once known, tells the other two.
    private static final MaskPredictor TELLING = Told.changing(Visible.COPY, 4, x -> {
        double rest = x[1] == Canvas.MASK ? 0.55 : 0.999;
        return new double[][] {{0.7, 0.3}, {0.65, 0.35}, {rest, 1 - rest}, {rest, 1 - rest}};
    });

    private static InfoGain infoGain(int candidates, double spread, double bypass) {
        return new InfoGain(candidates, spread, bypass, 1, 0, false, 0);
    }

    @Test
    void oneCandidateIsGreedyConfidence() {
        int[] hidden = Canvas.hidden(32);
        var greedy = new CertificateExit(new ExitingBase(Certainty.CONFIDENCE, new StepCounts(0, 0), 0), 0);
        List<UnmaskStep> expected = Told.by(greedy, CHAIN, hidden, 1);
        for (InfoGain single : List.of(infoGain(1, 0.2, 1), infoGain(8, 0, 1))) {
            List<UnmaskStep> steps = Told.by(single, CHAIN, hidden, 1);
            assertEquals(expected.stream().map(UnmaskStep::committed).toList(),
                steps.stream().map(UnmaskStep::committed).toList());
            assertEquals(32, steps.getLast().rows());
        }
    }

    @Test
    void writesWhatTellsMostOfTheRest() {
        UnmaskStep first = Told.by(infoGain(40, 1, 1), TELLING, Canvas.hidden(4), 1).getFirst();
        assertEquals(List.of(1), Told.positions(first));
        int chosen = first.scalars().get("chosen").intValue();
        double cost = -(0.65 * Math.log(0.65) + 0.35 * Math.log(0.35));
        assertEquals(cost, first.scalars().get("C " + chosen), 1e-9);
        double sure = -(0.999 * Math.log(0.999) + 0.001 * Math.log(0.001));
        double left = -(0.7 * Math.log(0.7) + 0.3 * Math.log(0.3));
        assertEquals(-(left + 2 * sure) / 3, first.scalars().get("IG " + chosen), 1e-9);
        assertEquals(first.scalars().get("IG " + chosen) - cost, first.scalars().get("J " + chosen), 1e-12);
        assertEquals(5, first.rows(), "one row, then one for each of the four different candidates");
    }

    @Test
    void eachTokenCostsOnePass() {
        List<UnmaskStep> steps = Told.by(infoGain(8, 0.2, 1), CHAIN, Canvas.hidden(32), 3);
        assertEquals(32, steps.size());
        assertEquals(32, steps.getLast().passes());
        assertTrue(steps.getLast().rows() > 64);
    }

    @Test
    void whereAllAreSureTheBlockIsFilled() {
        var sure = Told.constant(Visible.COPY, new double[][] {{0.9, 0.1}, {0.8, 0.2}, {0.95, 0.05}});
        List<UnmaskStep> steps = Told.by(infoGain(8, 0.2, 0.8), sure, Canvas.hidden(3), 1);
        assertEquals(1, steps.size());
        assertEquals(1.0, steps.getFirst().scalars().get("bypass"));
        assertArrayEquals(new int[3], steps.getFirst().state());
    }

    @Test
    void settingsAreChecked() {
        assertThrows(InvalidParameterException.class, () -> infoGain(0, 0.2, 0.8));
        assertThrows(InvalidParameterException.class, () -> infoGain(8, -0.2, 0.8));
        assertThrows(InvalidParameterException.class, () -> infoGain(8, 0.2, 1.2));
    }
}
