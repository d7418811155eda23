package samplerscope.solver;

import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// ETD-RK4: the exponential Runge-Kutta method of four stages and order 4, one order more than the DPM-Solvers go.
///
/// In lambda, `x / alpha` decays at rate 1 towards the predicted data (or `x / sigma` grows away from the predicted noise),
/// which the method solves exactly; the prediction is integrated with the weights of Cox and Matthews. Where the prediction
/// does not depend on the state it is Simpson's rule against the exponential. A step from `alpha = 0` or to `sigma = 0` is
/// DDIM.
///
/// Source: Krogstad 2005, J. Comput. Phys. 203, 72-88 (ETDRK4-B); the final weights are those of Cox & Matthews 2002,
/// J. Comput. Phys. 176, 430-455.
///
/// @param form whether data or noise is predicted
public record Krogstad4(MultistepForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("etd-rk4", "ETD-RK4", 4,
        "Krogstad 2005, J. Comput. Phys. 203, 72-88", List.of(MultistepForm.SETTING),
        s -> new Krogstad4(MultistepForm.of(s))).in(SolverFamily.Group.SINGLE_STEP)
        .noting("Four evaluations a step pay off late: at twenty a multistep solver does better. No point of the unified "
            + "space, which tells outputs apart by their level: two of its stages lie at one.");

    @Override
    public Step plan(StepRequest r) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        NoiseLevel middle = r.schedule().atLambda(s.lambda() + r.h() / 2);
        Slot guess = work(4);
        double z = form.z(r.h());
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, form.output()),
            combine(guess, form.sum(s, middle, X, work(0), List.of(), new double[0])),
            new Op.Evaluate(work(1), guess, middle, form.output()),
            combine(guess, form.sum(s, middle, X, work(0), List.of(work(1)), new double[] {2 * Phi.of(2, z / 2)})),
            new Op.Evaluate(work(2), guess, middle, form.output()),
            combine(guess, form.sum(s, t, X, work(0), List.of(work(2)), new double[] {2 * Phi.of(2, z)})),
            new Op.Evaluate(work(3), guess, t, form.output()),
            combine(X, form.sum(s, t, X, work(0), List.of(work(1), work(2), work(3)), last(z))));
    }

    private static double[] last(double z) {
        double inner = 2 * Phi.of(2, z) - 4 * Phi.of(3, z);
        return new double[] {inner, inner, 4 * Phi.of(3, z) - Phi.of(2, z)};
    }
}
