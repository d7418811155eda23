package samplerscope.run;

import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.EmsTable;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Empirical model statistics of DPM-Solver-v3 by Monte Carlo, from evaluations of the model alone.
///
/// At every lambda of the table the data are noised, `x = alpha x0 + sigma n`, with the same data, noise and probes
/// for all lambdas, so that their errors vary smoothly along the table. With `e` the noise prediction and means over
/// samples:
///
///     l  = E[diag(sigma de/dx)]                       in closed form, or (sigma J v) v with random signs v
///     f  = (sigma e - l x) / alpha
///     f' = e^-lambda ((l - 1) e + e') - l' x / alpha
///     e' = de/dlambda along the ODE, dx/dlambda = (dln alpha/dlambda) x - sigma e
///     s  = cov(f, f') / var(f),    b = E[f'] - s E[f]
///
/// Derivatives are central differences. Two passes over the table, since `s` needs `l'`.
///
/// Source: Zheng et al. 2023, arXiv:2310.13268, Eqs. 5, 11, 58, 60 and 61; its common random numbers and differences in
/// place of automatic ones are this project's.
public final class EmsEstimator {

    /// How fine differences are.
    ///
    /// @param probe  half the distance of two states, in units of sigma
    /// @param lambda half the distance of two levels
    /// @param least  share of a squared prediction below which a variance is rounding
    public record Steps(double probe, double lambda, double least) {
        /// For models that compute in float64.
        public static final Steps FLOAT64 = new Steps(1e-3, 1e-4, 1e-20);
        /// For networks in float32.
        public static final Steps FLOAT32 = new Steps(1e-2, 1e-2, 1e-8);
    }

    /// What the means are taken over.
    ///
    /// @param data   `x0`, [K, D]
    /// @param noise  standard normal, [K, D]
    /// @param probes signs, [K, D]; not read where the model brings its slopes
    public record Samples(double[] data, double[] noise, double[] probes) {
        public Samples {
            if (data.length == 0 || noise.length != data.length || probes.length != data.length) {
                throw new IllegalArgumentException("%d data, %d noises, %d probes".formatted(
                    data.length, noise.length, probes.length));
            }
        }
    }

    /// Bound of `s`, which is between -3 and 3 where `f` is more than an error: far beyond, where an element of `f`
    /// hardly varies, errors of `l'` and of a network would be multiplied along the table.
    private static final double STEEPEST = 10;
    /// Elements of a call to the model: enough to keep it busy, few enough to stop soon.
    private static final int CALL = 1 << 15;
    private static final int MOST_ROWS = 64;

    private final NoiseSchedule schedule;
    private final IntFunction<Samples> draws;
    private final Steps steps;
    private final Progress progress;
    private final List<Block> blocks = new ArrayList<>();
    private final int dimension;
    private final int count;
    /// Of the point under way.
    private Samples samples;
    private int done;
    private int total;

    private EmsEstimator(NoiseSchedule schedule, IntFunction<Denoiser> model, TensorBackend backend,
                         List<Integer> shape, IntFunction<Samples> draws, Steps steps, Progress progress) {
        this.schedule = schedule;
        this.draws = draws;
        this.samples = draws.apply(0);
        this.steps = steps;
        this.progress = progress;
        this.dimension = new Shape(1, shape).size();
        this.count = samples.data().length / dimension;
        int rows = max(1, min(MOST_ROWS, CALL / dimension));
        for (int first = 0; first < count; first += rows) {
            blocks.add(new Block(model.apply(first), backend, new Shape(min(rows, count - first), shape), first));
        }
    }

    /// @param model   bound to `backend`, for the samples from an index on; closed here
    /// @param shape   of one sample
    /// @param lambdas points of the table, rising and equally far apart
    /// @param draws   equally many for every point, by its index; the same ones for all leave a far smaller error in
    ///                long runs, whose steps see how the table varies
    /// @throws CancellationException       when the thread is interrupted, within one call of the model
    /// @throws NonFiniteStatisticsException if the model is not finite somewhere
    public static EmsTable estimate(NoiseSchedule schedule, IntFunction<Denoiser> model, TensorBackend backend,
                                    List<Integer> shape, double[] lambdas, IntFunction<Samples> draws, Steps steps,
                                    Progress progress) {
        var estimator = new EmsEstimator(schedule, model, backend, shape, draws, steps, progress);
        try {
            return estimator.table(lambdas);
        } finally {
            estimator.blocks.forEach(block -> block.denoiser.close());
        }
    }

