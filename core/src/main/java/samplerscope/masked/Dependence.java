package samplerscope.masked;

import java.util.ArrayList;
import java.util.List;

/// How much hidden tokens tell of each other.
public final class Dependence {

    private Dependence() {}

    /// Conditional mutual information of the token at `position` with the token at every other, given the state, in nats:
    /// `I_ij = sum_a p_i(a) KL( p_j(. | x, x_i = a) || p_j(. | x) )`. Zero at `position` itself and where a token is visible.
    ///
    /// Costs one batch with a row for each token that can stand at `position`. Exact where the predictor's answers are the
    /// conditionals of one joint law, and then symmetric.
    ///
    /// @param model    that answers for the changed states
    /// @param state    the canvas, shape [L]
    /// @param now      what the model says of it
    /// @param position hidden in `state`
    /// @return shape [L]
    public static double[] of(MaskPredictor model, int[] state, Prediction now, int position) {
        var tokens = new ArrayList<Integer>();
        var rows = new ArrayList<int[]>();
        for (int v = 0; v < now.vocabulary(); v++) {
            if (now.p(position, v) > 0) {
                tokens.add(v);
                rows.add(Canvas.with(state, position, v));
            }
        }
        List<Prediction> then = model.evaluate(rows);
        var information = new double[state.length];
        for (int j = 0; j < state.length; j++) {
            if (state[j] == Canvas.MASK && j != position) {
                for (int a = 0; a < tokens.size(); a++) {
                    information[j] += now.p(position, tokens.get(a)) * divergence(then.get(a), now, j);
                }
            }
        }
        return information;
    }

    /// `KL(p_i || q_i)` at a position, nats; infinite where `q` excludes what `p` allows.
    public static double divergence(Prediction p, Prediction q, int position) {
        double sum = 0;
        for (int v = 0; v < p.vocabulary(); v++) {
            double mass = p.p(position, v);
            if (mass > 0) {
                sum += mass * (StrictMath.log(mass) - StrictMath.log(q.p(position, v)));
            }
        }
        return StrictMath.max(0, sum); // rounding of nothing
    }
}
