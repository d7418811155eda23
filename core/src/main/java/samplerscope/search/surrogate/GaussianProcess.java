package samplerscope.search.surrogate;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;

/// What a Gaussian process with constant mean believes after some trials: mean and standard deviation of the response
/// at any point, without the noise of a trial.
///
/// Source: Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, Algorithm 2.1.
public final class GaussianProcess {

    /// Share of the variance that is added where trials coincide and nothing is said to be noise.
    private static final double LEAST_NOISE = 1e-10;
    private static final int MOST_ATTEMPTS = 7;
    /// More coordinates than branch and bound is sure to get through.
    private static final int MANY = 8;

    private final Hyperparameters hyper;
    private final double centre;
    private final double[][] scaled;
    private final double[] residuals;
    private final KernelSum sum;
    private final CholeskyDecomposition factor;
    private final List<String> warnings;

    /// What a surrogate believes before any trial.
    ///
    /// @param kernel   shape of the covariance
    /// @param lengths  distance over which a response changes, by input, `> 0`
    /// @param variance of the response around its mean, `> 0`
    /// @param noise    variance of a trial around the response, `>= 0`
    public record Hyperparameters(Kernel kernel, double[] lengths, double variance, double noise) {

        /// @throws InvalidSurrogateException if there is no input, or a number is out of its range
        public Hyperparameters {
            if (lengths.length == 0) {
                throw new InvalidSurrogateException("a surrogate without inputs", "search over at least one parameter");
            }
            boolean positive = variance > 0 && noise >= 0 && Arrays.stream(lengths).allMatch(l -> l > 0);
            if (!positive || !Double.isFinite(variance + noise + Arrays.stream(lengths).sum())) {
                throw new InvalidSurrogateException("lengths %s, variance %s and noise %s"
                    .formatted(Arrays.toString(lengths), variance, noise),
                    "lengths and variance must be positive and finite, noise at least 0");
            }
            lengths = lengths.clone();
        }
    }

    private record Factored(Hyperparameters hyper, CholeskyDecomposition factor) {
    }

    /// @param inputs    shape [N, D], `N >= 1`
    /// @param responses shape [N]
    /// @throws InvalidSurrogateException if shapes differ or a number is not finite
    public GaussianProcess(Hyperparameters hyper, double[][] inputs, double[] responses) {
        requireFinite(inputs, responses, hyper.lengths().length);
        this.centre = Arrays.stream(responses).average().orElseThrow();
        this.residuals = Arrays.stream(responses).map(y -> y - centre).toArray();
        this.scaled = Arrays.stream(inputs).map(u -> Vec.over(u, hyper.lengths())).toArray(double[][]::new);
        var warned = new ArrayList<String>();
        Factored factored = withEnoughNoise(hyper, scaled, warned);
        this.hyper = factored.hyper();
        this.factor = factored.factor();
        double[] weights = factor.getSolver().solve(MatrixUtils.createRealVector(residuals))
            .mapMultiply(hyper.variance()).toArray();
        this.sum = new KernelSum(hyper.kernel(), scaled, weights);
        if (inputs[0].length > MANY) {
            warned.add("the certificate may not close for %d inputs; up to %d are sure"
                .formatted(inputs[0].length, MANY));
        }
        this.warnings = List.copyOf(warned);
    }

