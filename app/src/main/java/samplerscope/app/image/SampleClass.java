package samplerscope.app.image;

import java.util.List;
import samplerscope.model.Condition;
import samplerscope.spec.Resolved;

/// What a sample was asked to be.
final class SampleClass {

    private SampleClass() {}

    /// The name of a sample's class, or its text; empty without a condition.
    static String of(Resolved run, int sample) {
        List<String> classes = run.model().card().classes();
        return switch (run.spec().guidance().condition()) {
            case Condition.None _ -> "";
            case Condition.OfText(String prompt, String _) -> prompt;
            case Condition.OfClass(int label) -> label < classes.size() ? classes.get(label) : "";
            case Condition.EachClass _ -> classes.isEmpty() ? "" : classes.get(sample % classes.size());
        };
    }
}
