package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// DDIM: first order, one evaluation per step. `eta = 0` is the ODE, `eta = 1` the ancestral sampler.
///
/// Written in the data form, `x_t = alpha_t x0 + sqrt(sigma_t^2 - c^2) eps + c z` with
/// `c = eta sigma_t sqrt(1 - e^{-2h})`, so that it reaches `sigma = 0` and leaves `alpha = 0` exactly.
///
/// Source: Song et al. 2021, arXiv:2010.02502, Eqs. 12 and 16.
///
/// @param eta share of the ancestral noise, 0 to 1
public record Ddim(double eta) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("ddim", "DDIM", 1,
        "Song et al. 2021, arXiv:2010.02502, Eqs. 12 and 16",
        List.of(Parameter.real("eta", "eta", "0 is the ODE, 1 the ancestral sampler", 0, 0, 1),
            Parameter.real("clip", "clip", "range that the predicted data are kept in while the noise stays as predicted, as "
                + "in diffusers; 0 is off, and the model call has clipping of its own that changes both", 0, 0, 1e6),
            Parameter.real("clip-quantile", "clip quantile", "of the absolute data, which becomes the range where it lies "
                + "above clip; 1 with a clip ceiling of 0 is plain clipping", 1, 0, 1),
            Parameter.real("clip-ceiling", "clip ceiling", "the range never exceeds this; 0 is clip itself", 0, 0, 1e6),
            Parameter.real("stride", "stride", "time that each step goes back, whatever the next level of the grid is, as in "
                + "diffusers; 0 goes to the next level", 0, 0, 1e4)),
        Ddim::of)
        .in(SolverFamily.Group.FIRST_ORDER)
        .noting("DDIMScheduler of diffusers goes back by a whole fraction of the training steps (stride) and clips the data "
            + "to [-1, 1] unless told otherwise (clip).");

    private static Solver of(Settings s) {
        double clip = s.number("clip");
        Solver step = clip == 0 ? new Ddim(s.number("eta")) : new ClippedDdim(new Threshold(s.number("clip-quantile"), clip,
            max(clip, s.number("clip-ceiling"))), s.number("eta"));
        return s.number("stride") == 0 ? step : new FixedStride(step, s.number("stride"));
    }

    public Ddim {
        Eta.check(eta);
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        Slot now = work(0);
        double c = eta == 0 ? 0 : eta * t.sigma() * sqrt(-expm1(-2 * r.h()));
        double keep = (c == 0 ? t.sigma() : sqrt(max(0, t.sigma() * t.sigma() - c * c))) / s.sigma();
        // alpha_t - alpha_s keep, which is alpha_t (1 - e^{-h}) without noise; that form does not cancel for small h, but has
        // no limit where an inversion ends, at alpha_t = 0.
        double gain = c == 0 && t.alpha() > 0 ? -t.alpha() * expm1(-r.h()) : t.alpha() - s.alpha() * keep;
        var terms = new ArrayList<>(List.of(term(keep, X), term(gain, now)));
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(now, X, s, DATA)));
        if (c != 0) {
            ops.add(new Op.Draw(work(1), 0));
            terms.add(term(c, work(1)));
        }
        ops.add(combine(X, terms));
        return new Step(s, t, ops);
    }
}
