package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Heun's method on `d(x / alpha) / d rho = eps`: order 2, two evaluations per step; Euler on a step to `sigma = 0`
/// and on one from `alpha = 0`.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 1.
public record Heun() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("heun", "Heun (EDM)", 2,
        "Karras et al. 2022, arXiv:2206.00364, Algorithm 1", List.of(), _ -> new Heun())
        .in(SolverFamily.Group.SINGLE_STEP);

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        double keep = t.alpha() / s.alpha();
        double slope = t.alpha() * (t.rho() - s.rho());
        Slot here = work(0);
        Slot guess = work(1);
        Slot there = work(2);
        return new Step(s, t,
            new Op.Evaluate(here, X, s, NOISE),
            combine(guess, term(keep, X), term(slope, here)),
            new Op.Evaluate(there, guess, t, NOISE),
            combine(X, term(keep, X), term(slope / 2, here), term(slope / 2, there)));
    }
}
