package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Euler's method on `d(x / alpha) / d rho = eps`: first order, one evaluation per step.
///
/// The same map as DDIM without noise, and as Euler on the velocity of rectified flow. At `alpha = 0`, where `eps` says
/// nothing about the data, it is written as DDIM.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 1 without its lines 6 to 8.
public record Euler() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("euler", "Euler", 1,
        "Karras et al. 2022, arXiv:2206.00364, Algorithm 1 without the correction", List.of(), _ -> new Euler())
        .in(SolverFamily.Group.FIRST_ORDER);

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (s.alpha() == 0) {
            return new Ddim(0).plan(r);
        }
        Slot now = work(0);
        return new Step(s, t,
            new Op.Evaluate(now, X, s, NOISE),
            combine(X, term(t.alpha() / s.alpha(), X), term(t.alpha() * (t.rho() - s.rho()), now)));
    }
}
