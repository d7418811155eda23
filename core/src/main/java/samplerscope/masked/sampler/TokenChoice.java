package samplerscope.masked.sampler;

import java.util.random.RandomGenerator;
import samplerscope.masked.Prediction;
import samplerscope.registry.Parameter;

/// How a token is taken from the probabilities at a position: the most probable one at temperature 0, drawn from
/// `p^(1/T)`, normalised, above.
///
/// @param temperature `T >= 0`
record TokenChoice(double temperature) {

    static final String ID = "temperature";

    TokenChoice {
        Checked.range(ID, temperature, 0, 10);
    }

    static Parameter parameter(double standard) {
        return Parameter.real(ID, "temperature", "0 takes the most probable token, 1 draws as the model says", standard,
            0, 10);
    }

    /// A token. Takes one uniform, and none at temperature 0.
    int choose(Prediction now, int position, RandomGenerator tokens) {
        return temperature == 0 ? now.top(position) : drawn(law(now, position), tokens.nextDouble());
    }

    /// What tokens are drawn from, shape [V].
    double[] law(Prediction now, int position) {
        return temperature == 1 ? now.at(position) : sharpened(now.at(position), 1 / temperature);
    }

    /// Whether the model's own probability is the law of a draw.
    boolean isUntouched() {
        return temperature == 1;
    }

    /// `p^beta`, normalised; the same bits for `beta = 1`.
    static double[] sharpened(double[] p, double beta) {
        if (beta == 1) {
            return p;
        }
        var q = new double[p.length];
        double most = 0;
        for (double mass : p) {
            most = StrictMath.max(most, mass);
        }
        double sum = 0;
        for (int v = 0; v < p.length; v++) {
            q[v] = StrictMath.pow(p[v] / most, beta); // so that a large power leaves something
            sum += q[v];
        }
        for (int v = 0; v < p.length; v++) {
            q[v] /= sum;
        }
        return q;
    }

    /// The smallest `v` with `p_0 + .. + p_v > u sum(p)`.
    static int drawn(double[] p, double u) {
        double sum = 0;
        for (double mass : p) {
            sum += mass;
        }
        double goal = u * sum;
        double below = 0;
        int last = 0;
        for (int v = 0; v < p.length; v++) {
            below += p[v];
            if (below > goal) {
                return v;
            }
            last = p[v] > 0 ? v : last;
        }
        return last; // rounding of the sums
    }
}
