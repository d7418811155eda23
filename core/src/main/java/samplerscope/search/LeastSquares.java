package samplerscope.search;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;

/// Moves the levels and relaxations of a schedule by damped Gauss-Newton steps on what each noise misses the truth by.
///
/// A score is one number; where the noises end are thousands, and a schedule has a few dozen numbers that they depend
/// on smoothly. So one evaluation for each of these numbers says which step makes all misses smaller at once, and between
/// such rounds the derivatives are kept up by Broyden's update. Steps are judged by the score: the squares only propose.
///
/// Source: Levenberg 1944 and Marquardt 1963 (damping), Broyden 1965 (update), Holland & Welsch 1977 and Geman & McClure 1987 (weights).
final class LeastSquares {

    /// Of the numbers of a schedule: short against what changes its error, long against rounding.
    private static final double DIFFERENCE = 0.02;
    private static final double DAMPING = 0.1;
    /// Around the damping that was best before.
    private static final double[] DAMPINGS = {0.1, 1, 10, 100};
    /// Of one number, at once: beyond it, derivatives say nothing.
    private static final double FARTHEST = 0.7;
    /// Of the mean derivative, so that what changes nothing, such as a constant on all lengths, stays.
    private static final double RIDGE = 1e-6;
    /// A gain below this share is worth new derivatives, and with new ones no further step.
    private static final double GAIN = 0.003;

    private final Trials trials;
    private final String stage;
    private final ContinuousCode code;
    private double[] x;
    private double score;
    private double[] missed;
    /// By number of the schedule; none before the first difference.
    private double[][] derivatives = {};
    private double damping = DAMPING;

    /// @param code whose numbers are moved, from its template on
    LeastSquares(Trials trials, String stage, ContinuousCode code) {
        this.trials = trials;
        this.stage = stage;
        this.code = code;
        this.x = code.start();
        this.missed = trials.missed(stage, List.of(code.template())).getFirst();
        this.score = trials.score(stage, code.template());
    }

    /// Whether there is anything to move, and anything to follow.
    boolean isPossible() {
        return x.length > 0 && missed.length > 0;
    }

    double score() {
        return score;
    }

    /// Goes on until steps gain nothing more, or so many schedules are in the log.
    ///
    /// @return whether it may gain more
    boolean until(int evaluated) {
        boolean fresh = false;
        while (trials.state().log().size() < evaluated) {
            if (derivatives.length == 0) {
                derivatives = differences();
                damping = StrictMath.min(damping, DAMPING); // what failed before was led by others
                fresh = true;
            }
            double before = score;
            stepped();
            if (score < (1 - GAIN) * before) {
                fresh = false;
            } else if (fresh) {
                return false;
            } else {
                derivatives = new double[0][];
            }
        }
        return true;
    }

    private double[][] differences() {
        var sides = new double[x.length];
        var moved = new ArrayList<Candidate>();
        for (int k = 0; k < x.length; k++) {
            double[] there = x.clone();
            sides[k] = x[k] > 0 ? -DIFFERENCE : DIFFERENCE; // inwards: a relaxation may be at its bound
            there[k] += sides[k];
            moved.add(code.candidate(there));
        }
        List<double[]> ends = trials.missed(stage, moved);
        var slopes = new double[x.length][missed.length];
        for (int k = 0; k < x.length; k++) {
            double[] end = ends.get(k);
            for (int i = 0; i < end.length; i++) {
                slopes[k][i] = (end[i] - missed[i]) / sides[k];
            }
        }
        return slopes;
    }

