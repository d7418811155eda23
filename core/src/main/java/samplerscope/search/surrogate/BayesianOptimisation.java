package samplerscope.search.surrogate;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.random.HaltonSequenceGenerator;
import samplerscope.search.surrogate.Certificate.Bounds;

/// Minimises an expensive response over the unit cube: a design that fills it, then one trial after the other where a
/// surrogate expects the largest improvement, and at the end the certified minimum of the surrogate's mean.
///
/// The recommendation is that minimum and not the best trial, which is the luckiest as much as the best.
///
/// Source: Jones, Schonlau, Welch 1998, Efficient Global Optimization of Expensive Black-Box Functions, Sec. 4.
public final class BayesianOptimisation {

    private static final int CANDIDATES = 2000;
    private static final int POLISHED = 5;
    private static final int DESCENT = 40;
    /// Of the branch and bound. Nodes end it, not the clock, so that a search repeats itself bit for bit.
    private static final int NODES = 200_000;
    private static final Duration ENOUGH = Duration.ofHours(1);
    /// Primes for the Halton sequence, unscrambled: trials are the same everywhere.
    private static final int[] BASES = {2, 3, 5, 7, 11, 13, 17, 19};

    private final Settings settings;
    private final Listener listener;
    private final BooleanSupplier cancelled;

    /// How a search is made.
    ///
    /// @param kernel of the surrogate
    /// @param design trials that fill the cube, `>= 2`
    /// @param trials in all, `>= design`
    /// @param gap    to prove, as a share of the standard deviation of the responses, `> 0`
    /// @param seed   of the candidates
    public record Settings(Kernel kernel, int design, int trials, double gap, long seed) {

        /// @throws InvalidSurrogateException if there are too few trials or the gap is not positive
        public Settings {
            if (design < 2 || trials < design || !(gap > 0)) {
                throw new InvalidSurrogateException("a design of %d of %d trials and a gap of %s"
                    .formatted(design, trials, gap), "plan at least 2 trials, no fewer in all, and a positive gap");
            }
        }

        /// Eight trials per parameter that fill the cube, fifteen that follow, squared exponential kernel.
        public static Settings usual(int dimension) {
            return new Settings(Kernel.SQUARED_EXPONENTIAL, 8 * dimension, 23 * dimension, 1e-3, 0);
        }

        /// The usual, in as many trials.
        public static Settings within(int dimension, int trials) {
            Settings usual = usual(dimension);
            int design = max(2, min(usual.design(), (trials * 2 + 4) / 5));
            return new Settings(usual.kernel(), design, trials, usual.gap(), usual.seed());
        }
    }

    /// Told on the searching thread.
    public interface Listener {

        /// After a trial.
        ///
        /// @param trial  just made
        /// @param number from 1
        default void tried(Trial trial, int number) {
        }

        /// After a node of the branch and bound.
        default void bounded(Bounds bounds) {
        }
    }

    /// @param at       shape [D], in the unit cube
    /// @param response there; not finite where the trial failed
    public record Trial(double[] at, double response) {
    }

    /// What to choose, and why.
    ///
    /// @param certificate of the surrogate's minimum; its point is the recommendation
    /// @param deviation   of the surrogate there: the certificate is about the surrogate, not about what it stands for
    /// @param surrogate   of all trials
    /// @param trials      in the order they were made
    /// @param isCancelled whether fewer trials were made than planned
    public record Recommendation(Certificate certificate, double deviation, GaussianProcess surrogate,
                                 List<Trial> trials, boolean isCancelled) {

        public Recommendation {
            trials = List.copyOf(trials);
        }

        /// The trial with the smallest response.
        public Trial bestTrial() {
            return trials.stream().filter(t -> Double.isFinite(t.response()))
                .min(Comparator.comparingDouble(Trial::response)).orElseThrow();
        }
    }

