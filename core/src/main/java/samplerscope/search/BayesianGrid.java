package samplerscope.search;

import static java.lang.StrictMath.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import samplerscope.registry.Parameter;
import samplerscope.search.surrogate.BayesianOptimisation;
import samplerscope.spec.Choice;

/// Learns the error as a smooth function of two numbers of a grid, and recommends the certified minimum of what it has
/// learned: a blend, in `log rho`, of the Karras grid of some `rho` and the grid of equal local errors. Decisions are those of
/// the best known schedule.
///
/// Source: Jones, Schonlau & Welch 1998, Sec. 4; the family of grids is this project's.
final class BayesianGrid implements SearchMethod {

    private static final Parameter TRIALS = Parameter.whole("trials", "trials", "grids tried", 40, 4, 200);

    static final MethodFamily FAMILY = new MethodFamily("bayesian", "Bayesian optimization of a grid",
        "Jones, Schonlau & Welch 1998, Efficient Global Optimization of Expensive Black-Box Functions, Sec. 4",
        List.of(TRIALS, WarmStart.PARAMETER), true,
        s -> new BayesianGrid(s.whole(TRIALS.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final double LOWEST = 2;
    private static final double HIGHEST = 30;
    /// Powers of the local error that steps are made even in.
    private static final double POWER = 0.5;

    private final int most;
    private final boolean warm;

    private BayesianGrid(int most, boolean warm) {
        this.most = most;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        for (Candidate template : Starts.of(trials, warm)) {
            int steps = template.times().size() - 1;
            double[] even = lambdas(trials.problem(), GridFormulas.equidistributed(trials.problem(), steps, POWER));
            ToDoubleFunction<double[]> error = u -> log(trials.score("bayesian",
                candidate(trials.problem(), template, even, u)));
            var found = new BayesianOptimisation(BayesianOptimisation.Settings.within(2, most),
                new BayesianOptimisation.Listener() { }, () -> Thread.currentThread().isInterrupted())
                .minimise(2, error);
            error.applyAsDouble(found.certificate().at());
        }
    }

    private static Candidate candidate(SearchProblem problem, Candidate template, double[] even, double[] u) {
        Choice karras = Choice.of("karras").with("rho", LOWEST + (HIGHEST - LOWEST) * u[0]);
        double[] lambdas = lambdas(problem, GridFormulas.library(problem, karras, even.length - 1));
        for (int k = 0; k < lambdas.length; k++) {
            lambdas[k] += u[1] * (even[k] - lambdas[k]);
        }
        return template.withTimes(GridFormulas.timesOf(problem, Arrays.copyOfRange(lambdas, 1, lambdas.length - 1)));
    }

    private static double[] lambdas(SearchProblem problem, List<Double> times) {
        var lambdas = new ArrayList<Double>();
        for (double time : times) {
            lambdas.add(lambdas.isEmpty() ? problem.code().start() : problem.schedule().at(time).lambda());
        }
        return lambdas.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