    /// Evaluations of the model that a table costs.
    ///
    /// @param slopes whether the model brings its own
    public static int evaluations(int points, int samples, boolean slopes) {
        return points * samples * (slopes ? 4 : 5);
    }

    private EmsTable table(double[] lambdas) {
        int points = lambdas.length;
        total = evaluations(points, count, blocks.getFirst().slopes.isPresent());
        progress.at("statistics", 0, total);
        var rows = new double[3][points][];
        for (int i = 0; i < points; i++) {
            samples = draws.apply(i);
            rows[0][i] = finite(lambdas[i], linear(schedule.atLambda(lambdas[i])));
        }
        for (int i = 0; i < points; i++) {
            samples = draws.apply(i);
            double[] slope = slope(rows[0], i, lambdas[1] - lambdas[0]);
            double[][] found = rest(schedule.atLambda(lambdas[i]), rows[0][i], slope);
            rows[1][i] = finite(lambdas[i], found[0]);
            rows[2][i] = finite(lambdas[i], found[1]);
        }
        return new EmsTable(lambdas[0], lambdas[points - 1], rows[0], rows[1], rows[2]);
    }

    /// `l'` by a central difference, at the ends of the table by a one-sided one.
    private double[] slope(double[][] l, int i, double cell) {
        int before = max(0, i - 1);
        int after = min(l.length - 1, i + 1);
        var slope = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            slope[j] = (l[after][j] - l[before][j]) / ((after - before) * cell);
        }
        return slope;
    }

    private static double[] finite(double lambda, double[] row) {
        for (double value : row) {
            if (!Double.isFinite(value)) {
                throw new NonFiniteStatisticsException(lambda);
            }
        }
        return row;
    }

    /// `l` at a level.
    private double[] linear(NoiseLevel at) {
        var sum = new double[dimension];
        for (Block block : blocks) {
            double[] x = block.noised(at);
            double[] ofBlock = block.slopes.isPresent() ? block.slopes(x, at) : block.probed(x, at);
            for (int i = 0; i < ofBlock.length; i++) {
                sum[i % dimension] += at.sigma() * ofBlock[i];
            }
        }
        return Arrays.stream(sum).map(value -> value / count).toArray();
    }

    /// `s` and `b` at a level.
    private double[][] rest(NoiseLevel at, double[] l, double[] slope) {
        var moments = new Moments(dimension);
        for (Block block : blocks) {
            double[] x = block.noised(at);
            double[] e = block.noise(x, at);
            double[] change = block.total(x, e, at);
            for (int i = 0; i < x.length; i++) {
                int j = i % dimension;
                double f = (at.sigma() * e[i] - l[j] * x[i]) / at.alpha();
                double next = at.sigma() / at.alpha() * ((l[j] - 1) * e[i] + change[i]) - slope[j] * x[i] / at.alpha();
                moments.add(j, f, next, at.sigma() * e[i] / at.alpha());
            }
        }
        return moments.regression(steps.least());
    }

    /// Sums over samples, per element; counted from the first sample, so that means do not drown variances.
    private static final class Moments {
        private final double[][] first;
        private final double[] f;
        private final double[] next;
        private final double[] square;
        private final double[] product;
        private final double[] scale;
        private final int[] count;

        Moments(int dimension) {
            first = new double[2][dimension];
            f = new double[dimension];
            next = new double[dimension];
            square = new double[dimension];
            product = new double[dimension];
            scale = new double[dimension];
            count = new int[dimension];
        }

        void add(int j, double value, double derivative, double prediction) {
            if (count[j]++ == 0) {
                first[0][j] = value;
                first[1][j] = derivative;
            }
            double u = value - first[0][j];
            double v = derivative - first[1][j];
            f[j] += u;
            next[j] += v;
            square[j] += u * u;
            product[j] += u * v;
            scale[j] += prediction * prediction;
        }

        /// Slopes and intercepts, of the derivative over the value.
        double[][] regression(double least) {
            var lines = new double[2][f.length];
            for (int j = 0; j < f.length; j++) {
                double mean = f[j] / count[j];
                double ofNext = next[j] / count[j];
                double variance = square[j] / count[j] - mean * mean;
                double covariance = product[j] / count[j] - mean * ofNext;
                double slope = covariance / max(variance, max(1e-30, least * scale[j] / count[j]));
                lines[0][j] = max(-STEEPEST, min(STEEPEST, slope));
                lines[1][j] = first[1][j] + ofNext - lines[0][j] * (first[0][j] + mean);
            }
            return lines;
        }
    }

    /// Samples that are asked for in one call.
    private final class Block {
        private final Denoiser denoiser;
        private final Optional<Denoiser.Slopes> slopes;
        private final TensorBackend backend;
        private final Tensor state;
        private final Tensor output;
        private final int from;

        Block(Denoiser denoiser, TensorBackend backend, Shape shape, int first) {
            this.denoiser = denoiser;
            this.slopes = denoiser.slopes();
            this.state = backend.allocate(shape);
            this.output = backend.allocate(shape);
            this.from = first * dimension;
            this.backend = backend;
        }

        double[] noised(NoiseLevel at) {
            var x = new double[state.shape().size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = at.alpha() * samples.data()[from + i] + at.sigma() * samples.noise()[from + i];
            }
            return x;
        }

        double[] noise(double[] x, NoiseLevel at) {
            double[] e = ask(denoiser::evaluate, x, at);
            var to = denoiser.parameterization().to(Parameterization.NOISE, at);
            for (int i = 0; i < x.length; i++) {
                e[i] = to.ofState() * x[i] + to.ofOutput() * e[i];
            }
            return e;
        }

        double[] slopes(double[] x, NoiseLevel at) {
            var to = denoiser.parameterization().to(Parameterization.NOISE, at);
            return Arrays.stream(ask(slopes.orElseThrow(), x, at)).map(d -> to.ofState() + to.ofOutput() * d).toArray();
        }

        /// Hutchinson's estimate of the slopes of the noise prediction: `(J v) v`.
        double[] probed(double[] x, NoiseLevel at) {
            double d = steps.probe() * at.sigma();
            double[] above = noise(moved(x, d), at);
            double[] below = noise(moved(x, -d), at);
            for (int i = 0; i < x.length; i++) {
                above[i] = (above[i] - below[i]) / (2 * d) * samples.probes()[from + i];
            }
            return above;
        }

        private double[] moved(double[] x, double by) {
            var there = new double[x.length];
            Arrays.setAll(there, i -> x[i] + by * samples.probes()[from + i]);
            return there;
        }

        /// `e'` along the ODE. A schedule may end at the ends of the table: what counts is how far it really goes.
        double[] total(double[] x, double[] e, NoiseLevel at) {
            NoiseLevel above = schedule.atLambda(at.lambda() + steps.lambda());
            NoiseLevel below = schedule.atLambda(at.lambda() - steps.lambda());
            double apart = above.lambda() - below.lambda();
            double growth = (log(above.alpha()) - log(below.alpha())) / apart;
            double[] up = noise(along(x, e, growth, at, above), above);
            double[] down = noise(along(x, e, growth, at, below), below);
            for (int i = 0; i < up.length; i++) {
                up[i] = (up[i] - down[i]) / apart;
            }
            return up;
        }

        private double[] along(double[] x, double[] e, double growth, NoiseLevel at, NoiseLevel to) {
            double by = to.lambda() - at.lambda();
            var there = new double[x.length];
            Arrays.setAll(there, i -> x[i] + by * (growth * x[i] - at.sigma() * e[i]));
            return there;
        }

        private double[] ask(Denoiser.Slopes model, double[] x, NoiseLevel at) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the measurement of model statistics was cancelled");
            }
            backend.copyFrom(x, state);
            model.evaluate(state, at, output);
            var values = new double[x.length];
            output.copyTo(values);
            done += state.shape().batch();
            progress.at("statistics", done, total);
            return values;
        }
    }
}
