package samplerscope.solver;

import static samplerscope.schedule.Parameterization.FLOW;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Heun's method on the velocity of the straight path: order 2, two evaluations per step.
///
/// With `y = x / (alpha + sigma)` and `u = sigma / (alpha + sigma)` the ODE of every path is `dy / du = eps - x0`; on
/// rectified flow that is `dx / dt` itself. It leaves `alpha = 0`; a step to `sigma = 0` is Euler there, which is DDIM.
///
/// Source: Liu et al. 2022, arXiv:2209.03003, Eq. 1; as diffusers' FlowMatchHeunDiscreteScheduler.
public record FlowHeun() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("flow-heun", "Heun (flow matching)", 2,
        "Liu et al. 2022, arXiv:2209.03003, Eq. 1", List.of(), _ -> new FlowHeun())
        .in(SolverFamily.Group.SINGLE_STEP)
        .noting("Euler on the velocity is DDIM. diffusers applies a shift other than 1 twice to its smallest sigma.");

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (t.sigma() == 0) {
            return new Ddim(0).plan(r);
        }
        double keep = scale(t) / scale(s);
        double slope = scale(t) * (t.sigma() / scale(t) - s.sigma() / scale(s));
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, FLOW),
            combine(work(2), term(keep, X), term(slope, work(0))),
            new Op.Evaluate(work(1), work(2), t, FLOW),
            combine(X, term(keep, X), term(slope / 2, work(0)), term(slope / 2, work(1))));
    }

    private static double scale(NoiseLevel l) {
        return l.alpha() + l.sigma();
    }
}
