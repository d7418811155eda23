package samplerscope.masked.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;

/// A hidden Markov model of tokens: a chain of states that nobody sees, each of which writes a token. A visible token says
/// little of its state, so what stands between two of them does not cut them off from each other as in a
/// {@link MarkovChain}. Transitions may change along the way.
///
/// With the weight `w_i(s)` of what is visible at `i`, predictive forward messages `f_i` and backward messages `b_i`, the
/// law of a position given all others is `p_i(v) ~ sum_s f_i(s) b_i(s) E[s, v]`. `O(L S (S + V))` a state of the canvas.
///
/// (Rabiner 1989, eqs. 19-27.)
public final class HiddenChain implements MaskedWorld {

    private final int length;
    private final int states;
    private final int tokens;
    private final double[] initial;
    /// From position `i` to the next, each shape [S, S].
    private final double[][] transitions;
    private final double[] emission;
    /// Whether the tokens tell the states, as brackets tell the height.
    private final boolean isReadable;

    /// @param initial     of the first state, shape [S]
    /// @param transitions from each position to the next, shape [L - 1] of [S, S]; rows of states that cannot be may be 0
    /// @param emission    of tokens by states, shape [S, V]
    public HiddenChain(double[] initial, double[][] transitions, double[] emission) {
        this.length = transitions.length + 1;
        this.states = initial.length;
        this.tokens = emission.length / states;
        this.initial = initial.clone();
        this.transitions = transitions.clone();
        this.emission = emission.clone();
        this.isReadable = IntStream.range(0, tokens).allMatch(v -> isSingle(initial, 0, v)
            && Arrays.stream(transitions).distinct().allMatch(step ->
                IntStream.range(0, states).allMatch(s -> isSingle(step, s * states, v))));
    }

    /// Whether no two of the states that may come write the same token.
    private boolean isSingle(double[] coming, int from, int token) {
        return IntStream.range(0, states)
            .filter(s -> coming[from + s] > 0 && emission[s * tokens + token] > 0).count() <= 1;
    }

    /// The same random transitions all along, and random emissions: powers of uniform draws, normalised.
    public static HiddenChain random(long seed, int states, int tokens, int length, int power) {
        var random = new SplittableRandom(seed);
        double[] initial = laws(random, 1, states, 1);
        double[] transition = laws(random, states, states, power);
        var transitions = new double[length - 1][];
        Arrays.fill(transitions, transition);
        return new HiddenChain(initial, transitions, laws(random, states, tokens, power));
    }

    private static double[] laws(SplittableRandom random, int rows, int columns, int power) {
        double[] laws = IntStream.range(0, rows * columns).mapToDouble(_ -> StrictMath.pow(random.nextDouble(), power)).toArray();
        for (int r = 0; r < rows; r++) {
            Draw.normalise(laws, r * columns, columns);
        }
        return laws;
    }

    /// Balanced brackets of one kind, all words of a length equally likely. The state is the height after a bracket and
    /// which of the two it was; the way up is taken in proportion to the number of words it leads to (the ballot numbers;
    /// Flajolet and Sedgewick 2009, "Analytic Combinatorics", I.5.3).
    ///
    /// @param length even
    public static HiddenChain dyck(int length) {
        int heights = length / 2 + 1;
        double[][] words = ballots(length, heights);
        var initial = new double[2 * heights];
        initial[2] = 1; // height 1, opened
        var transitions = new double[length - 1][4 * heights * heights];
        for (int i = 0; i + 1 < length; i++) {
            for (int state = 0; state < 2 * heights; state++) {
                int height = state / 2;
                double all = words[length - i - 1][height];
                if (all > 0 && height + 1 < heights) {
                    transitions[i][state * 2 * heights + 2 * (height + 1)] = words[length - i - 2][height + 1] / all;
                }
                if (all > 0 && height > 0) {
                    transitions[i][state * 2 * heights + 2 * (height - 1) + 1] = words[length - i - 2][height - 1] / all;
                }
            }
        }
        var emission = new double[4 * heights];
        for (int state = 0; state < 2 * heights; state++) {
            emission[2 * state + state % 2] = 1;
        }
        return new HiddenChain(initial, transitions, emission);
    }

