package samplerscope.model;

/// What a conditional model is asked for.
public sealed interface Condition {

    /// The whole law.
    record None() implements Condition {}

    /// One class for every sample.
    record OfClass(int label) implements Condition {}

    /// Sample `i` gets class `i mod count`: one look at all classes.
    record EachClass() implements Condition {}

    Condition NONE = new None();
}
