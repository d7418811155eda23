package samplerscope.masked.world;

import java.util.ArrayList;
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
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// `p(x) ~ prod_i u_i(x_i) prod_{(i, j)} A_ij(x_i, x_j)`: single tokens and pairs, neighbours or not, are weighed by
/// experts who know nothing of each other. How far two positions are apart says little of how much they depend.
///
/// Positions are summed away in the order of an {@link Elimination}; each leaves a message on its two neighbours at most,
/// and a second sweep brings back what is around it. `O(L K^3)` a state, for graphs of treewidth 2.
///
/// (Hinton 2002, "Training products of experts by minimizing contrastive divergence", for the model; Lauritzen and
/// Spiegelhalter 1988 for the two sweeps.)
public final class ProductOfExperts implements MaskedWorld {

    /// What two positions say of each other.
    ///
    /// @param weights not negative, row-major, shape [K, K]: token at `one`, token at `other`
    public record Pair(int one, int other, double[] weights) {}

    /// Multiplications below which other cores are not worth waking.
    private static final long PARALLEL_WORK = 2_000_000;

    private static final int NOBODY = -1;

    private final int length;
    private final int size;
    private final Elimination elimination;
    /// By position: those whose message comes here.
    private final List<List<Integer>> senders;
    /// By position: the product of the experts that are asked when it is summed away, a table of its own token and those
    /// of its neighbours then, shape [K, K or 1, K or 1].
    private final double[][] experts;
    private final double logTotal;

    /// Which completions count.
    private enum Take { ALL, BEST }

    /// What goes from each position to its neighbours when it is summed away, each of sum 1.
    private record Messages(double[][] up, double logMass) {}

    /// @param unary not negative, shape [L, K]
    /// @param pairs of two different positions, neighbours among them or not
    /// @throws InvalidParameterException if a weight is negative, a position outside, all is impossible, or the treewidth
    ///     above 2
    public ProductOfExperts(double[][] unary, List<Pair> pairs) {
        this.length = unary.length;
        this.size = unary[0].length;
        IntStream.range(0, length).forEach(i -> checkWeights("unary[%d]".formatted(i), unary[i], size));
        IntStream.range(0, pairs.size()).forEach(n -> check("pairs[%d]".formatted(n), pairs.get(n)));
        this.elimination = Elimination.of(length, pairs.stream().map(p -> new int[] {p.one, p.other}).toList());
        this.senders = new ArrayList<>();
        IntStream.range(0, length).forEach(_ -> senders.add(new ArrayList<>()));
        for (int i : elimination.order()) {
            if (near(i).length > 0) {
                senders.get(near(i)[0]).add(i);
            }
        }
        this.experts = new double[length][];
        Arrays.setAll(experts, i -> table(i, unary[i]));
        pairs.forEach(this::multiply);
        this.logTotal = messages(Canvas.hidden(length), Take.ALL).logMass;
        if (logTotal == Double.NEGATIVE_INFINITY) {
            throw new InvalidParameterException("pairs", new Setting.Num(pairs.size()), "must leave something possible");
        }
    }

    private void check(String place, Pair pair) {
        checkWeights(place, pair.weights, size * size);
        int lower = StrictMath.min(pair.one, pair.other);
        int upper = StrictMath.max(pair.one, pair.other);
        if (lower < 0 || lower == upper || upper >= length) {
            throw new InvalidParameterException(place, new Setting.Word("%d and %d".formatted(pair.one, pair.other)),
                "must be of two different positions below %d".formatted(length));
        }
    }

    private static void checkWeights(String place, double[] weights, int count) {
        if (weights.length != count || Arrays.stream(weights).anyMatch(w -> !(w >= 0) || Double.isInfinite(w))) {
            throw new InvalidParameterException(place, new Setting.Num(weights.length),
                "must be %d finite weights, none below 0".formatted(count));
        }
    }