    /// Tries steps of several dampings, and takes the best that gains.
    private void stepped() {
        var normal = new Normal(weights());
        List<double[]> steps = Arrays.stream(DAMPINGS).mapToObj(d -> normal.step(d * damping)).toList();
        List<double[]> points = steps.stream().map(this::from).toList();
        List<Candidate> candidates = points.stream().map(code::candidate).toList();
        List<double[]> ends = trials.missed(stage, candidates);
        double[] scores = trials.scores(stage, candidates);
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            best = scores[i] < (best < 0 ? score : scores[best]) ? i : best;
        }
        if (best < 0) {
            damping *= DAMPINGS[DAMPINGS.length - 1];
            return;
        }
        damping = Math.clamp(damping * DAMPINGS[best], 1e-4, 1e4);
        update(points.get(best), ends.get(best));
        x = points.get(best);
        score = scores[best];
        missed = ends.get(best);
    }

    private double[] from(double[] step) {
        double[] there = x.clone();
        for (int k = 0; k < there.length; k++) {
            there[k] += step[k];
        }
        return code.within(there);
    }

    /// Broyden's: the least change with which the derivatives explain the step that was taken.
    private void update(double[] to, double[] end) {
        double[] step = to.clone();
        Arrays.setAll(step, k -> to[k] - x[k]);
        double length = Arrays.stream(step).map(s -> s * s).sum();
        for (int i = 0; i < end.length; i++) {
            double unexplained = end[i] - missed[i];
            for (int k = 0; k < step.length; k++) {
                unexplained -= derivatives[k][i] * step[k];
            }
            for (int k = 0; k < step.length; k++) {
                derivatives[k][i] += unexplained * step[k] / length;
            }
        }
    }

    /// Of each noise, so that the sum of weighted squares falls with what the objective aggregates: all alike for the
    /// mean square, one by its error for the mean, and for a median those far above it do not count.
    private double[] weights() {
        int noises = trials.problem().request().objective().banks().search();
        int size = missed.length / noises;
        var squares = new double[noises];
        for (int b = 0; b < noises; b++) {
            for (int i = b * size; i < (b + 1) * size; i++) {
                squares[b] += missed[i] * missed[i] / size;
            }
        }
        double middle = Aggregate.MEDIAN.of(squares);
        Aggregate aggregate = trials.problem().request().objective() instanceof Objective.ToPath(var a, var _, var _)
            ? a : Aggregate.RMS;
        return Arrays.stream(squares).map(s -> switch (aggregate) {
            case RMS -> 1;
            case MEAN -> 1 / sqrt(s + middle / 100);
            case TRIMMED -> 1 / (s + middle);
            case MEDIAN -> middle / ((s + middle) * (s + middle));
        }).toArray();
    }

    /// The normal equations of one round.
    private final class Normal {

        private final double[][] matrix = new double[x.length][x.length];
        private final double[] gradient = new double[x.length];

        Normal(double[] weights) {
            int size = missed.length / weights.length;
            for (int k = 0; k < x.length; k++) {
                gradient[k] = weighted(derivatives[k], missed, weights, size);
                for (int l = 0; l <= k; l++) {
                    matrix[k][l] = weighted(derivatives[k], derivatives[l], weights, size);
                    matrix[l][k] = matrix[k][l];
                }
            }
        }

        private static double weighted(double[] a, double[] b, double[] weights, int size) {
            double sum = 0;
            for (int n = 0; n < weights.length; n++) {
                double own = 0;
                for (int i = n * size; i < (n + 1) * size; i++) {
                    own += a[i] * b[i];
                }
                sum += weights[n] * own;
            }
            return sum;
        }

        double[] step(double damping) {
            double trace = 0;
            for (int k = 0; k < x.length; k++) {
                trace += matrix[k][k] / x.length;
            }
            var damped = new double[x.length][];
            for (int k = 0; k < x.length; k++) {
                damped[k] = matrix[k].clone();
                damped[k][k] += damping * matrix[k][k] + RIDGE * (1 + damping) * trace + Double.MIN_NORMAL;
            }
            double[] step = new CholeskyDecomposition(new Array2DRowRealMatrix(damped, false), 1e-12, 0).getSolver()
                .solve(new ArrayRealVector(gradient, false)).mapMultiplyToSelf(-1).toArray();
            double longest = 0;
            for (double s : step) {
                longest = max(longest, abs(s));
            }
            double share = longest > FARTHEST ? FARTHEST / longest : 1;
            return Arrays.stream(step).map(s -> s * share).toArray();
        }
    }
}
