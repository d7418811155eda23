package samplerscope.solver;

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

/// iPNDM: DDIM with an Adams-Bashforth average of the noise predictions whose weights are those of even steps, one
/// evaluation per step.
///
/// Even weights on uneven levels make it second order on every grid, yet it is strong at 5 to 20 evaluations. With no past
/// it is DDIM. A step to `sigma = 0` or from `alpha = 0` is DDIM; from `alpha = 0` it can also take the data for 0 and
/// keep the output in the averages, which makes the run first order.
///
/// Source: Zhang & Chen 2023, arXiv:2204.13902, App. H; after Liu et al. 2022, arXiv:2202.09778, Eq. 12.
///
/// @param order    outputs that are averaged, 1 to 4
/// @param fromZero whether a step from `alpha = 0` takes the data for 0
public record IPndm(int order, boolean fromZero) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("ipndm", "iPNDM", 2,
        "Zhang & Chen 2023, arXiv:2204.13902, App. H",
        List.of(Parameter.whole("order", "order", "outputs that are averaged", 4, 1, 4),
            Parameter.onOff("from-zero", "from zero", "a step from alpha = 0 takes the data for 0 and its output stays in the "
                + "averages, as in diffusers", false)),
        s -> new IPndm(s.whole("order"), s.flag("from-zero"))).in(SolverFamily.Group.MULTISTEP)
        .noting("diffusers' IPNDMScheduler has a sine schedule of its own and starts where alpha = 0; there it is of first "
            + "order overall. This is the formula, for any model and grid.");

    private static final double[][] WEIGHTS = {
        {1},
        {3.0 / 2, -1.0 / 2},
        {23.0 / 12, -16.0 / 12, 5.0 / 12},
        {55.0 / 24, -59.0 / 24, 37.0 / 24, -9.0 / 24},
    };

    /// As in the paper.
    public IPndm(int order) {
        this(order, false);
    }

    @Override
    public Step plan(StepRequest r) {
        int past = fromZero ? StrictMath.min(order - 1, r.past().size()) : r.nodes(order - 1).size();
        if (!fromZero && (past == 0 || r.from().alpha() == 0)) {
            return new Ddim(0).plan(r);
        }
        return new Step(r.from(), r.to(), new Op.Evaluate(work(0), X, r.from(), NOISE),
            combine(X, transfer(r.from(), r.to(), past + 1)));
    }

    /// `x_t = (alpha_t / alpha_s) x + (sigma_t - (alpha_t / alpha_s) sigma_s) e` with the average `e` of the newest outputs.
    static List<Op.Term> transfer(NoiseLevel s, NoiseLevel t, int outputs) {
        double keep = s.alpha() == 0 ? 0 : t.alpha() / s.alpha();
        double gain = t.sigma() - keep * s.sigma();
        var terms = new ArrayList<>(List.of(term(keep, X)));
        double[] w = WEIGHTS[outputs - 1];
        for (int j = 0; j < w.length; j++) {
            terms.add(term(gain * w[j], j == 0 ? work(0) : past(j - 1, NOISE)));
        }
        return terms;
    }
}
