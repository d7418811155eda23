package samplerscope.masked.sampler;

import java.util.Locale;
import samplerscope.masked.Prediction;
import samplerscope.registry.Parameter;

/// How sure a model is of a position; higher is surer.
public enum Certainty {
    /// The largest probability.
    CONFIDENCE("confidence"),
    /// Less the entropy.
    ENTROPY("-entropy"),
    /// The largest probability less the second.
    MARGIN("margin");

    static final String ID = "order";

    private final String label;

    Certainty(String label) {
        this.label = label;
    }

    static Parameter parameter() {
        return Parameter.oneOf(ID, "order", "score by which positions are ranked", "confidence", "entropy", "margin");
    }

    static Certainty named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// In a view of the rule.
    String label() {
        return label;
    }

    double of(Prediction now, int position) {
        return switch (this) {
            case CONFIDENCE -> now.confidence(position);
            case ENTROPY -> -now.entropy(position);
            case MARGIN -> now.margin(position);
        };
    }
}
