package samplerscope.app.masked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import samplerscope.app.masked.Sequence.Clock;

/// What cells show of a sequence that was made by hand.
class SequenceTest {

    private final Sequence sequence = Tries.REVISED;

    @Test
    void theThreeClocksAgreeOnTheSteps() {
        assertEquals(4, sequence.end(Clock.PASSES));
        assertEquals(3, sequence.end(Clock.TOKENS));
        assertEquals(7.5, sequence.end(Clock.MILLIS), 1e-9);
        assertEquals(Sequence.BEFORE, sequence.stepAt(Clock.PASSES, 0.5));
        assertEquals(1, sequence.stepAt(Clock.PASSES, 3.9));
        assertEquals(2, sequence.stepAt(Clock.PASSES, 4));
        assertEquals(1, sequence.stepAt(Clock.MILLIS, 5));
        assertArrayEquals(new int[] {0, -1, -1, 1}, sequence.state(1));
    }

    @Test
    void aTokenIsTheWorkOfItsLastCommit() {
        assertEquals(Optional.of(0), sequence.writtenAt(2, 0));
        assertEquals(Optional.empty(), sequence.writtenAt(2, 1), "hidden again");
        assertEquals(Optional.of(2), sequence.writtenAt(2, 2));
        assertEquals(1, sequence.timesHidden(2, 2));
        assertEquals(Optional.empty(), sequence.writtenAt(3, 2), "given");
    }

    @Test
    void guessesAreThoseOfThePassThatLookedAtTheCanvas() {
        assertEquals(0.5, sequence.guess(Sequence.BEFORE).orElseThrow().p(0, 0), 1e-12);
        assertEquals(0.6, sequence.guess(0).orElseThrow().p(0, 0), 1e-12);
        assertEquals(0.7, sequence.guess(2).orElseThrow().p(0, 0), 1e-12, "nobody looked after the last step");
    }

    @Test
    void cellsSayWhatHappened() {
        List<Cell> cells = cells(1, Optional.of(new int[] {1, -1, 1, 1}), Map.of(1, 1));

        assertEquals(Cell.Kind.WRITTEN, cells.get(0).kind());
        assertEquals(0.9, cells.get(0).confidence());
        assertTrue(cells.get(0).differs());
        assertFalse(cells.get(0).isNew());
        assertEquals(Cell.Kind.GUESSED, cells.get(1).kind());
        assertEquals(Optional.of("b"), cells.get(1).edit());
        assertEquals(Cell.Kind.HIDDEN_AGAIN, cells.get(2).kind());
        assertEquals(1, cells.get(2).hidden());
        assertEquals(Cell.Kind.PROMPT, cells.get(3).kind());
        assertFalse(cells.get(3).differs());
    }

    @Test
    void whatFollowsTheEndIsAfterIt() {
        List<Cell> cells = Cell.of(sequence, 2, Tries.LETTERS, OptionalInt.of(1), Optional.empty(), Map.of());

        assertEquals(List.of(false, false, true, true), cells.stream().map(Cell::afterEnd).toList());
    }

    private List<Cell> cells(int step, Optional<int[]> other, Map<Integer, Integer> edits) {
        return Cell.of(sequence, step, Tries.LETTERS, OptionalInt.empty(), other, edits);
    }

    @Test
    void theStepMapHasALineForEveryCommitAndEveryMask() {
        String csv = StepMap.csv(sequence, Tries.LETTERS);

        assertEquals(6, csv.lines().count());
        assertTrue(csv.contains("1,1,3,1,b,0.6,false\n"), csv);
        assertTrue(csv.contains("2,2,3,,,,true\n"), csv);
        assertEquals(5, StepMap.json(sequence, Tries.LETTERS).split("\"position\"|\"hidden_again\": \\[3").length - 1);
    }
}
