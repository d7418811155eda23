package samplerscope.app.masked;

import java.util.Optional;
import java.util.Set;

/// The span of the canvas that is looked at as the answer.
///
/// @param from   first position
/// @param length positions, at least 1
record Answer(int from, int length) {

    /// The span from the first to the last of some positions; empty for none.
    static Optional<Answer> around(Set<Integer> positions) {
        int first = positions.stream().mapToInt(i -> i).min().orElse(-1);
        int last = positions.stream().mapToInt(i -> i).max().orElse(-1);
        return first < 0 ? Optional.empty() : Optional.of(new Answer(first, last - first + 1));
    }

    boolean contains(int position) {
        return position >= from && position < from + length;
    }

    /// As positions are counted on the page.
    String words() {
        return length == 1 ? "position %d".formatted(from + 1) : "positions %d to %d".formatted(from + 1, from + length);
    }
}
