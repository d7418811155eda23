package samplerscope.masked;

import java.util.List;

/// Asks a predictor for one sequence, and counts what that costs. The only way from a sampler to a model.
public final class Passes {

    private final MaskPredictor model;
    private int passes;
    private int rows;

    public Passes(MaskPredictor model) {
        this.model = model;
    }

    /// The model itself, for its sizes and conventions.
    public MaskPredictor model() {
        return model;
    }

    /// One pass with one row.
    public Prediction evaluate(int[] state) {
        return evaluate(List.of(state)).getFirst();
    }

    /// One pass, however many rows.
    ///
    /// @throws NonFinitePredictionException if the model says NaN or infinity
    public List<Prediction> evaluate(List<int[]> states) {
        passes++;
        rows += states.size();
        List<Prediction> answers = model.evaluate(states);
        answers.forEach(this::check);
        return answers;
    }

    private void check(Prediction prediction) {
        double[] p = prediction.p();
        for (int i = 0; i < p.length; i++) {
            if (!Double.isFinite(p[i])) {
                throw new NonFinitePredictionException(passes, i / prediction.vocabulary(), i % prediction.vocabulary(), p[i]);
            }
        }
    }

    /// Sequential passes so far: NFE.
    public int passes() {
        return passes;
    }

    /// Rows evaluated so far, all passes together.
    public int rows() {
        return rows;
    }
}
