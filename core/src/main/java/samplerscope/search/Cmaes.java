package samplerscope.search;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;
import samplerscope.registry.Parameter;

/// Moves the levels and relaxations of the best known schedule by an evolution strategy that learns how they depend on
/// each other, on free numbers that are always a legal schedule; begins again around the best until the budget is
/// spent.
///
/// Source: Hansen & Ostermeier 2001, Completely derandomized self-adaptation in evolution strategies.
final class Cmaes implements SearchMethod {

    private static final Parameter SPREAD = Parameter.real("spread", "spread",
        "first standard deviation; lengths of steps are changed by about this share", 0.3, 0.01, 2);

    static final MethodFamily FAMILY = new MethodFamily("cma-es", "CMA-ES",
        "Hansen & Ostermeier 2001, Evolutionary Computation 9(2)", List.of(SPREAD, WarmStart.PARAMETER), true,
        s -> new Cmaes(s.number(SPREAD.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final int RESTARTS = 8;
    private static final int ITERATIONS = 10_000;

    private final double spread;
    private final boolean warm;

    private Cmaes(double spread, boolean warm) {
        this.spread = spread;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        List<Candidate> starts = Starts.of(trials, warm);
        for (int restart = 0; restart < RESTARTS; restart++) {
            for (Candidate start : restart == 0 ? starts : Starts.best(trials)) {
                refine(trials, "cma-es", start, spread / (restart + 1), Integer.MAX_VALUE, restart);
            }
        }
    }

    /// One run from a schedule.
    static void refine(Trials trials, String stage, Candidate start, double size, int evaluations, int number) {
        var code = ContinuousCode.of(trials.problem(), start);
        int n = code.dimension();
        if (n < 2) {
            return;
        }
        var spent = new MostEvaluations(evaluations);
        var sigma = new double[n];
        Arrays.fill(sigma, size);
        long seed = trials.problem().request().seed() * RESTARTS + number;
        try {
            new CMAESOptimizer(ITERATIONS, 0, true, 0, 0, new Well19937c(seed), false,
                (_, before, now) -> Math.abs(before.getValue() - now.getValue()) < 1e-7 * now.getValue())
                .optimize(new MaxEval(Integer.MAX_VALUE), SimpleBounds.unbounded(n),
                    new ObjectiveFunction(x -> trials.score(stage, spent.counting(code.candidate(x)))),
                    GoalType.MINIMIZE, new InitialGuess(code.start()), new CMAESOptimizer.Sigma(sigma),
                    new CMAESOptimizer.PopulationSize(4 + (int) (3 * StrictMath.log(n))));
        } catch (MostEvaluations.Reached e) {
            return; // the best is in the log
        }
    }
}
