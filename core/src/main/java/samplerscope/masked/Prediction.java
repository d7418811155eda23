package samplerscope.masked;

import java.util.Arrays;

/// What a predictor says of one state. Immutable: the array is handed over.
///
/// @param vocabulary `V`
/// @param p          probabilities, row-major, shape [L, V]; each row sums to 1
public record Prediction(int vocabulary, double[] p) {

    public int length() {
        return p.length / vocabulary;
    }

    public double p(int position, int token) {
        return p[position * vocabulary + token];
    }

    /// The probabilities at a position, a copy, shape [V].
    public double[] at(int position) {
        return Arrays.copyOfRange(p, position * vocabulary, (position + 1) * vocabulary);
    }

    /// The most probable token; the lowest of equals, compared after {@link Ranking#quantised}.
    public int top(int position) {
        int best = 0;
        for (int v = 1; v < vocabulary; v++) {
            if (Ranking.quantised(p(position, v)) > Ranking.quantised(p(position, best))) {
                best = v;
            }
        }
        return best;
    }

    /// `c_i`: the largest probability, in (0, 1].
    public double confidence(int position) {
        double most = 0;
        for (int v = 0; v < vocabulary; v++) {
            most = StrictMath.max(most, p(position, v));
        }
        return most;
    }

    /// `H_i` in nats.
    public double entropy(int position) {
        double sum = 0;
        for (int v = 0; v < vocabulary; v++) {
            double q = p(position, v);
            if (q > 0) {
                sum -= q * StrictMath.log(q);
            }
        }
        return sum;
    }

    /// `g_i`: the largest probability less the second largest; 1 where there is only one token.
    public double margin(int position) {
        return confidence(position) - second(position);
    }

    /// The margin of the two largest logits, `log p_(1) - log p_(2)`; infinite where the second is impossible.
    public double logMargin(int position) {
        return StrictMath.log(confidence(position)) - StrictMath.log(second(position));
    }

    private double second(int position) {
        double most = 0;
        double second = 0;
        for (int v = 0; v < vocabulary; v++) {
            double q = p(position, v);
            if (q > most) {
                second = most;
                most = q;
            } else if (q > second) {
                second = q;
            }
        }
        return second;
    }
}
