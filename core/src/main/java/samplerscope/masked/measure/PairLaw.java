package samplerscope.masked.measure;

import java.util.ArrayList;
import java.util.List;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;

/// The law of two tokens a fixed distance apart, averaged over where they stand.
///
/// @param lag        distance, at least 1
/// @param vocabulary `V`
/// @param p          row-major, shape [V, V]: first token, second token; sums to 1
public record PairLaw(int lag, int vocabulary, double[] p) {

    /// The exact one: `p(x_i = a) p(x_{i+lag} = b | x_i = a)`, averaged over `i`. Costs `(L - lag) V + 1` rows, once.
    public static PairLaw of(MaskedWorld world, int lag) {
        int vocabulary = world.vocabulary();
        int[] hidden = Canvas.hidden(world.length());
        Prediction marginals = world.evaluate(List.of(hidden)).getFirst();
        var p = new double[vocabulary * vocabulary];
        int places = world.length() - lag;
        for (int i = 0; i < places; i++) {
            var tokens = new ArrayList<Integer>();
            var rows = new ArrayList<int[]>();
            for (int a = 0; a < vocabulary; a++) {
                if (marginals.p(i, a) > 0) {
                    tokens.add(a);
                    rows.add(Canvas.with(hidden, i, a));
                }
            }
            List<Prediction> given = world.evaluate(rows);
            for (int k = 0; k < tokens.size(); k++) {
                int a = tokens.get(k);
                for (int b = 0; b < vocabulary; b++) {
                    p[a * vocabulary + b] += marginals.p(i, a) * given.get(k).p(i + lag, b) / places;
                }
            }
        }
        return new PairLaw(lag, vocabulary, p);
    }

    /// How often the pairs stand in sequences, all places together.
    ///
    /// @param sequences whole, each of the same length above `lag`
    public static PairLaw of(List<int[]> sequences, int vocabulary, int lag) {
        var p = new double[vocabulary * vocabulary];
        long pairs = (long) sequences.size() * (sequences.getFirst().length - lag);
        for (int[] x : sequences) {
            for (int i = 0; i + lag < x.length; i++) {
                p[x[i] * vocabulary + x[i + lag]]++;
            }
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= pairs;
        }
        return new PairLaw(lag, vocabulary, p);
    }

    /// Total variation `1/2 sum |p - q|`, in [0, 1].
    public double distance(PairLaw other) {
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += StrictMath.abs(p[k] - other.p[k]);
        }
        return sum / 2;
    }
}
