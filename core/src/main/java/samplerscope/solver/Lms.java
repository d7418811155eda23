package samplerscope.solver;

import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// Linear multistep: Adams-Bashforth on `d(x / alpha) / d rho = eps` with the exact weights of an uneven grid, order 1 to
/// 4, one evaluation per step.
///
/// With no past it is Euler, and it gains an order with each step. DEIS calls it rhoAB, one degree less. The polynomial
/// in `rho` reaches `sigma = 0`; a step from `alpha = 0` is DDIM.
///
/// Source: Crowson 2022, k-diffusion, `sample_lms`, which integrates numerically to a relative 1e-4; Zhang & Chen 2023,
/// arXiv:2204.13902, Sec. 4 (rhoAB).
///
/// @param order outputs that the polynomial runs through, 1 to 4
public record Lms(int order) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("lms", "Linear multistep (LMS)", 4,
        "Crowson 2022, k-diffusion, sample_lms; Zhang & Chen 2023, arXiv:2204.13902, rhoAB",
        List.of(Parameter.whole("order", "order", "outputs that the polynomial runs through; 1 is Euler", 4, 1, 4),
            Layout.LOWER_ORDER_FINAL),
        s -> new Lms(s.whole("order")))
        .laidOut(Layout.fallingOrder(s -> s.whole("order"), (_, order) -> new Lms(order)))
        .in(SolverFamily.Group.MULTISTEP)
        .noting("Its weights are exact. k-diffusion and diffusers integrate them numerically, to a relative 1e-4 as asked "
            + "for and far better in fact, and never lower the order at the end. The \"iPNDM_v\" of some toolboxes is meant "
            + "to be this method, but a misplaced parenthesis changes its weights on uneven grids.");

    public static final SolverFamily RHO_AB = new SolverFamily("deis-rho-ab", "DEIS rhoAB", 4,
        "Zhang & Chen 2023, arXiv:2204.13902, Eq. 15",
        List.of(Parameter.whole("degree", "degree", "of the polynomial in rho; the order is one more", 3, 0, 3),
            Layout.LOWER_ORDER_FINAL),
        s -> new Lms(s.whole("degree") + 1))
        .laidOut(Layout.fallingOrder(s -> s.whole("degree") + 1, (_, order) -> new Lms(order)))
        .in(SolverFamily.Group.MULTISTEP).noting("The same solver as LMS with an order one higher.");

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        if (s.alpha() == 0) {
            return new Ddim(0).plan(r);
        }
        double length = t.rho() - s.rho();
        double[] nodes = Stream.concat(Stream.of(s), r.nodes(order - 1).stream())
            .mapToDouble(level -> (level.rho() - s.rho()) / length).toArray();
        double[] w = AdamsWeights.of(nodes);
        var terms = new ArrayList<>(List.of(term(t.alpha() / s.alpha(), X), term(t.alpha() * length * w[0], work(0))));
        for (int j = 1; j < w.length; j++) {
            terms.add(term(t.alpha() * length * w[j], past(j - 1, NOISE)));
        }
        return new Step(s, t, new Op.Evaluate(work(0), X, s, NOISE), combine(X, terms));
    }
}