    /// Ways down to the ground with so many brackets left, by height.
    private static double[][] ballots(int length, int heights) {
        var words = new double[length + 1][heights];
        words[0][0] = 1;
        for (int left = 1; left <= length; left++) {
            for (int h = 0; h < heights; h++) {
                words[left][h] = (h > 0 ? words[left - 1][h - 1] : 0) + (h + 1 < heights ? words[left - 1][h + 1] : 0);
            }
        }
        return words;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return tokens;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> canvases) {
        return canvases.stream().map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] canvas) {
        Canvas.check(this, canvas);
        var forward = new double[length][];
        forward(canvas, forward);
        double[][] backward = backward(canvas);
        var p = new double[length * tokens];
        for (int i = 0; i < length; i++) {
            for (int s = 0; s < states; s++) {
                double weight = forward[i][s] * backward[i][s];
                for (int v = 0; v < tokens; v++) {
                    p[i * tokens + v] += weight * emission[s * tokens + v];
                }
            }
            Draw.normalise(p, i * tokens, tokens);
        }
        return new Prediction(tokens, p);
    }

    /// @param into filled with predictive messages, each of sum 1 or 0, shape [L, S]
    /// @return log-probability of what is visible
    private double forward(int[] canvas, double[][] into) {
        double[] f = initial.clone();
        double logMass = 0;
        for (int i = 0; i < length; i++) {
            into[i] = f;
            double[] seen = seen(canvas[i], f);
            double mass = Draw.sum(seen, 0, states);
            if (!(mass > 0)) {
                Arrays.setAll(into, j -> into[j] == null ? new double[states] : into[j]);
                return Double.NEGATIVE_INFINITY;
            }
            logMass += StrictMath.log(mass);
            if (i + 1 < length) {
                f = scaled(product(seen, transitions[i]));
            }
        }
        return logMass;
    }

    private double[][] backward(int[] canvas) {
        var backward = new double[length][];
        var b = new double[states];
        Arrays.fill(b, 1);
        for (int i = length - 1; i >= 0; i--) {
            backward[i] = b;
            if (i > 0) {
                b = scaled(reversed(transitions[i - 1], seen(canvas[i], b)));
            }
        }
        return backward;
    }

    /// A message times the weight of what is visible.
    private double[] seen(int token, double[] message) {
        var seen = message.clone();
        for (int s = 0; s < states && token != Canvas.MASK; s++) {
            seen[s] *= emission[s * tokens + token];
        }
        return seen;
    }

    private double[] product(double[] x, double[] matrix) {
        var y = new double[states];
        for (int s = 0; s < states; s++) {
            for (int t = 0; t < states && x[s] != 0; t++) {
                y[t] += x[s] * matrix[s * states + t];
            }
        }
        return y;
    }

    private double[] reversed(double[] matrix, double[] x) {
        var y = new double[states];
        for (int s = 0; s < states; s++) {
            for (int t = 0; t < states; t++) {
                y[s] += matrix[s * states + t] * x[t];
            }
        }
        return y;
    }

    private double[] scaled(double[] message) {
        double sum = Draw.sum(message, 0, states);
        for (int s = 0; s < states && sum > 0; s++) {
            message[s] /= sum;
        }
        return message;
    }

    @Override
    public double logMass(int[] canvas) {
        Canvas.check(this, canvas);
        return forward(canvas, new double[length][]);
    }

    /// States are drawn from the first to the last, each followed by its token where that is hidden.
    @Override
    public int[] sample(int[] canvas, RandomGenerator random) {
        Canvas.check(this, canvas);
        double[][] backward = backward(canvas);
        int[] drawn = canvas.clone();
        int state = -1;
        for (int i = 0; i < length; i++) {
            double[] weights = seen(canvas[i], backward[i]);
            for (int s = 0; s < states; s++) {
                weights[s] *= state < 0 ? initial[s] : transitions[i - 1][state * states + s];
            }
            state = Draw.index(weights, 0, states, random);
            if (canvas[i] == Canvas.MASK) {
                drawn[i] = Draw.index(emission, state * tokens, tokens, random);
            }
        }
        return drawn;
    }

    /// Empty where tokens do not tell the states, since the best states need not write the best tokens then.
    @Override
    public Optional<int[]> mostLikely(int[] canvas) {
        Canvas.check(this, canvas);
        return isReadable ? MostLikely.of(canvas, tokens, this::best) : Optional.empty();
    }

    /// Log-probability of the most probable states and tokens that agree with a canvas (Viterbi's recursion).
    private double best(int[] canvas) {
        double[] most = written(canvas[0], initial);
        double log = 0;
        for (int i = 1; i < length; i++) {
            log += StrictMath.log(Draw.sum(most, 0, states));
            most = written(canvas[i], followed(scaled(most), transitions[i - 1]));
        }
        return log + StrictMath.log(Arrays.stream(most).max().orElseThrow());
    }

    private double[] followed(double[] most, double[] matrix) {
        var next = new double[states];
        for (int s = 0; s < states; s++) {
            for (int t = 0; t < states && most[s] > 0; t++) {
                next[t] = StrictMath.max(next[t], most[s] * matrix[s * states + t]);
            }
        }
        return next;
    }

    /// Weights of states times that of the token which is seen, or of the best one.
    private double[] written(int token, double[] weights) {
        if (token != Canvas.MASK) {
            return seen(token, weights);
        }
        var written = weights.clone();
        for (int s = 0; s < states; s++) {
            written[s] *= Arrays.stream(emission, s * tokens, (s + 1) * tokens).max().orElseThrow();
        }
        return written;
    }

    /// That of states and tokens together, which is that of the tokens where they tell the states; else empty.
    @Override
    public Optional<Double> entropy() {
        if (!isReadable) {
            return Optional.empty();
        }
        var marginals = new double[length][];
        forward(Canvas.hidden(length), marginals);
        double sum = entropy(initial, 0, states);
        for (int i = 0; i < length; i++) {
            for (int s = 0; s < states; s++) {
                double next = i + 1 < length ? entropy(transitions[i], s * states, states) : 0;
                sum += marginals[i][s] * (entropy(emission, s * tokens, tokens) + next);
            }
        }
        return Optional.of(sum);
    }

    private static double entropy(double[] law, int from, int count) {
        return -Arrays.stream(law, from, from + count).map(Draw::xLogX).sum();
    }
}
