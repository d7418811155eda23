package samplerscope.solver;

import static samplerscope.schedule.Parameterization.FLOW;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Runge-Kutta 5(4) of Dormand and Prince, seven evaluations per step; as an adaptive method the reference of all
/// errors.
///
/// It integrates on the straight path that every Gaussian path maps to: with `y = x / (alpha + sigma)` and
/// `u = sigma / (alpha + sigma)` the ODE is `dy / du = eps - x0`, regular at both ends of every schedule.
///
/// Source: Dormand & Prince 1980, J. Comput. Appl. Math. 6, Table 2; straight path from Liu et al. 2022,
/// arXiv:2209.03003.
public record DormandPrince5() implements EmbeddedSolver {

    public static final SolverFamily FAMILY = new SolverFamily("dopri5", "Dormand-Prince 5(4)", 5,
        "Dormand & Prince 1980, J. Comput. Appl. Math. 6, Table 2", List.of(), _ -> new DormandPrince5())
        .in(SolverFamily.Group.SINGLE_STEP);

    private static final double[][] A = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
    };
    private static final double[] C = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
    /// Fifth-order weights minus fourth-order weights.
    private static final double[] E = {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525,
        -1.0 / 40};
    private static final int STAGES = 7;
    private static final Slot GUESS = work(STAGES);
    private static final Slot ERROR = work(STAGES + 1);

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double h = straightTime(t) - straightTime(s);
        var ops = new ArrayList<Op>();
        ops.add(new Op.Evaluate(work(0), X, s, FLOW));
        for (int stage = 1; stage < STAGES; stage++) {
            NoiseLevel at = C[stage] == 1 ? t : between(r, straightTime(s) + C[stage] * h);
            ops.add(combine(GUESS, stageTerms(A[stage], h, scale(at), scale(s))));
            ops.add(new Op.Evaluate(work(stage), GUESS, at, FLOW));
        }
        ops.add(combine(ERROR, errorTerms(h * scale(t))));
        // The last stage was evaluated at the fifth-order result itself.
        ops.add(combine(X, term(1, GUESS)));
        return new Step(s, t, ops);
    }

    private static List<Op.Term> stageTerms(double[] weights, double h, double scale, double scaleFrom) {
        var terms = new ArrayList<Op.Term>();
        terms.add(term(scale / scaleFrom, X));
        for (int j = 0; j < weights.length; j++) {
            terms.add(term(scale * h * weights[j], work(j)));
        }
        return terms;
    }

    private static List<Op.Term> errorTerms(double h) {
        var terms = new ArrayList<Op.Term>();
        for (int j = 0; j < STAGES; j++) {
            terms.add(term(h * E[j], work(j)));
        }
        return terms;
    }

    private static double scale(NoiseLevel l) {
        return l.alpha() + l.sigma();
    }

    private static double straightTime(NoiseLevel l) {
        return l.sigma() / scale(l);
    }

    private static NoiseLevel between(StepRequest r, double straightTime) {
        return r.schedule().atLambda(StrictMath.log1p(-straightTime) - StrictMath.log(straightTime));
    }

    @Override
    public Slot errorEstimate() {
        return ERROR;
    }

    @Override
    public int weakerOrder() {
        return 4;
    }
}
