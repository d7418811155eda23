package samplerscope.masked.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.Visible;
import samplerscope.registry.InvalidParameterException;

class KlassTest {

    /// Position 0 and 1 are sure throughout, 2 never is, 3 is sure and changes its mind with every token written.
    private static final MaskPredictor MODEL = Told.changing(Visible.COPY, 4, x -> {
        boolean odd = Canvas.masked(x) % 2 == 1;
        return new double[][] {{0.95, 0.05}, {0.94, 0.06}, {0.5, 0.5}, {odd ? 0.93 : 0.07, odd ? 0.07 : 0.93}};
    });

    @Test
    void waitsForPredictionsToStandStill() {
        List<UnmaskStep> steps = Told.by(new Klass(0.9, 0.01, 1, 0, 1, 0), MODEL, Canvas.hidden(4), 1);
        // Step 1: every divergence is from nothing, so the most confident alone. Step 2: position 1 has stood still.
        assertEquals(List.of(0), Told.positions(steps.get(0)));
        assertEquals(List.of(1), Told.positions(steps.get(1)));
        assertEquals(List.of(3), Told.positions(steps.get(2)), "by confidence: its prediction moved");
        assertEquals(0.0, steps.get(2).scalars().get("ready"));
    }

    @Test
    void moreHistoryWaitsLonger() {
        List<UnmaskStep> steps = Told.by(new Klass(0.9, 0.01, 2, 0, 1, 0), MODEL, Canvas.hidden(4), 1);
        assertEquals(0.0, steps.get(1).scalars().get("ready"));
    }

    @Test
    void tellsTheDivergenceOfEachPosition() {
        UnmaskStep second = Told.by(new Klass(0.9, 0.01, 1, 0, 1, 0), MODEL, Canvas.hidden(4), 1).get(1);
        List<Double> kl = second.view().orElseThrow().also().get("kl");
        assertEquals(0, kl.get(0), 1e-9);
        assertEquals(0.86 * Math.log(0.93 / 0.07), kl.get(2), 1e-6);
    }

    @Test
    void confidenceIsAProbability() {
        assertThrows(InvalidParameterException.class, () -> new Klass(1.1, 0.01, 2, 0, 1, 0));
        assertThrows(InvalidParameterException.class, () -> new Klass(0.9, -1, 2, 0, 1, 0));
        assertThrows(InvalidParameterException.class, () -> new Klass(0.9, Double.NaN, 2, 0, 1, 0));
        assertThrows(InvalidParameterException.class, () -> new Klass(0.9, 0.1, 0, 0, 1, 0));
    }
}
