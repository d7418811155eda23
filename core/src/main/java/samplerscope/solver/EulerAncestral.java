package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.hypot;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// Euler below the target and noise back up to it: `rho_up^2 = eta^2 rho_t^2 (1 - rho_t^2 / rho_s^2)`,
/// `rho_down^2 = rho_t^2 - rho_up^2`; weak order 1. With `eta = 0` it is Euler.
///
/// Source: Crowson 2022, k-diffusion, `sample_euler_ancestral` and `get_ancestral_step`; the same map as
/// Song et al. 2021, arXiv:2010.02502, Eq. 12.
///
/// @param eta share of the ancestral noise, 0 to 1
public record EulerAncestral(double eta) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("euler-a", "Euler ancestral", 1,
        "Crowson 2022, k-diffusion, sample_euler_ancestral",
        List.of(Parameter.real("eta", "eta", "0 is Euler, 1 adds the noise of DDPM with small variance", 1, 0, 1)),
        s -> new EulerAncestral(s.number("eta")))
        .in(SolverFamily.Group.STOCHASTIC).withoutNoise("eta", 1);

    public EulerAncestral {
        Eta.check(eta);
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (s.alpha() == 0) {
            return new Ddim(eta).plan(r);
        }
        if (eta == 0 || t.sigma() == 0) {
            return new Euler().plan(r);
        }
        Slot now = work(0);
        Slot noise = work(1);
        double up = eta * t.rho() * sqrt(-expm1(-2 * r.h()));
        // rho_t^2 - rho_up^2 as a sum of two squares, which keeps its digits when rho_t is far below rho_s.
        double down = t.rho() * hypot(sqrt(1 - eta * eta), eta * t.rho() / s.rho());
        return new Step(s, t,
            new Op.Evaluate(now, X, s, NOISE),
            new Op.Draw(noise, 0),
            combine(X, term(t.alpha() / s.alpha(), X), term(t.alpha() * (down - s.rho()), now),
                term(t.alpha() * up, noise)));
    }
}
