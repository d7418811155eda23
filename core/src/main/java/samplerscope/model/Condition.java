package samplerscope.model;

/// What a conditional model is asked for.
public sealed interface Condition {

    /// The whole law.
    record None() implements Condition {}

    /// One class for every sample.
    record OfClass(int label) implements Condition {}

    /// Sample `i` gets class `i mod count`: one look at all classes.
    record EachClass() implements Condition {}

    /// One text for every sample.
    ///
    /// @param negative text that guidance leads away from; empty for none
    record OfText(String prompt, String negative) implements Condition {}

    Condition NONE = new None();

    /// What guidance leads away from.
    default Condition unguided() {
        return switch (this) {
            case None _, OfClass _, EachClass _ -> NONE;
            case OfText(String _, String negative) -> negative.isEmpty() ? NONE : new OfText(negative, "");
        };
    }
}
