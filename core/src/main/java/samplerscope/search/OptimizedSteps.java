package samplerscope.search;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;

/// Levels that minimize a bound of what errors of the model do to a multistep solver of order 3: no evaluation at all.
///
/// The end of a run is a linear combination of the model's outputs; with errors of at most `eps_i = sigma_i^a / alpha_i`
/// the bound is the sum of the sizes of `eps_i` times the whole coefficient of output `i`. The paper minimizes by a trust
/// region; here Nelder and Mead descend on the lengths of the steps, which need no constraints.
///
/// Source: Xue et al. 2024, arXiv:2402.17376, Sec. 4.
final class OptimizedSteps implements GridFormula {

    private static final Parameter POWER = Parameter.whole("power", "a",
        "errors of the model grow as sigma^a / alpha: 1 for pixels, 2 for latents", 1, 1, 2);

    static final MethodFamily FAMILY = GridMethod.family("optimized-steps", "Optimized time steps",
        "Xue et al. 2024, arXiv:2402.17376, Sec. 4", List.of(POWER), s -> new OptimizedSteps(s.whole(POWER.id())));

    /// Runs of up to this many steps take the first three steps' terms apart.
    private static final int SHORT = 7;
    private static final int APART = 3;
    private static final int MOST = 20_000;
    private static final double[] SIZES = {0.5, 0.25, 0.1};

    private final int power;

    private OptimizedSteps(int power) {
        this.power = power;
    }

    @Override
    public List<Double> times(SearchProblem problem, int steps) {
        if (steps == 1) {
            return List.of(problem.from().time(), problem.to().time());
        }
        return problem.code().times(best(problem.code(), steps, power, steps <= SHORT ? APART : 0));
    }

    /// The code of the best grid found from even steps, begun again around it with smaller simplices.
    static double[] best(GridCode code, int steps, int power, int apart) {
        double[] best = new double[steps];
        for (double size : SIZES) {
            best = descended(code, power, apart, best, size);
        }
        return best;
    }

    private static double[] descended(GridCode code, int power, int apart, double[] from, double size) {
        try {
            PointValuePair found = new SimplexOptimizer(1e-10, 1e-12).optimize(new MaxEval(MOST),
                new ObjectiveFunction(x -> bound(code.schedule(), code.lambdas(x), power, apart)), GoalType.MINIMIZE,
                new InitialGuess(from), new NelderMeadSimplex(from.length, size));
            return found.getPoint();
        } catch (MathIllegalStateException e) {
            return from; // spent without an end: what it began with is kept
        }
    }

    /// The bound for the levels of a run.
    ///
    /// @param lambdas [N + 1], rising
    /// @param apart   steps whose terms are not summed with those of others: 3 for short runs, 0 for long
    static double bound(NoiseSchedule schedule, double[] lambdas, int power, int apart) {
        int n = lambdas.length - 1;
        double[] eps = Arrays.stream(lambdas).map(l -> weight(schedule.atLambda(l), power)).toArray();
        var sums = new double[n];
        double total = 0;
        for (int s = 0; s < n; s++) {
            double[] c = coefficients(lambdas, s);
            if (c.length == 1) {
                total += abs(c[0] * eps[s]);
                continue;
            }
            double square = 0;
            for (int k = 0; k < c.length; k++) {
                double product = c[k] * eps[s - c.length + 1 + k];
                square += product * product;
                sums[s - c.length + 1 + k] += s < apart ? 0 : product;
            }
            total += s < apart ? sqrt(square) : 0;
        }
        return total + Arrays.stream(sums).map(StrictMath::abs).sum();
    }

    private static double weight(NoiseLevel level, int power) {
        return pow(level.sigma(), power) / level.alpha();
    }

    /// Of the outputs that step `s` uses, oldest first.
    private static double[] coefficients(double[] lambdas, int s) {
        int last = lambdas.length - 2;
        double e = exp(lambdas[s]);
        double w = lambdas[s + 1] - lambdas[s];
        double h0 = expm1(w);
        if (s == 0 || s == last) {
            return new double[] {e * h0};
        }
        double h1 = w * exp(w) - h0;
        double v = lambdas[s] - lambdas[s - 1];
        if (s == 1 || s == last - 1) {
            return new double[] {-e * h1 / v, e * (h1 + v * h0) / v};
        }
        double h2 = w * w * exp(w) - 2 * h1;
        double u = lambdas[s - 1] - lambdas[s - 2];
        return new double[] {e * (h2 + v * h1) / (u * (u + v)), -e * (h2 + (u + v) * h1) / (u * v),
            e * (h2 + (2 * v + u) * h1 + v * (u + v) * h0) / (v * (u + v))};
    }
}
