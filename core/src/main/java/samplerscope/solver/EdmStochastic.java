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
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// The stochastic sampler of EDM: each step first adds noise, from `rho` up to `(1 + gamma) rho`, then takes Heun's
/// step down from there; weak order 2.
///
/// `gamma = min(churn / steps, sqrt(2) - 1)` where `lowest <= rho <= highest`, else 0. Without churn it is Heun.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 2; the default settings are its Table 5, ImageNet-64.
///
/// @param churn   `S_churn`, noise over the whole run, `>= 0`
/// @param lowest  `S_min`, the smallest `rho` that is churned
/// @param highest `S_max`, the largest `rho` that is churned
/// @param noise   `S_noise`, standard deviation of the noise added
public record EdmStochastic(double churn, double lowest, double highest, double noise) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("edm-stochastic", "EDM stochastic", 2,
        "Karras et al. 2022, arXiv:2206.00364, Algorithm 2",
        List.of(
            Parameter.real("s-churn", "S_churn", "noise of the whole run, shared by its steps; 0 is Heun", 40, 0, 1000),
            Parameter.real("s-min", "S_min", "no churn where sigma / alpha is below this", 0.05, 0, 1000),
            Parameter.logReal("s-max", "S_max", "no churn where sigma / alpha is above this", 50, 1e-3, 1e6),
            Parameter.real("s-noise", "S_noise", "standard deviation of the noise added", 1.003, 0.5, 1.5)),
        s -> new EdmStochastic(s.number("s-churn"), s.number("s-min"), s.number("s-max"), s.number("s-noise")));

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        double gamma = gamma(r);
        if (gamma == 0) {
            return new Heun().plan(r);
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
        var down = r.between(raised, r.to());
        ops.addAll(new Heun().plan(down).ops());
        return new Step(s, r.to(), ops);
    }

    private double gamma(StepRequest r) {
        double rho = r.from().rho();
        boolean churned = lowest <= rho && rho <= highest && r.from().alpha() > 0;
        return churned ? min(churn / r.steps(), sqrt(2) - 1) : 0;
    }
}