    /// A random chain, folded in the middle: besides its neighbours, each position sees the one as far from the other end,
    /// and likes to agree with it.
    ///
    /// @param power of the draws of the chain's transitions; the higher, the more a token says of the next
    /// @param pull  log of how much likelier agreement makes a pair, nats
    public static ProductOfExperts folded(long seed, int tokens, int length, int power, double pull) {
        var random = new SplittableRandom(seed);
        var unary = new double[length][tokens];
        for (double[] weights : unary) {
            Arrays.fill(weights, 1);
        }
        unary[0] = random.doubles(tokens).toArray();
        double[] chain = random.doubles((long) tokens * tokens).map(u -> StrictMath.pow(u, power)).toArray();
        var agree = new double[tokens * tokens];
        Arrays.setAll(agree, k -> k / tokens == k % tokens ? StrictMath.exp(pull) : 1);
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i + 1 < length; i++) {
            pairs.add(new Pair(i, i + 1, chain));
        }
        for (int i = 0; i < length / 2; i++) {
            pairs.add(new Pair(i, length - 1 - i, agree));
        }
        return new ProductOfExperts(unary, pairs);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int vocabulary() {
        return size;
    }

    private int[] near(int position) {
        return elimination.neighbours()[position];
    }

    /// Tokens that a table counts for the neighbour with that number: all, or 1 if there is none.
    private int width(int position, int neighbour) {
        return near(position).length > neighbour ? size : 1;
    }

    private double[] table(int position, double[] unary) {
        int around = width(position, 0) * width(position, 1);
        var table = new double[size * around];
        Arrays.setAll(table, n -> unary[n / around]);
        return table;
    }

    private void multiply(Pair pair) {
        boolean first = Arrays.stream(near(pair.one)).anyMatch(j -> j == pair.other); // it goes before the other
        double[] table = experts[first ? pair.one : pair.other];
        visit(first ? pair.one : pair.other, pair.one, pair.other, (n, a, b) -> table[n] *= pair.weights[a * size + b]);
    }

    /// An entry of the table of a position, with the tokens that two positions have in it.
    private interface Entry {
        void visit(int index, int a, int b);
    }

    /// Visits all entries of the table of a position.
    ///
    /// @param one   the position itself or a neighbour when it is summed away
    /// @param other the same, or nobody, whose token is 0
    private void visit(int position, int one, int other, Entry entry) {
        int first = axis(position, one);
        int second = axis(position, other);
        int n = 0;
        var tokens = new int[4]; // of the position, its two neighbours, and nobody
        for (tokens[0] = 0; tokens[0] < size; tokens[0]++) {
            for (tokens[1] = 0; tokens[1] < width(position, 0); tokens[1]++) {
                for (tokens[2] = 0; tokens[2] < width(position, 1); tokens[2]++) {
                    entry.visit(n++, tokens[first], tokens[second]);
                }
            }
        }
    }

    private int axis(int position, int other) {
        int[] near = near(position);
        if (other == position) {
            return 0;
        }
        return near.length > 0 && near[0] == other ? 1 : near.length > 1 && near[1] == other ? 2 : 3;
    }

    /// Visits the table of the position that a message goes to, with the place of each entry in the message.
    private void receive(int sender, Entry entry) {
        int[] near = near(sender);
        int width = width(sender, 1);
        visit(near[0], near[0], near.length > 1 ? near[1] : NOBODY, (n, a, b) -> entry.visit(n, a * width + b, 0));
    }

    /// The table of a position, with the messages of all senders but one.
    private double[] table(int position, double[][] up, int but) {
        double[] table = experts[position].clone();
        for (int sender : senders.get(position)) {
            if (sender != but) {
                receive(sender, (n, at, _) -> table[n] *= up[sender][at]);
            }
        }
        return table;
    }

    private Messages messages(int[] state, Take take) {
        var up = new double[length][];
        double logMass = 0;
        for (int i : elimination.order()) {
            double[] table = table(i, up, NOBODY);
            var message = new double[table.length / size];
            for (int n = 0; n < table.length; n++) {
                if (state[i] == Canvas.MASK || state[i] == n / message.length) {
                    int at = n % message.length;
                    message[at] = take == Take.ALL ? message[at] + table[n] : StrictMath.max(message[at], table[n]);
                }
            }
            logMass += StrictMath.log(scale(message));
            up[i] = message;
        }
        return new Messages(up, logMass);
    }

