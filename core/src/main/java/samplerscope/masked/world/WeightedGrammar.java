package samplerscope.masked.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// Words of one length from a context-free grammar, each as likely as its derivations weigh: brackets that close,
/// expressions, JSON. What stands at one end is tied to the other, over any distance.
///
/// `inside(i, j, A)` is the weight of all derivations of the span `[i, j)` from the symbol `A` that agree with what is
/// visible, `outside(i, j, A)` that of everything around it; the law of position `i` given all others is
/// `p_i(t) ~ sum_A outside(i, i + 1, A) E[A, t]`. `O(L^3 R)` a state, for up to about 64 positions.
///
/// (Baker 1979, "Trainable grammars for speech recognition"; Lari and Young 1990, "The estimation of stochastic
/// context-free grammars using the inside-outside algorithm".)
public final class WeightedGrammar implements MaskedWorld {

    private static final int PARALLEL_ROWS = 8;

    private final int length;
    private final Grammar grammar;
    private final int symbols;
    private final Grammar.Split[] splits;
    /// Inside weights when nothing is visible.
    private final double[] free;

    /// Which of the derivations of a span count.
    private enum Take { ALL, BEST }

    /// @throws InvalidParameterException if no word has that length
    WeightedGrammar(Grammar grammar, int length) {
        this.length = length;
        this.grammar = grammar;
        this.symbols = grammar.symbols();
        this.splits = grammar.splits().toArray(Grammar.Split[]::new);
        this.free = inside(Canvas.hidden(length), Take.ALL);
        if (!(whole(free) > 0)) {
            throw new InvalidParameterException("length", new Setting.Num(length),
                "must be the length of a word of the grammar");
        }
    }

    /// Balanced brackets of two kinds, all words equally likely.
    ///
    /// @param length even
    /// @throws InvalidParameterException if it is odd
    public static WeightedGrammar brackets(int length) {
        return new WeightedGrammar(Grammars.brackets(), length);
    }

    /// Sums and products of whole numbers.
    public static WeightedGrammar expressions(int length) {
        return new WeightedGrammar(Grammars.expressions(), length);
    }

    /// Objects and lists of JSON.
    ///
    /// @param length at least 2
    public static WeightedGrammar json(int length) {
        return new WeightedGrammar(Grammars.json(), length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return grammar.tokens();
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        states.forEach(state -> Canvas.check(this, state));
        Stream<int[]> rows = states.size() >= PARALLEL_ROWS ? states.stream().parallel() : states.stream();
        return rows.map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] state) {
        double[] outside = outside(inside(state, Take.ALL));
        int tokens = grammar.tokens();
        var p = new double[length * tokens];
        for (int i = 0; i < length; i++) {
            for (int a = 0; a < symbols; a++) {
                double around = outside[cell(i, 1) + a];
                for (int t = 0; t < tokens && around > 0; t++) {
                    p[i * tokens + t] += around * grammar.leaves()[a * tokens + t];
                }
            }
            Draw.normalise(p, i * tokens, tokens);
        }
        return new Prediction(tokens, p);
    }

    /// Where the symbols of a span begin in a table of shape [L, L, N]: first position, length - 1, symbol.
    private int cell(int from, int span) {
        return (from * length + span - 1) * symbols;
    }

    private double whole(double[] inside) {
        return inside[cell(0, length) + grammar.start()];
    }

    private double[] inside(int[] state, Take take) {
        var inside = new double[length * length * symbols];
        for (int i = 0; i < length; i++) {
            for (int a = 0; a < symbols; a++) {
                inside[cell(i, 1) + a] = leaf(a, state[i], take);
            }
        }
        for (int span = 2; span <= length; span++) {
            for (int from = 0; from + span <= length; from++) {
                for (int cut = 1; cut < span; cut++) {
                    join(inside, cell(from, span), cell(from, cut), cell(from + cut, span - cut), take);
                }
            }
        }
        return inside;
    }

    private double leaf(int symbol, int token, Take take) {
        int from = symbol * grammar.tokens();
        if (token != Canvas.MASK) {
            return grammar.leaves()[from + token];
        }
        return switch (take) {
            case ALL -> Draw.sum(grammar.leaves(), from, grammar.tokens());
            case BEST -> Arrays.stream(grammar.leaves(), from, from + grammar.tokens()).max().orElseThrow();
        };
    }

    private void join(double[] inside, int whole, int left, int right, Take take) {
        for (Grammar.Split rule : splits) {
            double weight = rule.weight() * inside[left + rule.left()] * inside[right + rule.right()];
            int at = whole + rule.whole();
            inside[at] = take == Take.ALL ? inside[at] + weight : StrictMath.max(inside[at], weight);
        }
    }

