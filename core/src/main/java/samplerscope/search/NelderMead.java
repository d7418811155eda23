package samplerscope.search;

import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import samplerscope.registry.Parameter;

/// Moves the levels and relaxations of the best known schedule by the simplex of Nelder and Mead, on free numbers that
/// are always a legal schedule; begins again around the best, smaller each time, until the budget is spent.
final class NelderMead implements SearchMethod {

    private static final Parameter SPREAD = Parameter.real("spread", "spread",
        "size of the first simplex; lengths of steps are changed by about this share", 0.3, 0.01, 2);

    static final MethodFamily FAMILY = new MethodFamily("nelder-mead", "Nelder-Mead",
        "Nelder & Mead 1965, A simplex method for function minimization", List.of(SPREAD, WarmStart.PARAMETER), true,
        s -> new NelderMead(s.number(SPREAD.id()), s.flag(WarmStart.PARAMETER.id())));

    private static final double SHRINK = 0.5;
    private static final double SMALLEST = 1e-3;
    /// Of scores within the simplex: nothing below this is worth an evaluation.
    private static final double CONVERGED = 1e-4;

    private final double spread;
    private final boolean warm;

    private NelderMead(double spread, boolean warm) {
        this.spread = spread;
        this.warm = warm;
    }

    @Override
    public void search(Trials trials) {
        List<Candidate> starts = Starts.of(trials, warm);
        for (double size = spread; size > SMALLEST; size *= SHRINK) {
            for (Candidate start : size == spread ? starts : Starts.best(trials)) {
                refine(trials, "simplex", start, size, Integer.MAX_VALUE);
            }
        }
    }

    /// One descent from a schedule.
    ///
    /// @param evaluations at most
    static void refine(Trials trials, String stage, Candidate start, double size, int evaluations) {
        var code = ContinuousCode.of(trials.problem(), start);
        if (code.dimension() == 0) {
            return;
        }
        var spent = new MostEvaluations(evaluations);
        try {
            new SimplexOptimizer(CONVERGED, 0).optimize(new MaxEval(Integer.MAX_VALUE),
                new ObjectiveFunction(x -> trials.score(stage, spent.counting(code.candidate(x)))), GoalType.MINIMIZE,
                new InitialGuess(code.start()), new NelderMeadSimplex(code.dimension(), size));
        } catch (MostEvaluations.Reached e) {
            return; // the best is in the log
        }
    }
}