    /// To the sum 1, so that many positions do not overflow; zeros stay.
    ///
    /// @return the sum before
    private static double scale(double[] message) {
        double sum = Draw.sum(message, 0, message.length);
        for (int n = 0; n < message.length && sum > 0; n++) {
            message[n] /= sum;
        }
        return sum;
    }

    /// Tables of the joint weights of each position and its neighbours, given all that is visible but at the position
    /// itself: with the messages of the senders, and what comes back from the first neighbour.
    private double[][] beliefs(int[] state) {
        double[][] up = messages(state, Take.ALL).up;
        var down = new double[length][];
        var beliefs = new double[length][];
        for (int n = length - 1; n >= 0; n--) {
            int i = elimination.order()[n];
            down[i] = down[i] == null ? new double[] {1} : down[i];
            for (int sender : senders.get(i)) {
                down[sender] = back(state[i], table(i, up, sender), down[i], sender);
            }
            beliefs[i] = spread(table(i, up, NOBODY), down[i]);
        }
        return beliefs;
    }

    /// What a sender hears: all that its receiver knows from others, summed over what the sender does not see.
    private double[] back(int token, double[] table, double[] down, int sender) {
        spread(table, down);
        for (int n = 0; n < table.length; n++) {
            table[n] = token == Canvas.MASK || token == n / down.length ? table[n] : 0;
        }
        var message = new double[width(sender, 0) * width(sender, 1)];
        receive(sender, (n, at, _) -> message[at] += table[n]);
        scale(message);
        return message;
    }

    /// Multiplies a table with a message on its neighbours.
    private static double[] spread(double[] table, double[] message) {
        for (int n = 0; n < table.length; n++) {
            table[n] *= message[n % message.length];
        }
        return table;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        states.forEach(state -> Canvas.check(this, state));
        boolean many = (long) states.size() * length * size * size * size > PARALLEL_WORK;
        Stream<int[]> rows = many ? states.stream().parallel() : states.stream();
        return rows.map(this::evaluate).toList();
    }

    private Prediction evaluate(int[] state) {
        double[][] beliefs = beliefs(state);
        var p = new double[length * size];
        for (int i = 0; i < length; i++) {
            int around = beliefs[i].length / size;
            for (int v = 0; v < size; v++) {
                p[i * size + v] = Draw.sum(beliefs[i], v * around, around);
            }
            Draw.normalise(p, i * size, size);
        }
        return new Prediction(size, p);
    }

    @Override
    public double logMass(int[] state) {
        Canvas.check(this, state);
        return messages(state, Take.ALL).logMass - logTotal;
    }

    /// The other way round than positions were summed away, so that all a token depends on is there when it is drawn.
    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        Canvas.check(this, state);
        double[][] up = messages(state, Take.ALL).up;
        int[] drawn = state.clone();
        for (int n = length - 1; n >= 0; n--) {
            int i = elimination.order()[n];
            if (state[i] == Canvas.MASK) {
                drawn[i] = Draw.index(given(table(i, up, NOBODY), near(i), drawn), 0, size, random);
            }
        }
        return drawn;
    }

    /// The weights of a position's tokens in its table, given the tokens of its neighbours.
    private double[] given(double[] table, int[] near, int[] drawn) {
        int around = table.length / size;
        int at = 0;
        for (int neighbour : near) {
            at = at * size + drawn[neighbour];
        }
        var weights = new double[size];
        for (int v = 0; v < size; v++) {
            weights[v] = table[v * around + at];
        }
        return weights;
    }

    @Override
    public Optional<int[]> mostLikely(int[] state) {
        Canvas.check(this, state);
        return MostLikely.of(state, size, s -> messages(s, Take.BEST).logMass);
    }

    /// `log Z` less the mean of the logs of what the experts say.
    @Override
    public Optional<Double> entropy() {
        double[][] beliefs = beliefs(Canvas.hidden(length));
        double sum = logTotal;
        for (int i = 0; i < length; i++) {
            Draw.normalise(beliefs[i], 0, beliefs[i].length);
            for (int n = 0; n < beliefs[i].length; n++) {
                sum -= beliefs[i][n] > 0 ? beliefs[i][n] * StrictMath.log(experts[i][n]) : 0;
            }
        }
        return Optional.of(sum);
    }
}
