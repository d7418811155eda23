package samplerscope.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndoStackTest {

    private final UndoStack<String> undo = new UndoStack<>();

    @Test
    void goesBackAndForward() {
        undo.note("a", "a to b", "");
        undo.note("b", "b to c", "");

        assertEquals(Optional.of("b to c"), undo.undoWords());
        assertEquals(Optional.of("b"), undo.undo("c"));
        assertEquals(Optional.of("a"), undo.undo("b"));
        assertEquals(Optional.empty(), undo.undo("a"));
        assertEquals(Optional.of("b"), undo.redo("a"));
        assertEquals(Optional.of("c"), undo.redo("b"));
    }

    @Test
    void aDragIsOneEntry() {
        undo.note("0", "scale", "scale");
        undo.note("1", "scale", "scale");
        undo.note("2", "scale", "scale");

        assertEquals(Optional.of("0"), undo.undo("3"));
    }

    @Test
    void theSameControlAfterAPauseIsAnotherEntry() {
        undo.note("0", "scale", "scale");
        undo.endGesture();
        undo.note("1", "scale", "scale");

        assertEquals(Optional.of("1"), undo.undo("2"));
    }

    @Test
    void aNewChangeEndsRedo() {
        undo.note("a", "a to b", "");
        undo.undo("b");
        undo.note("a", "a to c", "");

        assertEquals(Optional.empty(), undo.redo("c"));
    }
}