    /// A token that is seen counts in all spans around it but not in its own, so the others' say on it is here.
    private double[] outside(double[] inside) {
        var outside = new double[inside.length];
        outside[cell(0, length) + grammar.start()] = 1;
        for (int span = length; span > 1; span--) {
            for (int from = 0; from + span <= length; from++) {
                for (int cut = 1; cut < span; cut++) {
                    part(inside, outside, cell(from, span), cell(from, cut), cell(from + cut, span - cut));
                }
            }
        }
        return outside;
    }

    private void part(double[] inside, double[] outside, int whole, int left, int right) {
        for (Grammar.Split rule : splits) {
            double around = outside[whole + rule.whole()] * rule.weight();
            if (around > 0) {
                outside[left + rule.left()] += around * inside[right + rule.right()];
                outside[right + rule.right()] += around * inside[left + rule.left()];
            }
        }
    }

    @Override
    public double logMass(int[] state) {
        Canvas.check(this, state);
        return StrictMath.log(whole(inside(state, Take.ALL))) - StrictMath.log(whole(free));
    }

    /// A derivation is drawn from the whole down to the tokens.
    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        Canvas.check(this, state);
        int[] drawn = state.clone();
        derive(inside(state, Take.ALL), 0, length, grammar.start(), drawn, random);
        return drawn;
    }

    private void derive(double[] inside, int from, int span, int symbol, int[] drawn, RandomGenerator random) {
        if (span == 1) {
            if (drawn[from] == Canvas.MASK) {
                drawn[from] = Draw.index(grammar.leaves(), symbol * grammar.tokens(), grammar.tokens(), random);
            }
            return;
        }
        double[] weights = ways(inside, from, span, symbol);
        int way = Draw.index(weights, 0, weights.length, random);
        int cut = 1 + way / splits.length;
        Grammar.Split rule = splits[way % splits.length];
        derive(inside, from, cut, rule.left(), drawn, random);
        derive(inside, from + cut, span - cut, rule.right(), drawn, random);
    }

    /// Weights of the ways to take a span apart, shape [span - 1, R]: where it is cut, and by which rule.
    private double[] ways(double[] inside, int from, int span, int symbol) {
        var weights = new double[(span - 1) * splits.length];
        for (int cut = 1; cut < span; cut++) {
            for (int r = 0; r < splits.length; r++) {
                Grammar.Split rule = splits[r];
                if (rule.whole() == symbol) {
                    weights[(cut - 1) * splits.length + r] = rule.weight() * inside[cell(from, cut) + rule.left()]
                        * inside[cell(from + cut, span - cut) + rule.right()];
                }
            }
        }
        return weights;
    }

    /// Empty also where the grammar is ambiguous, since the best derivation need not be of the best word then.
    @Override
    public Optional<int[]> mostLikely(int[] state) {
        Canvas.check(this, state);
        return grammar.unambiguous()
            ? MostLikely.of(state, grammar.tokens(), s -> StrictMath.log(whole(inside(s, Take.BEST)))) : Optional.empty();
    }

    /// That of the derivations, which is that of the words where the grammar is unambiguous: `H(way) + E[H of the parts]`.
    @Override
    public Optional<Double> entropy() {
        if (!grammar.unambiguous()) {
            return Optional.empty();
        }
        var entropies = new double[(length + 1) * symbols]; // by length of the span and symbol
        for (int span = 1; span <= length; span++) {
            for (int a = 0; a < symbols; a++) {
                entropies[span * symbols + a] = span == 1 ? leafEntropy(a) : entropy(entropies, span, a);
            }
        }
        return Optional.of(entropies[length * symbols + grammar.start()]);
    }

    private double leafEntropy(int symbol) {
        double[] p = Arrays.copyOfRange(grammar.leaves(), symbol * grammar.tokens(), (symbol + 1) * grammar.tokens());
        return Draw.normalise(p, 0, p.length) > 0 ? -Arrays.stream(p).map(Draw::xLogX).sum() : 0;
    }

    private double entropy(double[] entropies, int span, int symbol) {
        double[] p = ways(free, 0, span, symbol);
        if (!(Draw.normalise(p, 0, p.length) > 0)) {
            return 0;
        }
        double sum = 0;
        for (int way = 0; way < p.length; way++) {
            int cut = 1 + way / splits.length;
            Grammar.Split rule = splits[way % splits.length];
            sum += p[way] * (entropies[cut * symbols + rule.left()] + entropies[(span - cut) * symbols + rule.right()])
                - Draw.xLogX(p[way]);
        }
        return sum;
    }
}
