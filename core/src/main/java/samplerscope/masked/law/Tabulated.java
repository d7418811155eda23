package samplerscope.masked.law;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;

/// Asks a predictor once for each canvas, and remembers. One canvas gives the same object each time.
final class Tabulated implements MaskPredictor {

    private final MaskPredictor model;
    private final Numbering numbering;
    private final @Nullable Prediction[] known;

    Tabulated(MaskPredictor model, Numbering numbering) {
        this.model = model;
        this.numbering = numbering;
        this.known = new Prediction[numbering.count()];
    }

    @Override
    public int length() {
        return model.length();
    }

    @Override
    public int vocabulary() {
        return model.vocabulary();
    }

    @Override
    public Visible visible() {
        return model.visible();
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        var answers = new ArrayList<Prediction>();
        for (int[] state : states) {
            int number = numbering.number(state);
            Prediction answer = known[number];
            if (answer == null) {
                answer = model.evaluate(List.of(state)).getFirst();
                known[number] = answer;
            }
            answers.add(answer);
        }
        return answers;
    }
}
