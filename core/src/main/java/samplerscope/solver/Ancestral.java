package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.hypot;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// A single-step solver taken below the target, and noise back up to it.
///
/// `rho_up^2 = eta^2 rho_t^2 (1 - rho_t^2 / rho_s^2)`, `rho_down^2 = rho_t^2 - rho_up^2`. The noise is exact: the law
/// at the target is as right as the inner solver's below it, so the weak order is the order of the inner solver. With
/// `eta = 0`, and on steps to `sigma = 0` or from `alpha = 0`, it is the inner solver.
///
/// Source: Crowson 2022, k-diffusion, `get_ancestral_step`, `sample_dpm_2_ancestral`, `sample_dpmpp_2s_ancestral`.
///
/// @param inner deterministic, without a past
/// @param eta   share of the ancestral noise, 0 to 1
public record Ancestral(Solver inner, double eta) implements Solver {

    public Ancestral {
        Eta.check(eta);
    }

    private static final Parameter ETA =
        Parameter.real("eta", "eta", "0 adds no noise, 1 that of DDPM with small variance", 1, 0, 1);

    public static final SolverFamily DPM_2 = new SolverFamily("dpm-2-a", "DPM2 ancestral", 2,
        "Crowson 2022, k-diffusion, sample_dpm_2_ancestral", List.of(ETA),
        s -> new Ancestral(new DpmSolver2S(0.5, SlopeForm.MIDPOINT), s.number("eta")))
        .in(SolverFamily.Group.STOCHASTIC).withoutNoise(ETA.id(), 2)
        .noting("diffusers' KDPM2AncestralDiscreteScheduler loses the lower level to cancellation in float32 where the steps "
            + "are long; here it is a sum of squares.");
    public static final SolverFamily DPMPP_2S = new SolverFamily("dpmpp-2s-a", "DPM-Solver++(2S) ancestral", 2,
        "Crowson 2022, k-diffusion, sample_dpmpp_2s_ancestral", List.of(ETA),
        s -> new Ancestral(new DpmPlusPlus2S(0.5, SlopeForm.MIDPOINT), s.number("eta")))
        .in(SolverFamily.Group.STOCHASTIC).withoutNoise(ETA.id(), 2);

    /// Beyond the registers of any inner solver.
    private static final Slot FRESH = work(9);

    @Override
    public Step plan(StepRequest r) {
        if (eta == 0 || r.isEndless()) {
            return inner.plan(r);
        }
        Split split = Split.of(r, r.to(), eta);
        var ops = new ArrayList<>(inner.plan(r.between(r.from(), split.down())).ops());
        ops.add(new Op.Draw(FRESH, 0));
        ops.add(combine(X, term(r.to().alpha() / split.down().alpha(), X), term(split.up(), FRESH)));
        return new Step(r.from(), r.to(), ops);
    }

    /// A target split into a level below it and noise.
    ///
    /// @param down the level that is reached without noise
    /// @param up   standard deviation of the noise at the target
    public record Split(NoiseLevel down, double up) {
        /// The split of a step to `t`.
        public static Split of(StepRequest r, NoiseLevel t, double eta) {
            double h = t.lambda() - r.from().lambda();
            // rho_t^2 - rho_up^2 as a sum of two squares, which keeps its digits when rho_t is far below rho_s.
            double down = t.rho() * hypot(sqrt(1 - eta * eta), eta * t.rho() / r.from().rho());
            return new Split(r.schedule().atLambda(-log(down)), t.alpha() * eta * t.rho() * sqrt(-expm1(-2 * h)));
        }
    }
}
