package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;

class EmergenceTest {

    private static final int[] HIDDEN = Canvas.hidden(3);

    private static UnmaskStep step(int index, int[] after, double... ofTokenOne) {
        var p = new double[6];
        for (int i = 0; i < 3; i++) {
            p[2 * i] = 1 - ofTokenOne[i];
            p[2 * i + 1] = ofTokenOne[i];
        }
        return new UnmaskStep(index, index + 1, index + 1, 0, 0, 0, List.of(), List.of(), after,
            Optional.of(new Prediction(2, p)), Optional.empty(), Map.of());
    }

    @Test
    void theAnswerIsThereWhenItsGuessStandsStill() {
        // Positions 1 and 2 end as 1, 0. Guessed right at first, then wrong, then right to the end.
        List<UnmaskStep> steps = List.of(step(0, new int[] {0, -1, -1}, 0.4, 0.6, 0.3), step(1, new int[] {0, -1, 0}, 0.4,
            0.2, 0.3), step(2, new int[] {0, -1, 0}, 0.4, 0.9, 0.9), step(3, new int[] {0, 1, 0}, 0.4, 0.9, 0.9));
        assertEquals(new Emergence(2, 3, 1), Emergence.of(HIDDEN, steps, 1, 2).orElseThrow());
        assertEquals(new Emergence(0, 1, 3), Emergence.of(HIDDEN, steps, 2, 1).orElseThrow());
    }

    @Test
    void aSurpriseToTheLastHasNoEmergence() {
        assertEquals(Optional.empty(), Emergence.of(HIDDEN, List.of(step(0, new int[] {0, 0, 0}, 0.4, 0.6, 0.3)), 1, 1));
    }
}
