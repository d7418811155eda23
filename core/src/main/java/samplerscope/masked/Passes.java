package samplerscope.masked;

import java.util.List;

/// Asks a predictor for one sequence, and counts what that costs. The only way from a sampler to a model.
public final class Passes {

    private final MaskPredictor model;
    private int passes;
    private int rows;
    private long positions;
    private int audits;

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
        positions += (long) states.size() * model.length();
        List<Prediction> answers = model.evaluate(states);
        answers.forEach(this::check);
        return answers;
    }

    /// One pass with one row that feeds only some positions.
    ///
    /// @param fed  positions that are computed, ascending
    /// @param kept of other positions
    /// @throws UnsuitableModelException    for a model that keeps nothing
    /// @throws NonFinitePredictionException if the model says NaN or infinity
    public CachingPredictor.Fed evaluate(int[] state, int[] fed, KeyValues kept) {
        if (!(model instanceof CachingPredictor caching)) {
            throw withoutKeyValues();
        }
        passes++;
        rows++;
        positions += fed.length;
        CachingPredictor.Fed answer = caching.evaluate(state, fed, kept);
        check(answer.prediction());
        return answer;
    }

    /// What a sampler with a cache says of a model that is no {@link CachingPredictor}.
    public static UnsuitableModelException withoutKeyValues() {
        return new UnsuitableModelException("Decoding with a cache", "keys and values that can be kept",
            "choose a network with cache inputs, or set cache to none");
    }

    /// One pass of an autoregressive model with one row.
    ///
    /// @param tokens   whole up to `position`, shape [L]
    /// @param position that is asked for
    /// @param fed      positions that it has not read yet
    /// @return the law of the token, shape [V]
    /// @throws NonFinitePredictionException if the model says NaN or infinity
    public double[] next(NextTokenModel twin, int[] tokens, int position, int fed) {
        passes++;
        rows++;
        positions += fed;
        double[] law = twin.next(tokens, new int[] {position}).getFirst();
        for (int v = 0; v < law.length; v++) {
            if (!Double.isFinite(law[v])) {
                throw new NonFinitePredictionException(passes, position, v, law[v]);
            }
        }
        return law;
    }

    /// What a full pass says, for comparison only: counted apart, and neither a pass nor rows nor positions of the sampler.
    ///
    /// @throws NonFinitePredictionException if the model says NaN or infinity
    public Prediction audit(int[] state) {
        audits++;
        Prediction answer = model.evaluate(List.of(state)).getFirst();
        check(answer);
        return answer;
    }

    /// Full passes for comparison so far.
    public int audits() {
        return audits;
    }

    /// One pass of a model with a head, whose later answers are not passes.
    ///
    /// @throws NonFinitePredictionException if the model says NaN or infinity
    public JointHead.Features begin(JointHead head, int[] state) {
        passes++;
        rows++;
        positions += model.length();
        JointHead.Features features = head.begin(state);
        check(features.prediction());
        return features;
    }

    /// What a head says after a token was written; not a pass.
    ///
    /// @throws NonFinitePredictionException if the head says NaN or infinity
    public JointHead.Features renew(JointHead head, int[] state, JointHead.Features before) {
        JointHead.Features features = head.renew(state, before);
        check(features.prediction());
        return features;
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

    /// Positions computed so far, all rows together: what caches save.
    public long positions() {
        return positions;
    }
}