    /// @param cancelled asked before every trial and every node; what is known by then is the result
    public BayesianOptimisation(Settings settings, Listener listener, BooleanSupplier cancelled) {
        this.settings = settings;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /// The first points of a Halton sequence in bases 2, 3, 5, ..., without the origin.
    ///
    /// @param dimension 1 to 8
    /// @throws InvalidSurrogateException if the dimension is out of range
    public static double[][] design(int dimension, int points) {
        if (dimension < 1 || dimension > BASES.length) {
            throw new InvalidSurrogateException("a search over %d parameters".formatted(dimension),
                "choose 1 to %d of them; more cannot be learned from so few trials".formatted(BASES.length));
        }
        var sequence = new HaltonSequenceGenerator(dimension, BASES, null);
        sequence.nextVector(); // the origin
        return IntStream.range(0, points).mapToObj(_ -> sequence.nextVector()).toArray(double[][]::new);
    }

    /// One trial after the other; see {@link #minimiseInBatches}.
    public Recommendation minimise(int dimension, ToDoubleFunction<double[]> response) {
        return minimiseInBatches(dimension, points -> points.stream().mapToDouble(response).toArray());
    }

    /// Blocks until the trials are made and the minimum is certified. A trial that is not finite counts as one as bad
    /// as the worst.
    ///
    /// @param responses at several points at once, in their order: the whole design, then one after the other. Smaller is
    ///                  better; on the scale of the surrogate, so for an error rather its logarithm
    /// @throws InvalidSurrogateException if the dimension is out of range, or no two trials have different responses
    /// @throws CancellationException     if it is cancelled before there are two trials
    public Recommendation minimiseInBatches(int dimension, Function<List<double[]>, double[]> responses) {
        return new Search(dimension, responses).run();
    }

    /// What trials that were made already recommend.
    ///
    /// @throws InvalidSurrogateException if there are no trials, or no two of them have different responses
    public Recommendation recommendation(List<Trial> made) {
        if (made.isEmpty()) {
            throw new InvalidSurrogateException("no trial was made", "make at least two");
        }
        var search = new Search(made.getFirst().at().length, _ -> new double[0]);
        search.trials.addAll(made);
        return search.recommend();
    }

    /// One search under way.
    private final class Search {

        private final Box cube;
        private final Function<List<double[]>, double[]> function;
        private final List<Trial> trials = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(settings.seed());

        Search(int dimension, Function<List<double[]>, double[]> function) {
            this.cube = Box.unit(dimension);
            this.function = function;
        }

        Recommendation run() {
            attempt(List.of(design(cube.dimension(), settings.design())));
            requireSomething();
            GaussianProcess surrogate = fitted();
            while (trials.size() < settings.trials() && !cancelled.getAsBoolean()) {
                attempt(List.of(mostPromising(surrogate)));
                surrogate = MarginalLikelihood.refit(surrogate, inputs(), responses());
            }
            return recommend();
        }

        private void attempt(List<double[]> points) {
            if (cancelled.getAsBoolean()) {
                return;
            }
            double[] values = function.apply(points);
            for (int i = 0; i < values.length; i++) {
                var trial = new Trial(points.get(i), values[i]);
                trials.add(trial);
                listener.tried(trial, trials.size());
            }
        }

        private void requireSomething() {
            if (trials.size() < 2) {
                throw new CancellationException("the search was cancelled before there was anything to learn from");
            }
        }

        private Recommendation recommend() {
            boolean isCancelled = trials.size() < settings.trials();
            GaussianProcess surrogate = fitted();
            var limits = new Limits(settings.gap() * spread(responses()), NODES, ENOUGH);
            Certificate certificate = surrogate.minimum(cube, limits, listener::bounded, cancelled);
            double deviation = surrogate.deviation(certificate.at());
            return new Recommendation(certificate, deviation, surrogate, trials, isCancelled);
        }

        private GaussianProcess fitted() {
            return MarginalLikelihood.fit(settings.kernel(), inputs(), responses());
        }

        private double[][] inputs() {
            return trials.stream().map(Trial::at).toArray(double[][]::new);
        }

        private double[] responses() {
            double worst = trials.stream().mapToDouble(Trial::response).filter(Double::isFinite).max().orElse(0);
            return trials.stream().mapToDouble(t -> Double.isFinite(t.response()) ? t.response() : worst).toArray();
        }

        private static double spread(double[] responses) {
            double mean = Arrays.stream(responses).average().orElse(0);
            return StrictMath.sqrt(Arrays.stream(responses).map(y -> (y - mean) * (y - mean)).average().orElse(0));
        }

        private double[] mostPromising(GaussianProcess surrogate) {
            double best = trials.stream().mapToDouble(t -> surrogate.mean(t.at())).min().orElseThrow();
            var improvement = new ExpectedImprovement(surrogate, best);
            return IntStream.range(0, CANDIDATES).mapToObj(_ -> random.doubles(cube.dimension()).toArray())
                .map(u -> valued(improvement, u))
                .sorted(Comparator.comparingDouble(Trial::response)).limit(POLISHED)
                .map(t -> valued(improvement, improvement.descend(t.at(), cube, DESCENT)))
                .min(Comparator.comparingDouble(Trial::response)).orElseThrow().at();
        }

        private static Trial valued(ExpectedImprovement improvement, double[] u) {
            return new Trial(u, improvement.at(u).value());
        }
    }
}
