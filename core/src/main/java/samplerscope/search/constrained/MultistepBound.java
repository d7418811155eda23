package samplerscope.search.constrained;

import static java.lang.StrictMath.hypot;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// How much errors of the denoiser can move the end of an exponential multistep solver of order 3, as a function of
/// where its levels are: what a schedule can be optimised for without a model.
///
/// The end is linear in the outputs of the denoiser. If the error of an output is at most `weight` at its level, the
/// sum of the sizes of `weight` times the coefficient bounds the error of the end. First and last step are of order 1,
/// their neighbours of order 2.
///
/// Source: Xue et al. 2024, arXiv:2402.17376, Eq. 14.
///
/// @param weight   of the error of an output, by lambda
/// @param apart    steps at the start whose terms are not added to those of others: the paper takes 3 for runs of up to
///                 seven steps and 0 for longer ones
/// @param rounding of the size of a coefficient, `hypot(c, rounding)`; 0 for none
public record MultistepBound(DoubleUnaryOperator weight, int apart, double rounding) {

    private static final int SHORT = 7;
    private static final int APART = 3;
    private static final int ITERATIONS = 100;
    /// Rounding of the last stage, as a share of the mean size of a coefficient.
    private static final double SHARPEST = 1e-6;

    /// Without rounding, for a number of steps.
    public static MultistepBound of(DoubleUnaryOperator weight, int steps) {
        return new MultistepBound(weight, steps <= SHORT ? APART : 0, 0);
    }

    /// For variance-preserving noise, where errors grow as `sigma^power / alpha`: 2 for latents, 1 for pixels.
    public static MultistepBound variancePreserving(double power, int apart) {
        return new MultistepBound(lambda -> {
            double sigma = sqrt(1 / (1 + exp(2 * lambda)));
            double alpha = sqrt(1 / (1 + exp(-2 * lambda)));
            return pow(sigma, power) / alpha;
        }, apart, 0);
    }

    /// Levels between two ends that make the bound small, by {@link Gala}. A local minimum.
    ///
    /// The sum of sizes has kinks where an output counts for nothing, and minima tend to lie on them. So the sizes are
    /// rounded off, less and less from stage to stage, and each stage begins where the last one ended.
    ///
    /// @param lambdas to begin with, rising, at least two
    /// @throws InvalidProblemException if they do not rise
    public double[] optimised(double[] lambdas, BooleanSupplier cancelled) {
        double from = lambdas[0];
        double total = lambdas[lambdas.length - 1] - from;
        var range = StepSums.range(lambdas.length - 1, total);
        double[] best = lambdas;
        double[] x = StepSums.variables(increments(lambdas));
        double scale = at(lambdas) / lambdas.length;
        for (double share = 1; share > SHARPEST; share /= 4) {
            var stage = new MultistepBound(weight, apart, share * scale);
            x = new Gala(Gala.Settings.STANDARD.withIterations(ITERATIONS), _ -> { }, cancelled)
                .minimise(Differenced.of(v -> stage.at(StepSums.levels(from, v))), range, x).x();
            best = at(StepSums.levels(from, x)) < at(best) ? StepSums.levels(from, x) : best;
        }
        return best;
    }

    private static double[] increments(double[] lambdas) {
        return IntStream.range(1, lambdas.length).mapToDouble(k -> lambdas[k] - lambdas[k - 1]).toArray();
    }

    /// @param lambdas of all levels, rising, shape [steps + 1], at least two
    public double at(double[] lambdas) {
        int steps = lambdas.length - 1;
        double[] coefficients = new double[steps];
        double sum = 0;
        for (int s = 0; s < steps; s++) {
            double[] terms = terms(lambdas, s, steps);
            int first = s - terms.length + 1;
            double squares = 0;
            for (int k = 0; k < terms.length; k++) {
                double term = weight.applyAsDouble(lambdas[first + k]) * terms[k];
                squares += term * term;
                coefficients[first + k] += s >= apart ? term : 0;
            }
            sum += s < apart ? sqrt(squares) : 0;
        }
        for (double c : coefficients) {
            sum += hypot(c, rounding);
        }
        return sum;
    }

    /// Coefficients of the outputs that a step uses, the oldest first.
    private static double[] terms(double[] l, int s, int steps) {
        if (s == 0 || s == steps - 1) {
            return new double[] {exp(l[s]) * h0(l[s + 1] - l[s])};
        }
        return s == 1 || s == steps - 2 ? second(l, s) : third(l, s);
    }

    private static double[] second(double[] l, int s) {
        double e = exp(l[s]);
        double before = l[s] - l[s - 1];
        double h = l[s + 1] - l[s];
        return new double[] {-e * h1(h) / before, e * (h1(h) + before * h0(h)) / before};
    }

    private static double[] third(double[] l, int s) {
        double e = exp(l[s]);
        double u = l[s - 1] - l[s - 2];
        double v = l[s] - l[s - 1];
        double w = l[s + 1] - l[s];
        return new double[] {e * (h2(w) + v * h1(w)) / (u * (u + v)), -e * (h2(w) + (u + v) * h1(w)) / (u * v),
            e * (h2(w) + (2 * v + u) * h1(w) + v * (u + v) * h0(w)) / (v * (u + v))};
    }

    private static double h0(double h) {
        return expm1(h);
    }

    private static double h1(double h) {
        return h * exp(h) - h0(h);
    }

    private static double h2(double h) {
        return h * h * exp(h) - 2 * h1(h);
    }
}
