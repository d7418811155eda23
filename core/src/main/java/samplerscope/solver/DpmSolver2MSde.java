package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static java.lang.StrictMath.sqrt;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// SDE-DPM-Solver(2M): second-order multistep on the reverse SDE in the noise prediction, one evaluation per step,
/// weak order 2.
///
/// `x_t = (alpha_t / alpha_s) x_s - 2 sigma_t h (phi_1(h) eps_s + slope) + sigma_t sqrt(e^{2h} - 1) z`. With no past it is
/// of first order. A step to `sigma = 0` or from `alpha = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, App. A; released in diffusers as `sde-dpmsolver`.
///
/// @param order 1 or 2
/// @param form  how the slope is integrated
public record DpmSolver2MSde(int order, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpm-solver-2m-sde", "SDE-DPM-Solver(2M)", 2,
        "Lu et al. 2022, arXiv:2211.01095, App. A",
        List.of(Parameter.oneOf("type", "type", "midpoint is the paper's; heun integrates the slope exactly",
            "midpoint", "heun"),
            Parameter.whole("order", "order", "1 is for the last step of a run", 2, 1, 2), Layout.LOWER_ORDER_FINAL),
        s -> new DpmSolver2MSde(s.whole("order"), SlopeForm.of(s)))
        .laidOut(Layout.fallingOrder(s -> s.whole("order"), (s, order) -> new DpmSolver2MSde(order, SlopeForm.of(s))))
        .in(SolverFamily.Group.STOCHASTIC);

    @Override
    public Step plan(StepRequest r) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double scale = -2 * t.sigma() * r.h();
        double here = scale * Phi.of(1, r.h());
        var terms = new ArrayList<>(List.of(term(t.alpha() / s.alpha(), X)));
        var nodes = r.nodes(order - 1);
        if (nodes.isEmpty()) {
            terms.add(term(here, work(0)));
        } else {
            double w = scale * MultistepForm.slope(r.h(), MultistepForm.positions(nodes, s, t), form)[0];
            terms.add(term(here - w, work(0)));
            terms.add(term(w, past(0, NOISE)));
        }
        terms.add(term(t.sigma() * sqrt(expm1(2 * r.h())), work(1)));
        return new Step(s, t, new Op.Evaluate(work(0), X, s, NOISE), new Op.Draw(work(1), 0), combine(X, terms));
    }
}
