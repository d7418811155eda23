package samplerscope.model;

import samplerscope.SamplerscopeException;

/// A condition that a model does not know.
public final class ConditionException extends SamplerscopeException {
    public ConditionException(String happened, String remedy) {
        super(happened, remedy);
    }

    /// Checks a condition against a model's card.
    public static void check(ModelCard card, Condition condition) {
        int classes = card.classes().size();
        switch (condition) {
            case Condition.None _ -> { }
            case Condition.EachClass _ -> {
                if (classes == 0) {
                    throw new ConditionException("model '%s' has no classes".formatted(card.id()),
                        "remove the condition");
                }
            }
            case Condition.OfText _ -> throw new ConditionException("model '%s' takes no text".formatted(card.id()),
                "remove the prompt");
            case Condition.OfClass(int label) -> {
                if (label < 0 || label >= classes) {
                    throw new ConditionException("model '%s' has no class %d".formatted(card.id(), label),
                        classes == 0 ? "remove the condition" : "use 0 to %d".formatted(classes - 1));
                }
            }
        }
    }
}
