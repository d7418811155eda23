package samplerscope.search;

import static java.lang.StrictMath.pow;

import java.util.Arrays;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;
import samplerscope.search.constrained.MultistepBound;

/// Levels that minimize a bound of what errors of the model do to a multistep solver of order 3: no evaluation at all. From
/// even steps in lambda a local minimum is looked for.
///
/// Source: Xue et al. 2024, arXiv:2402.17376, Sec. 4.
final class OptimizedSteps {

    private static final Parameter POWER = Parameter.whole("power", "a",
        "errors of the model grow as sigma^a / alpha: 1 for pixels, 2 for latents", 1, 1, 2);

    static final MethodFamily FAMILY = GridMethod.family("optimized-steps", "Optimized time steps",
        "Xue et al. 2024, arXiv:2402.17376, Sec. 4", List.of(POWER),
        s -> (problem, steps) -> times(problem, steps, s.whole(POWER.id())));

    private OptimizedSteps() {}

    private static List<Double> times(SearchProblem problem, int steps, int power) {
        double[] even = problem.code().lambdas(new double[steps]);
        double[] best = steps == 1 ? even
            : MultistepBound.of(lambda -> weight(problem.schedule().atLambda(lambda), power), steps)
                .optimised(even, () -> Thread.currentThread().isInterrupted());
        return GridFormulas.timesOf(problem, Arrays.copyOfRange(best, 1, steps));
    }

    private static double weight(NoiseLevel level, int power) {
        return pow(level.sigma(), power) / level.alpha();
    }
}
