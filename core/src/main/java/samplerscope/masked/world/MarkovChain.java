package samplerscope.masked.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;
import samplerscope.tensor.simd.RowProduct;

/// A first-order Markov chain of tokens, seen through masks: neighbours depend on each other, strangers hardly do.
///
/// With evidence `e_i(k)`, 1 where `k` may stand at `i`, forward predictions are `f_0 = pi`, `f_i = (f_{i-1} e_{i-1}) A`
/// and backward messages `b_{L-1} = 1`, `b_i = A (e_{i+1} b_{i+1})`; the law of position `i` given all others is
/// proportional to `f_i b_i`, whether it is visible or not. `O(L K^2)` a state, many states at once on all cores.
///
/// (Rabiner 1989, "A tutorial on hidden Markov models", eqs. 19-27, with the tokens as states.)
public final class MarkovChain implements MaskedWorld {

    /// Multiplications below which other cores are not worth waking.
    private static final long PARALLEL_WORK = 2_000_000;

    /// Positions after which a backward message is scaled; fewer than it takes to underflow.
    private static final int SCALED = 8;

    private static final double TOLERANCE = 1e-9;

    private final int length;
    private final int size;
    private final double[] initial;
    private final double[] transition;
    private final RowProduct forward;
    private final RowProduct backward;

    /// @param initial    `pi`, shape [K]
    /// @param transition `A`, row-major, shape [K, K]; `A_ij` is the probability of `j` after `i`
    /// @param length     `L >= 1`
    /// @throws InvalidParameterException if a row is no probability law
    public MarkovChain(double[] initial, double[] transition, int length) {
        this.length = length;
        this.size = initial.length;
        this.initial = initial.clone();
        this.transition = transition.clone();
        checkLaw("initial", initial, 0);
        for (int i = 0; i < size; i++) {
            checkLaw("transition[%d]".formatted(i), transition, i * size);
        }
        this.forward = new RowProduct(transition, size);
        this.backward = new RowProduct(transposed(transition, size), size);
    }

    private void checkLaw(String place, double[] p, int from) {
        double sum = Draw.sum(p, from, size);
        boolean negative = IntStream.range(from, from + size).anyMatch(i -> !(p[i] >= 0));
        if (negative || StrictMath.abs(sum - 1) > TOLERANCE) {
            throw new InvalidParameterException(place, new Setting.Num(sum), "must be probabilities that sum to 1");
        }
    }

