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
    public List<Prediction> evaluate(List<int[]> states) {
        passes++;
        rows += states.size();
        return model.evaluate(states);
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