    private static void requireFinite(double[][] inputs, double[] responses, int dimension) {
        if (inputs.length == 0 || inputs.length != responses.length) {
            throw new InvalidSurrogateException("%d inputs and %d responses".formatted(inputs.length, responses.length),
                "give one response for each input, and at least one");
        }
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length != dimension) {
                throw new InvalidSurrogateException("input %d has %d coordinates".formatted(i, inputs[i].length),
                    "give it %d, one for each length".formatted(dimension));
            }
            if (!Double.isFinite(Arrays.stream(inputs[i]).sum() + responses[i])) {
                throw new InvalidSurrogateException("trial %d is %s at %s".formatted(i, responses[i],
                    Arrays.toString(inputs[i])), "leave out trials that are not finite");
            }
        }
    }

    /// Trials that coincide, or nearly, leave a matrix that cannot be factored; noise tells them apart.
    private static Factored withEnoughNoise(Hyperparameters given, double[][] scaled, List<String> warned) {
        Hyperparameters hyper = given;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                return new Factored(hyper, factor(hyper, scaled));
            } catch (MathIllegalArgumentException e) {
                double noise = max(hyper.noise() * 10, LEAST_NOISE * given.variance());
                hyper = new Hyperparameters(given.kernel(), given.lengths(), given.variance(), noise);
                if (attempt == 0) {
                    warned.add("some trials coincide, or nearly; noise was added so that they can differ");
                }
            }
        }
        throw new InvalidSurrogateException("the covariance of the trials cannot be factored",
            "raise the noise or leave out trials that coincide");
    }

    private static CholeskyDecomposition factor(Hyperparameters hyper, double[][] scaled) {
        int n = scaled.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                covariance[i][k] = covariance[k][i] =
                    hyper.variance() * hyper.kernel().at(Vec.squaredDistance(scaled[i], scaled[k]));
            }
            covariance[i][i] += hyper.noise();
        }
        double pivot = 1e-14 * hyper.variance(); // below it a pivot is rounding
        return new CholeskyDecomposition(MatrixUtils.createRealMatrix(covariance), 1e-15, pivot);
    }

    /// As given, or with the noise that had to be added.
    public Hyperparameters hyperparameters() {
        return hyper;
    }

    /// What a user of this surrogate should know; often nothing.
    public List<String> warnings() {
        return warnings;
    }

    public int dimension() {
        return sum.dimension();
    }

    /// Mean of the responses, added to {@link #sum()} by {@link #mean}.
    public double centre() {
        return centre;
    }

    /// The posterior mean without its constant, in coordinates divided by the lengths.
    public KernelSum sum() {
        return sum;
    }

    /// @param u shape [D]
    public double mean(double[] u) {
        return centre + sum.at(Vec.over(u, hyper.lengths()));
    }

    /// @param u shape [D]
    public double deviation(double[] u) {
        double[] k = covariances(Vec.over(u, hyper.lengths()));
        return sqrt(max(0, hyper.variance() - Vec.dot(k, solve(k))));
    }

    /// The certified minimum of the mean.
    ///
    /// @param domain    in coordinates of the inputs
    /// @param limits    in units of the response
    /// @param listener  told after every node, on this thread
    /// @param cancelled asked before every node
    public Certificate minimum(Box domain, Limits limits, Consumer<Certificate.Bounds> listener,
                               BooleanSupplier cancelled) {
        return minimum(domain, LowerBound.DEFAULT, limits, listener, cancelled);
    }

    /// The same by a bound of choice.
    public Certificate minimum(Box domain, LowerBound bound, Limits limits, Consumer<Certificate.Bounds> listener,
                               BooleanSupplier cancelled) {
        double[] inverse = Arrays.stream(hyper.lengths()).map(l -> 1 / l).toArray();
        return new PalmMean(bound, limits, b -> listener.accept(Certificate.shifted(b, centre)), cancelled)
            .minimum(sum, domain.times(inverse)).inUnits(hyper.lengths(), centre);
    }

    /// Logarithm of the probability density of the trials.
    ///
    /// Source: Rasmussen and Williams 2006, Eq. 2.30.
    public double logLikelihood() {
        double logDeterminant = 0;
        for (int i = 0; i < residuals.length; i++) {
            logDeterminant += 2 * log(factor.getL().getEntry(i, i));
        }
        double fit = Vec.dot(residuals, solve(residuals));
        return -(fit + logDeterminant + residuals.length * log(2 * PI)) / 2;
    }

    /// Deviation and its gradient, by coordinate of the input.
    Smooth.Slope deviationSlope(double[] u) {
        double[] x = Vec.over(u, hyper.lengths());
        double[] k = covariances(x);
        double[] solved = solve(k);
        double deviation = sqrt(max(0, hyper.variance() - Vec.dot(k, solved)));
        double[] gradient = new double[u.length];
        for (int i = 0; i < scaled.length && deviation > 0; i++) {
            double factor = hyper.variance() * hyper.kernel().slope(Vec.squaredDistance(x, scaled[i])) * solved[i];
            for (int j = 0; j < u.length; j++) {
                gradient[j] += factor * (x[j] - scaled[i][j]) / (hyper.lengths()[j] * deviation);
            }
        }
        return new Smooth.Slope(deviation, gradient);
    }

    /// Mean and its gradient, by coordinate of the input.
    Smooth.Slope meanSlope(double[] u) {
        Smooth.Slope slope = sum.slopeAt(Vec.over(u, hyper.lengths()));
        return new Smooth.Slope(centre + slope.value(), Vec.over(slope.gradient(), hyper.lengths()));
    }

    double[][] inverseCovariance() {
        return factor.getSolver().getInverse().getData();
    }

    private double[] covariances(double[] x) {
        return Arrays.stream(scaled)
            .mapToDouble(p -> hyper.variance() * hyper.kernel().at(Vec.squaredDistance(x, p))).toArray();
    }

    private double[] solve(double[] right) {
        return factor.getSolver().solve(MatrixUtils.createRealVector(right)).toArray();
    }
}
