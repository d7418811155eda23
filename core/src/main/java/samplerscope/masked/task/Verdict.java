package samplerscope.masked.task;

import java.util.OptionalInt;

/// What a checker says of an answer.
public sealed interface Verdict {

    default boolean isRight() {
        return this instanceof Right;
    }

    record Right() implements Verdict {}

    /// @param kind     of mistake, a word or two, to count by; the same for all answers that are wrong in this way
    /// @param position in the answer, from 0, where the mistake shows; empty where it is in no one place
    /// @param why      what is wrong, with its numbers: `position 7: 5 follows 6`, `row 2 holds 3 twice`
    record Wrong(String kind, OptionalInt position, String why) implements Verdict {}

    static Verdict right() {
        return new Right();
    }

    static Verdict wrong(String kind, String why) {
        return new Wrong(kind, OptionalInt.empty(), why);
    }

    static Verdict wrong(String kind, int position, String why) {
        return new Wrong(kind, OptionalInt.of(position), why);
    }
}
