package samplerscope.masked.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import samplerscope.masked.Prediction;
import samplerscope.masked.UnmaskStep;
import samplerscope.masked.measure.Foresight.Stage;

/// Two tokens; position 3 is given.
class ForesightTest {

    private static final int[] START = {-1, -1, -1, 1};

    private static UnmaskStep step(int index, int[] after, double... ofTokenOne) {
        var p = new double[2 * ofTokenOne.length];
        for (int i = 0; i < ofTokenOne.length; i++) {
            p[2 * i] = 1 - ofTokenOne[i];
            p[2 * i + 1] = ofTokenOne[i];
        }
        return new UnmaskStep(index, index + 1, index + 1, 0, 0, 0, List.of(), List.of(), after,
            ofTokenOne.length == 0 ? Optional.empty() : Optional.of(new Prediction(2, p)), Optional.empty(), Map.of());
    }

    @Test
    void aPositionSettlesWhenItsGuessStandsStill() {
        var s = Foresight.of(START, List.of(step(0, new int[] {1, -1, -1, 1}, 0.9, 0.8, 0.2, 0.5),
            step(1, new int[] {1, -1, -1, 1}, 0.9, 0.2, 0.9, 0.5), step(2, new int[] {1, 1, 1, 1}, 0.9, 0.8, 0.9, 0.5)));

        assertArrayEquals(new int[] {0, 2, 1, Foresight.GIVEN}, s.settled());
        assertEquals(Stage.WRITTEN, s.stage(0, 0));
        assertEquals(Stage.PASSING, s.stage(0, 1), "guessed right at first, then not");
        assertEquals(Stage.OTHER, s.stage(1, 1));
        assertEquals(Stage.OTHER, s.stage(0, 2));
        assertEquals(Stage.GUESSED, s.stage(1, 2));
        assertEquals(Stage.GIVEN, s.stage(1, 3));
    }

    @Test
    void aTokenAgainstTheGuessSettlesWhenItIsWritten() {
        var s = Foresight.of(START, List.of(step(0, new int[] {-1, 0, 0, 1}, 0.9, 0.9, 0.1, 0.5),
            step(1, new int[] {0, 0, 0, 1}, 0.9, 0.9, 0.1, 0.5)));

        assertArrayEquals(new int[] {1, 0, 0, Foresight.GIVEN}, s.settled());
    }

    @Test
    void whatIsHiddenAgainIsNotYetWritten() {
        var s = Foresight.of(START, List.of(step(0, new int[] {1, 1, 1, 1}, 0.9, 0.9, 0.9, 0.5),
            step(1, new int[] {-1, 1, 1, 1}, 0.9, 0.9, 0.9, 0.5), step(2, new int[] {1, 1, 1, 1}, 0.9, 0.9, 0.9, 0.5)));

        assertEquals(0, s.settled()[0], "its best guess never changed");
        assertEquals(Stage.GUESSED, s.stage(0, 0), "it stood, but not for good");
        assertEquals(Stage.WRITTEN, s.stage(2, 0));
    }

    @Test
    void aStepWithoutAPassKeepsTheGuessOfTheLast() {
        var s = Foresight.of(START, List.of(step(0, new int[] {-1, -1, 1, 1}, 0.9, 0.2, 0.9, 0.5),
            step(1, new int[] {-1, -1, 1, 1}), step(2, new int[] {1, 0, 1, 1}, 0.9, 0.2, 0.9, 0.5)));

        assertEquals(Stage.GUESSED, s.stage(1, 0));
        assertArrayEquals(new int[] {0, 0, 0, Foresight.GIVEN}, s.settled());
    }

    @Test
    void anAnswerSettlesWithItsLastPosition() {
        var s = Foresight.of(START, List.of(step(0, new int[] {1, -1, -1, 1}, 0.9, 0.8, 0.2, 0.5),
            step(1, new int[] {1, 1, 1, 1}, 0.9, 0.8, 0.9, 0.5)));

        assertEquals(0, s.settled(0, 2));
        assertEquals(1, s.settled(0, 4));
        assertEquals(Foresight.GIVEN, s.settled(3, 1));
    }
}
