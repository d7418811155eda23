package samplerscope.masked.sampler;

import java.util.List;
import java.util.Locale;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// What is done about the token that ends a text.
///
/// @param policy what
/// @param token  its id, or -1 where there is none
public record EndOfText(Policy policy, int token) {

    public enum Policy {
        /// Nothing: all is written, and a reader stops at the first end.
        CUT,
        /// As soon as an end is written and nothing before it is hidden, the rest becomes ends.
        STOP_PREFIX,
        /// It is never written where anything else is possible.
        SUPPRESS,
        /// Positions that are about to take it come last.
        DEFER
    }

    public static final EndOfText NONE = new EndOfText(Policy.CUT, -1);

    static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("eos-policy", "end of text", "write all and cut when read; stop when all before an end is written; "
            + "never write one; or write them last", "cut", "stop-prefix", "suppress", "defer"),
        Parameter.whole("eos-token", "end token", "id of the token that ends a text; -1 for none, "
            + "and where nothing is said that of the model", -1, -1, 1 << 24));

    public EndOfText {
        if (token < 0 && policy != Policy.CUT) {
            throw new InvalidParameterException("eos-token", new Setting.Num(token),
                "must be a token for the policy " + policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    static EndOfText of(Settings s) {
        return new EndOfText(Policy.valueOf(s.word("eos-policy").toUpperCase(Locale.ROOT).replace('-', '_')),
            s.whole("eos-token"));
    }

    /// @throws InvalidParameterException for a token outside the vocabulary
    void check(MaskPredictor model) {
        if (token >= model.vocabulary()) {
            throw new InvalidParameterException("eos-token", new Setting.Num(token),
                "must be below the %d tokens of the model".formatted(model.vocabulary()));
        }
    }

    int suppressed() {
        return policy == Policy.SUPPRESS ? token : -1;
    }

    int deferred() {
        return policy == Policy.DEFER ? token : -1;
    }

    /// Whether the rest is to become ends: an end stands among the written positions and nothing before it is hidden.
    boolean stops(int[] state, boolean[] given) {
        if (policy != Policy.STOP_PREFIX) {
            return false;
        }
        for (int i = 0; i < state.length && state[i] != Canvas.MASK; i++) {
            if (state[i] == token && !given[i]) {
                return true;
            }
        }
        return false;
    }

    /// Writes ends at all hidden positions, without asking the model.
    Reveal filling(int[] state, int vocabulary) {
        var end = new double[vocabulary];
        end[token] = 1;
        return new Reveal(new Selection.Chosen(Canvas.maskedPositions(state)), new Certain(end));
    }

    /// One law for all positions.
    private record Certain(double[] law) implements Laws {
        @Override
        public double[] at(int position) {
            return law;
        }

        @Override
        public double told(int position, int token) {
            return law[token];
        }

        @Override
        public TokenDraw draw() {
            return TokenDraw.INVERSE_CDF;
        }
    }
}
