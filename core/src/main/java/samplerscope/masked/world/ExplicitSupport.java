package samplerscope.masked.world;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Prediction;
import samplerscope.masked.Ranking;

/// A law given by listing all that can be, with weights: puzzles, grammars, parity. `O(R L)` a state.
public final class ExplicitSupport implements MaskedWorld {

    private final int size;
    private final int[][] rows;
    private final double[] weights;

    /// @param rows    sequences of one length, all different, shape [R, L]
    /// @param weights positive, shape [R]; need not sum to 1
    /// @param tokens  `V`
    public ExplicitSupport(List<int[]> rows, double[] weights, int tokens) {
        this.rows = rows.toArray(int[][]::new);
        this.weights = weights.clone();
        this.size = tokens;
        Draw.normalise(this.weights, 0, weights.length);
    }

    /// All of them equally likely.
    public static ExplicitSupport uniform(List<int[]> rows, int tokens) {
        var weights = new double[rows.size()];
        Arrays.fill(weights, 1);
        return new ExplicitSupport(rows, weights, tokens);
    }

    @Override
    public int length() {
        return rows[0].length;
    }

    @Override
    public int vocabulary() {
        return size;
    }

    /// How many sequences there are.
    public int count() {
        return rows.length;
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return states.stream().map(this::evaluate).toList();
    }

    /// A row that agrees everywhere counts everywhere; one that disagrees at a single visible position counts there, where
    /// the law is that of the position given all others.
    private Prediction evaluate(int[] state) {
        Canvas.check(this, state);
        var p = new double[length() * size];
        for (int r = 0; r < rows.length; r++) {
            int[] wrong = disagreements(rows[r], state);
            if (wrong[0] == 0) {
                for (int i = 0; i < state.length; i++) {
                    p[i * size + rows[r][i]] += weights[r];
                }
            } else if (wrong[0] == 1) {
                p[wrong[1] * size + rows[r][wrong[1]]] += weights[r];
            }
        }
        for (int i = 0; i < state.length; i++) {
            Draw.normalise(p, i * size, size);
        }
        return new Prediction(size, p);
    }

    /// @return how many, up to two, and where the first one is
    private static int[] disagreements(int[] row, int[] state) {
        int count = 0;
        int first = -1;
        for (int i = 0; i < row.length && count < 2; i++) {
            if (state[i] != Canvas.MASK && state[i] != row[i]) {
                first = count == 0 ? i : first;
                count++;
            }
        }
        return new int[] {count, first};
    }

    /// Weights of the rows that agree with a state, zero for others.
    private double[] left(int[] state) {
        Canvas.check(this, state);
        var left = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            left[r] = disagreements(rows[r], state)[0] == 0 ? weights[r] : 0;
        }
        return left;
    }

    @Override
    public double logMass(int[] state) {
        return StrictMath.log(Arrays.stream(left(state)).sum());
    }

    /// One draw for the whole sequence.
    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        double[] left = left(state);
        return completed(state, rows[Draw.index(left, 0, left.length, random)]);
    }

    @Override
    public Optional<int[]> mostLikely(int[] state) {
        double[] left = left(state);
        int best = -1;
        for (int r = 0; r < rows.length; r++) {
            if (left[r] > 0 && (best < 0 || isBetter(left, r, best))) {
                best = r;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(rows[best].clone());
    }

    private boolean isBetter(double[] left, int one, int other) {
        double a = Ranking.quantised(left[one]);
        double b = Ranking.quantised(left[other]);
        return a > b || a == b && Arrays.compare(rows[one], rows[other]) < 0;
    }

    private static int[] completed(int[] state, int[] row) {
        int[] whole = state.clone();
        for (int i = 0; i < whole.length; i++) {
            whole[i] = state[i] == Canvas.MASK ? row[i] : state[i];
        }
        return whole;
    }

    @Override
    public Optional<Double> entropy() {
        return Optional.of(-Arrays.stream(weights).map(Draw::xLogX).sum());
    }
}
