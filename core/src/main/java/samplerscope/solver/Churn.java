package samplerscope.solver;

import static java.lang.StrictMath.log1p;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// Adds noise before a step of another solver, from `rho` up to `(1 + gamma) rho`, and takes that step down from there.
///
/// `gamma = min(amount / steps, sqrt(2) - 1)` where `lowest <= rho <= highest`, else 0.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 2, lines 4 to 6.
///
/// @param inner   deterministic
/// @param amount  `S_churn`, noise over the whole run, `>= 0`
/// @param lowest  `S_min`, the smallest `rho` that is churned
/// @param highest `S_max`, the largest `rho` that is churned
/// @param noise   `S_noise`, standard deviation of the noise added
public record Churn(Solver inner, double amount, double lowest, double highest, double noise) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        double gamma = gamma(r);
        if (gamma == 0) {
            return inner.plan(r);
        }
        if (r.h() < 0) {
            throw new UnplannableStepException("churn is asked for on a step that adds noise",
                "use heun to run a grid backwards, or set s-churn to 0");
        }
        NoiseLevel raised = r.schedule().atLambda(s.lambda() - log1p(gamma));
        var ops = new ArrayList<Op>(List.of(
            new Op.Draw(work(0), 0),
            combine(X, term(raised.alpha() / s.alpha(), X),
                term(raised.alpha() * noise * s.rho() * sqrt(gamma * (2 + gamma)), work(0)))));
        ops.addAll(inner.plan(r.between(raised, r.to())).ops());
        return new Step(s, r.to(), ops);
    }

    private double gamma(StepRequest r) {
        double rho = r.from().rho();
        boolean churned = lowest <= rho && rho <= highest && r.from().alpha() > 0;
        return churned ? min(amount / r.steps(), sqrt(2) - 1) : 0;
    }
}
