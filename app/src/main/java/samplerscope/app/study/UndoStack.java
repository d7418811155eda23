package samplerscope.app.study;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// States that can be gone back to, each with the words of the change that left it.
public final class UndoStack<S> {

    private static final int MOST = 500;

    private record Entry<S>(S state, String words) {}

    private final Deque<Entry<S>> past = new ArrayDeque<>();
    private final Deque<Entry<S>> future = new ArrayDeque<>();
    private String gesture = "";

    /// Notes that `before` is about to change.
    ///
    /// @param words   what the change is, for the menu
    /// @param gesture changes in a row with the same non-empty gesture are one entry: a slider being dragged
    public void note(S before, String words, String gesture) {
        if (gesture.isEmpty() || !gesture.equals(this.gesture) || past.isEmpty()) {
            past.push(new Entry<>(before, words));
            if (past.size() > MOST) {
                past.removeLast();
            }
        }
        this.gesture = gesture;
        future.clear();
    }

    /// Ends a gesture: the next change is an entry of its own.
    public void endGesture() {
        gesture = "";
    }

    public Optional<S> undo(S now) {
        return swap(now, past, future);
    }

    public Optional<S> redo(S now) {
        return swap(now, future, past);
    }

    public Optional<String> undoWords() {
        return Optional.ofNullable(past.peek()).map(Entry::words);
    }

    public Optional<String> redoWords() {
        return Optional.ofNullable(future.peek()).map(Entry::words);
    }

    private Optional<S> swap(S now, Deque<Entry<S>> from, Deque<Entry<S>> to) {
        endGesture();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Entry<S> entry = from.pop();
        to.push(new Entry<>(now, entry.words()));
        return Optional.of(entry.state());
    }
}