    private static double[] transposed(double[] a, int size) {
        var t = new double[a.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                t[j * size + i] = a[i * size + j];
            }
        }
        return t;
    }

    /// A chain with random laws: powers of uniform draws, normalised, mixed with the uniform law.
    ///
    /// @param power of the draws of the transitions; the higher, the more a token says of the next
    /// @param floor share of the uniform law in each transition
    public static MarkovChain random(long seed, int tokens, int length, int power, double floor) {
        var random = new SplittableRandom(seed); // SplitMix64, so that the laws are the same in any language
        double[] initial = random.doubles(tokens).toArray();
        Draw.normalise(initial, 0, tokens);
        var transition = new double[tokens * tokens];
        for (int i = 0; i < tokens; i++) {
            for (int j = 0; j < tokens; j++) {
                transition[i * tokens + j] = StrictMath.pow(random.nextDouble(), power);
            }
            Draw.normalise(transition, i * tokens, tokens);
            for (int j = 0; j < tokens; j++) {
                transition[i * tokens + j] = (1 - floor) * transition[i * tokens + j] + floor / tokens;
            }
        }
        return new MarkovChain(initial, transition, length);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return size;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        states.forEach(state -> Canvas.check(this, state));
        boolean many = (long) states.size() * length * size * size > PARALLEL_WORK;
        Stream<int[]> rows = many ? states.stream().parallel() : states.stream();
        return rows.map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] state) {
        int stride = RowProduct.stride(size);
        double[] f = forward(state, stride);
        var p = new double[length * size];
        double[] b = ones(stride);
        var next = new double[stride];
        for (int i = length - 1; i >= 0; i--) {
            product(f, i * stride, b, p, i * size);
            if (i > 0) {
                receive(backward, state[i], b, 0, next, 0);
                double[] before = b;
                b = scaled(next, i);
                next = before;
            }
        }
        return new Prediction(size, p);
    }

    /// The law at a position: the normalised product of what comes from both sides; uniform where that is nothing.
    private void product(double[] f, int from, double[] b, double[] p, int at) {
        for (int v = 0; v < size; v++) {
            p[at + v] = f[from + v] * b[v];
        }
        double sum = sum(p, at);
        if (sum > 0) {
            scale(p, at, 1 / sum);
        } else {
            Arrays.fill(p, at, at + size, 1.0 / size);
        }
    }

    /// Four sums at once, since each addition to a single one would wait for the one before; about a third of the time of
    /// all messages went there.
    private double sum(double[] x, int from) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int v = from;
        for (; v + 3 < from + size; v += 4) {
            a += x[v];
            b += x[v + 1];
            c += x[v + 2];
            d += x[v + 3];
        }
        for (; v < from + size; v++) {
            a += x[v];
        }
        return (a + b) + (c + d);
    }

    /// A message passed on from a position where `token` is seen; a single row of the matrix where it is visible.
    private void receive(RowProduct step, int token, double[] message, int from, double[] into, int at) {
        if (token == Canvas.MASK) {
            step.apply(message, from, into, at);
        } else {
            step.row(token, message[from + token] > 0 ? 1 : 0, into, at);
        }
    }

    /// Forward predictions, shape [L, stride]. They keep the sum 1 without being scaled, since the rows of `A` have it.
    private double[] forward(int[] state, int stride) {
        double[] f = Arrays.copyOf(initial, length * stride);
        for (int i = 0; i + 1 < length; i++) {
            receive(forward, state[i], f, i * stride, f, (i + 1) * stride);
        }
        return f;
    }

    private double[] ones(int stride) {
        var b = new double[stride];
        Arrays.fill(b, 0, size, 1);
        return b;
    }

    /// The same message, now and then scaled to the sum 1, or a long way through what is unlikely would underflow.
    private double[] scaled(double[] b, int position) {
        if (position % SCALED == 0) {
            double sum = sum(b, 0);
            if (sum > 0) {
                scale(b, 0, 1 / sum);
            }
        }
        return b;
    }

    private void scale(double[] message, int from, double factor) {
        for (int v = from; v < from + size; v++) {
            message[v] *= factor;
        }
    }

    @Override
    public double logMass(int[] state) {
        Canvas.check(this, state);
        int stride = RowProduct.stride(size);
        double[] f = forward(state, stride);
        double logMass = 0;
        for (int i = 0; i < length; i++) {
            if (state[i] != Canvas.MASK) {
                logMass += StrictMath.log(f[i * stride + state[i]] / sum(f, i * stride));
            }
            if (!(logMass > Double.NEGATIVE_INFINITY)) { // of nothing, after what cannot be, no share is known
                return Double.NEGATIVE_INFINITY;
            }
        }
        return logMass;
    }

    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        Canvas.check(this, state);
        double[] b = messages(state);
        int[] drawn = state.clone();
        var weights = new double[size];
        for (int i = 0; i < length; i++) {
            if (state[i] == Canvas.MASK) {
                for (int v = 0; v < size; v++) {
                    weights[v] = b[i * size + v] * (i == 0 ? initial[v] : transition[drawn[i - 1] * size + v]);
                }
                drawn[i] = Draw.index(weights, 0, size, random);
            }
        }
        return drawn;
    }

    /// Backward messages up to a factor each, shape [L, K].
    private double[] messages(int[] state) {
        int stride = RowProduct.stride(size);
        var all = new double[length * size];
        double[] b = ones(stride);
        var next = new double[stride];
        for (int i = length - 1; i >= 0; i--) {
            System.arraycopy(b, 0, all, i * size, size);
            receive(backward, state[i], b, 0, next, 0);
            double[] before = b;
            b = scaled(next, i);
            next = before;
        }
        return all;
    }

    /// By Viterbi's recursion from the end, then forward, so that ties go to the lower token at the lowest position.
    @Override
    public Optional<int[]> mostLikely(int[] state) {
        Canvas.check(this, state);
        var best = new double[length * size]; // of what follows position i, when v stands there; logs
        for (int i = length - 2; i >= 0; i--) {
            for (int v = 0; v < size; v++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int w = 0; w < size; w++) {
                    if (state[i + 1] == Canvas.MASK || state[i + 1] == w) {
                        most = StrictMath.max(most, StrictMath.log(transition[v * size + w]) + best[(i + 1) * size + w]);
                    }
                }
                best[i * size + v] = most;
            }
        }
        int[] found = state.clone();
        for (int i = 0; i < length; i++) {
            if (state[i] == Canvas.MASK) {
                found[i] = best(i, i == 0 ? -1 : found[i - 1], best);
            }
        }
        return Optional.of(found);
    }

    private int best(int position, int before, double[] best) {
        int chosen = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < size; v++) {
            double score = Ranking.quantised(best[position * size + v]
                + StrictMath.log(before < 0 ? initial[v] : transition[before * size + v]));
            if (score > most) {
                most = score;
                chosen = v;
            }
        }
        return chosen;
    }

    /// `H(pi) + sum_i sum_v P(x_i = v) H(A_v)`.
    @Override
    public Optional<Double> entropy() {
        var marginals = evaluate(Canvas.hidden(length));
        double sum = 0;
        for (int v = 0; v < size; v++) {
            sum -= Draw.xLogX(initial[v]);
        }
        for (int i = 0; i + 1 < length; i++) {
            for (int v = 0; v < size; v++) {
                for (int w = 0; w < size; w++) {
                    sum -= marginals.p(i, v) * Draw.xLogX(transition[v * size + w]);
                }
            }
        }
        return Optional.of(sum);
    }
}
