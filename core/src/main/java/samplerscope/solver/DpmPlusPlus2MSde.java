package samplerscope.solver;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;
import samplerscope.schedule.NoiseLevel;

/// SDE-DPM-Solver++(2M): the multistep solver 2M on the reverse SDE, weak order 2, one evaluation per step.
///
/// With `g = (1 + eta) h` the data term is that of 2M over a step of length `g`; the fresh noise has variance
/// `sigma_t^2 (1 - e^{-2 eta h})`. A step to `sigma = 0` returns the predicted data.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, SDE-DPM-Solver++(2M); `eta` from Crowson 2022, k-diffusion,
/// `sample_dpmpp_2m_sde`.
///
/// @param eta  0 is 2M on the ODE, 1 the reverse SDE
/// @param form how the slope is integrated
public record DpmPlusPlus2MSde(double eta, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-2m-sde", "SDE-DPM-Solver++(2M)", 2,
        "Lu et al. 2022, arXiv:2211.01095, SDE-DPM-Solver++(2M); eta as in k-diffusion, sample_dpmpp_2m_sde",
        List.of(Parameter.real("eta", "eta", "0 is DPM-Solver++(2M), 1 the reverse SDE", 1, 0, 1),
            Parameter.oneOf("type", "type", "midpoint is the paper's; heun integrates the slope exactly",
                "midpoint", "heun"), Layout.LOWER_ORDER_FINAL),
        s -> ofOrder(s, 2))
        .laidOut(Layout.fallingOrder(_ -> 2, DpmPlusPlus2MSde::ofOrder)).in(SolverFamily.Group.STOCHASTIC)
        .withoutNoise("eta", 2);

    private static Solver ofOrder(Settings s, int order) {
        return order == 1 ? new Ddim(s.number("eta")) : new DpmPlusPlus2MSde(s.number("eta"), SlopeForm.of(s));
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (t.sigma() == 0) {
            return new Ddim(0).plan(r);
        }
        double h = r.h();
        double g = (1 + eta) * h;
        double gain = -t.alpha() * expm1(-g);
        double sd = eta == 0 ? 0 : t.sigma() * sqrt(-expm1(-2 * eta * h));
        Slot now = work(0);
        Slot noise = work(1);
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(now, X, s, DATA)));
        var terms = new ArrayList<>(List.of(term(t.sigma() / s.sigma() * exp(-eta * h), X)));
        var nodes = r.nodes(1);
        if (nodes.isEmpty()) {
            terms.add(term(gain, now));
        } else {
            double slope = t.alpha() * g * form.weight(-g) * h / (s.lambda() - nodes.getFirst().lambda());
            terms.add(term(gain + slope, now));
            terms.add(term(-slope, past(0, DATA)));
        }
        if (sd != 0) {
            ops.add(new Op.Draw(noise, 0));
            terms.add(term(sd, noise));
        }
        ops.add(combine(X, terms));
        return new Step(s, t, ops);
    }
}
