package samplerscope.masked.sampler;

import java.util.List;
import java.util.stream.IntStream;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// How tokens are drawn from a prediction: `p^(beta / T)`, then the nucleus, then the most probable few.
///
/// @param temperature `T >= 0`; 0 takes the most probable token
/// @param beta        power on the probabilities, above 0
/// @param topP        the smallest set of most probable tokens whose mass exceeds this is kept; 1 keeps all
/// @param topK        tokens kept at most; 0 keeps all
/// @param draw        with how many random bits
public record Drawing(double temperature, double beta, double topP, int topK, TokenDraw draw) {

    /// As the model says.
    public static final Drawing FAITHFUL = at(1);

    /// The setting that says how tokens are drawn, and its words.
    public static final String DRAW = "draw";
    public static final String EXACT = "inverse-cdf";
    public static final String COARSE = "gumbel-24";

    static final List<Parameter> PARAMETERS = List.of(
        TokenChoice.parameter(1),
        Parameter.logReal("beta", "beta", "power on the probabilities before they are drawn from; 1 leaves them", 1, 0.01,
            100),
        Parameter.real("top-p", "top p", "draw from the fewest tokens whose mass exceeds this; 1 keeps all", 1, 0, 1),
        Parameter.whole("top-k", "top k", "draw from this many most probable tokens; 0 keeps all", 0, 0, 1 << 20),
        Parameter.oneOf(DRAW, "draw", "gumbel-24 shows what single precision does to the draw", EXACT, COARSE));

    public Drawing {
        Checked.range(TokenChoice.ID, temperature, 0, 10);
        Checked.share("top-p", topP);
        Checked.atLeast("top-k", topK, 0);
        if (!(beta > 0) || Double.isInfinite(beta)) {
            throw new InvalidParameterException("beta", new Setting.Num(beta), "must be above 0");
        }
    }

    /// @param temperature `>= 0`
    public static Drawing at(double temperature) {
        return new Drawing(temperature, 1, 1, 0, TokenDraw.INVERSE_CDF);
    }

    /// From `p^beta`.
    public static Drawing sharpened(double beta) {
        return new Drawing(1, beta, 1, 0, TokenDraw.INVERSE_CDF);
    }

    static Drawing of(Settings s) {
        return new Drawing(s.number(TokenChoice.ID), s.number("beta"), s.number("top-p"), s.whole("top-k"),
            s.word(DRAW).equals(COARSE) ? TokenDraw.GUMBEL_24 : TokenDraw.INVERSE_CDF);
    }

    /// Whether a draw is a draw, and told with its own probability.
    boolean isRandom() {
        return temperature > 0;
    }

    /// What tokens are drawn from, worked out position by position as asked.
    public Laws laws(Prediction p) {
        var kept = new double[p.length()][];
        return new Laws() {
            @Override
            public double[] at(int position) {
                if (kept[position] == null) {
                    kept[position] = law(p, position);
                }
                return kept[position];
            }

            @Override
            public double told(int position, int token) {
                return isRandom() ? at(position)[token] : p.p(position, token);
            }

            @Override
            public TokenDraw draw() {
                return draw;
            }
        };
    }

    /// Shape [V], normalised.
    double[] law(Prediction p, int position) {
        if (temperature == 0) {
            var certain = new double[p.vocabulary()];
            certain[p.top(position)] = 1;
            return certain;
        }
        double[] law = TokenChoice.sharpened(p.at(position), beta / temperature);
        boolean all = topP == 1 && (topK == 0 || topK >= law.length);
        return all ? law : truncated(law);
    }

    private double[] truncated(double[] law) {
        int[] ranked = Ranking.top(IntStream.range(0, law.length).toArray(), topK == 0 ? law.length : topK, v -> law[v]);
        var left = new double[law.length];
        double sum = 0;
        for (int v : ranked) {
            left[v] = law[v];
            sum += law[v];
            if (sum > topP && topP < 1) {
                break;
            }
        }
        for (int v = 0; v < left.length; v++) {
            left[v] /= sum;
        }
        return left;
    }
}
