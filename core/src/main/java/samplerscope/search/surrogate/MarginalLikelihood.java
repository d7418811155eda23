package samplerscope.search.surrogate;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.HaltonSequenceGenerator;
import samplerscope.search.surrogate.GaussianProcess.Hyperparameters;

/// Lengths, variance and noise under which the trials are most probable: a quasi-Newton method on their logarithms,
/// from several starts.
///
/// Inputs are taken to fill the unit cube. Lengths stay between 0.05 and 3, noise is at least 1e-4 of the variance of
/// the responses and at most all of it.
///
/// Source: Rasmussen and Williams 2006, Gaussian Processes for Machine Learning, Eq. 5.8 and 5.9.
final class MarginalLikelihood {

    private static final double SHORTEST = 0.05;
    private static final double LONGEST = 3;
    private static final double LEAST_NOISE = 1e-4;
    private static final double LEAST_VARIANCE = 0.05;
    private static final double MOST_VARIANCE = 100;
    private static final int STARTS = 5;
    private static final int ITERATIONS = 60;
    /// From parameters that were the best a trial ago.
    private static final int FEW_ITERATIONS = 15;

    private final Kernel kernel;
    private final double[][] inputs;
    /// Standardised.
    private final double[] responses;
    private final double spread;
    private final Box box;

    private MarginalLikelihood(Kernel kernel, double[][] inputs, double[] responses) {
        double mean = Arrays.stream(responses).average().orElse(0);
        this.kernel = kernel;
        this.inputs = inputs;
        this.box = box(inputs[0].length);
        this.spread = StrictMath.sqrt(Arrays.stream(responses).map(y -> (y - mean) * (y - mean)).average().orElse(0));
        this.responses = Arrays.stream(responses).map(y -> (y - mean) / spread).toArray();
    }

    /// The surrogate of the trials with the best of its parameters.
    ///
    /// @param inputs    shape [N, D], `N >= 2`
    /// @param responses shape [N]
    /// @throws InvalidSurrogateException if shapes differ, a number is not finite, or all responses are the same
    static GaussianProcess fit(Kernel kernel, double[][] inputs, double[] responses) {
        var likelihood = of(kernel, inputs, responses);
        return new GaussianProcess(likelihood.best(likelihood.starts(), ITERATIONS), inputs, responses);
    }

    /// The same from the parameters of an earlier surrogate alone: a trial more rarely moves them far.
    static GaussianProcess refit(GaussianProcess earlier, double[][] inputs, double[] responses) {
        Hyperparameters hyper = earlier.hyperparameters();
        var likelihood = of(hyper.kernel(), inputs, responses);
        return new GaussianProcess(likelihood.best(List.of(likelihood.logs(hyper)), FEW_ITERATIONS), inputs, responses);
    }

    private static MarginalLikelihood of(Kernel kernel, double[][] inputs, double[] responses) {
        var likelihood = new MarginalLikelihood(kernel, inputs, responses);
        if (inputs.length < 2 || !(likelihood.spread > 0)) {
            throw new InvalidSurrogateException("%d trials, all with the same response".formatted(inputs.length),
                "try points that differ in what they are worth; where nothing differs nothing can be learned");
        }
        return likelihood;
    }

    private Hyperparameters best(List<double[]> starts, int iterations) {
        double[] best = starts.getFirst();
        double lowest = Double.POSITIVE_INFINITY;
        for (double[] start : starts) {
            double[] end = ((Smooth) this::negative).descend(start, box, iterations);
            double value = negative(end).value();
            if (value < lowest) {
                best = end;
                lowest = value;
            }
        }
        double[] e = Arrays.stream(best).map(StrictMath::exp).toArray();
        int p = e.length - 2;
        return new Hyperparameters(kernel, Arrays.copyOf(e, p), e[p] * spread * spread, e[p + 1] * spread * spread);
    }

    private double[] logs(Hyperparameters hyper) {
        int p = hyper.lengths().length;
        double[] logs = Arrays.copyOf(Arrays.stream(hyper.lengths()).map(StrictMath::log).toArray(), p + 2);
        logs[p] = log(hyper.variance() / (spread * spread));
        logs[p + 1] = log(hyper.noise() / (spread * spread));
        return logs;
    }

    /// Of the logarithms of lengths, variance and noise.
    private static Box box(int p) {
        double[] low = new double[p + 2];
        double[] high = new double[p + 2];
        Arrays.fill(low, log(SHORTEST));
        Arrays.fill(high, log(LONGEST));
        low[p] = log(LEAST_VARIANCE);
        high[p] = log(MOST_VARIANCE);
        low[p + 1] = log(LEAST_NOISE);
        high[p + 1] = 0;
        return new Box(low, high);
    }

    /// One that is often right, and some that fill the space.
    private List<double[]> starts() {
        int p = inputs[0].length;
        double[] usual = new double[p + 2];
        Arrays.fill(usual, log(0.3));
        usual[p] = 0;
        usual[p + 1] = log(1e-3);
        var starts = new ArrayList<>(List.of(usual));
        var points = new HaltonSequenceGenerator(p + 2);
        points.nextVector(); // the origin
        while (starts.size() < STARTS) {
            double[] start = box.low().clone();
            Vec.add(start, 1, Vec.times(points.nextVector(), Vec.minus(box.high(), box.low())));
            starts.add(start);
        }
        return starts;
    }

    /// Minus the logarithm of the marginal likelihood of the standardised responses.
    private Smooth.Slope negative(double[] logs) {
        int p = logs.length - 2;
        double[] lengths = Arrays.stream(logs, 0, p).map(StrictMath::exp).toArray();
        var process = new GaussianProcess(new Hyperparameters(kernel, lengths, exp(logs[p]), exp(logs[p + 1])), inputs,
            responses);
        return new Smooth.Slope(-process.logLikelihood(), negativeGradient(process));
    }

    /// `-1/2 tr((w w^T - C^-1) dC)`, where `w = C^-1 y` and `dC` is the derivative by the logarithm of a parameter.
    private double[] negativeGradient(GaussianProcess process) {
        Hyperparameters hyper = process.hyperparameters();
        int p = hyper.lengths().length;
        double[][] inverse = process.inverseCovariance();
        double[] gradient = new double[p + 2];
        for (int i = 0; i < inputs.length; i++) {
            for (int k = 0; k < inputs.length; k++) {
                double w = process.sum().weight(i) * process.sum().weight(k) / (hyper.variance() * hyper.variance());
                double factor = -(w - inverse[i][k]) / 2;
                double d = Vec.squaredDistance(process.sum().point(i), process.sum().point(k));
                double slope = hyper.variance() * kernel.slope(d);
                for (int j = 0; j < p; j++) {
                    double e = process.sum().point(i)[j] - process.sum().point(k)[j];
                    gradient[j] += factor * slope * e * e;
                }
                gradient[p] += factor * hyper.variance() * kernel.at(d);
                gradient[p + 1] += i == k ? factor * hyper.noise() : 0;
            }
        }
        return gradient;
    }
}
