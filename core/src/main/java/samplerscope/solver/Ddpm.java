package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DDPM ancestral sampling: a draw from the Gaussian posterior given the predicted `x0`; weak order 1.
///
/// Written for any two levels, `x_t = alpha_t (1 - e^{-2h}) x0 + (sigma_t / sigma_s) e^{-h} x_s + sd z`. A step to
/// `sigma = 0` adds no noise, unless asked to.
///
/// Source: Ho et al. 2020, arXiv:2006.11239, Algorithm 2, Eqs. 6, 7 and 11.
///
/// @param endNoise standard deviation of the noise on a step to `sigma = 0`
public record Ddpm(Variance variance, double endNoise) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("ddpm", "DDPM ancestral", 1,
        "Ho et al. 2020, arXiv:2006.11239, Algorithm 2, Eqs. 6, 7 and 11",
        List.of(Parameter.oneOf("variance", "variance",
            "sigma^2 (1 - e^{-2h}), small with the sigma of the step's end, large with that of its start",
            "small", "large"),
            Parameter.real("end-noise", "noise at the end", "standard deviation of what a step to sigma = 0 adds: 0 in the "
                + "paper; diffusers adds some where the grid does not visit the first training step", 0, 0, 1)),
        s -> new Ddpm(s.word("variance").equals("large") ? Variance.LARGE : Variance.SMALL, s.number("end-noise")))
        .in(SolverFamily.Group.STOCHASTIC);

    /// Without noise at the end.
    public Ddpm(Variance variance) {
        this(variance, 0);
    }

    /// The two ends between which the true posterior variance lies (Ho et al. 2020, Sec. 3.2).
    public enum Variance { SMALL, LARGE }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        Slot now = work(0);
        Slot noise = work(1);
        double fresh = -expm1(-2 * r.h());
        double sd = t.sigma() == 0 ? endNoise : sqrt(fresh) * (variance == Variance.SMALL ? t.sigma() : s.sigma());
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(now, X, s, DATA)));
        if (sd != 0) {
            ops.add(new Op.Draw(noise, 0));
        }
        var mean = List.of(term(t.sigma() / s.sigma() * exp(-r.h()), X), term(t.alpha() * fresh, now));
        var terms = new ArrayList<>(mean);
        if (sd != 0) {
            terms.add(term(sd, noise));
        }
        ops.add(combine(X, terms));
        return new Step(s, t, ops);
    }
}
