package samplerscope.solver;

import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Steps back up in noise by adding it: no evaluation, one draw. What was remembered is forgotten.
///
/// `x_t = (alpha_t / alpha_s) x_s + sqrt(sigma_t^2 - (alpha_t sigma_s / alpha_s)^2) z`, the forward process.
///
/// Source: Xu et al. 2023, arXiv:2306.14878, Algorithm 1 (restart sampling).
public record Renoise() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("renoise", "Renoise (restart)", 0,
        "Xu et al. 2023, arXiv:2306.14878, Algorithm 1", List.of(), _ -> new Renoise())
        .in(SolverFamily.Group.STOCHASTIC);

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (t.lambda() > s.lambda()) {
            throw new UnplannableStepException("renoise is asked to remove noise",
                "use it only on a step whose level rises in noise");
        }
        double keep = t.alpha() / s.alpha();
        double fresh = sqrt(t.sigma() * t.sigma() - keep * keep * s.sigma() * s.sigma());
        return new Step(s, t, new Op.Draw(work(0), 0), combine(X, term(keep, X), term(fresh, work(0))));
    }
}
