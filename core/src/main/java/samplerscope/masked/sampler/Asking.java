package samplerscope.masked.sampler;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;

import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;

/// How the model is asked: with guidance towards the prompt, and with a token ruled out.
///
/// Guidance combines two rows of one pass, `l = l_u + (w + 1) (l_c - l_u)`, where `l_u` are the log-probabilities with all
/// given tokens hidden. Ruling out comes after that.
///
/// Source: Nie et al. 2024, arXiv:2410.18514, section 3 (unsupervised guidance); used by LLaDA.
///
/// @param guidance   `w`; 0 is off and costs no second row
/// @param suppressed token whose probability becomes 0 where another is possible, or -1
record Asking(double guidance, int suppressed) {

    static final Asking PLAIN = new Asking(0, -1);

    /// Instead of 0 inside a logarithm.
    private static final double TINY = Double.MIN_NORMAL;

    Asking {
        Checked.range("guidance", guidance, -1, 100);
    }

    /// @param given which positions were given
    Prediction evaluate(Passes model, int[] state, boolean[] given) {
        return settled(guided(model, state, given));
    }

    /// The same of what one pass without guidance has already said.
    Prediction settled(Prediction said) {
        return suppressed < 0 ? said : without(said);
    }

    private Prediction guided(Passes model, int[] state, boolean[] given) {
        if (guidance == 0) {
            return model.evaluate(state);
        }
        List<Prediction> both = model.evaluate(List.of(state, hidden(state, given)));
        return combined(both.get(0), both.get(1));
    }

    private static int[] hidden(int[] state, boolean[] given) {
        int[] changed = state.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = given[i] ? Canvas.MASK : changed[i];
        }
        return changed;
    }

    private Prediction combined(Prediction conditional, Prediction free) {
        int vocabulary = conditional.vocabulary();
        var p = new double[conditional.p().length];
        for (int row = 0; row < p.length; row += vocabulary) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = row; k < row + vocabulary; k++) {
                double without = log(max(free.p()[k], TINY));
                p[k] = conditional.p()[k] == 0 ? Double.NEGATIVE_INFINITY
                    : without + (guidance + 1) * (log(conditional.p()[k]) - without);
                most = max(most, p[k]);
            }
            for (int k = row; k < row + vocabulary; k++) {
                p[k] = exp(p[k] - most);
            }
            normalise(p, row, vocabulary);
        }
        return new Prediction(vocabulary, p);
    }

    private Prediction without(Prediction all) {
        double[] p = all.p().clone();
        for (int row = 0; row < p.length; row += all.vocabulary()) {
            if (p[row + suppressed] < 1) { // a token that stands there, or the only one possible, stays
                p[row + suppressed] = 0;
                normalise(p, row, all.vocabulary());
            }
        }
        return new Prediction(all.vocabulary(), p);
    }

    private static void normalise(double[] p, int from, int count) {
        double sum = 0;
        for (int k = from; k < from + count; k++) {
            sum += p[k];
        }
        for (int k = from; k < from + count; k++) {
            p[k] /= sum;
        }
    }
}
