package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver++(2M): exponential multistep in the data prediction, order 2, one evaluation per step.
///
/// With no past it is DDIM. Undefined at `sigma = 0`: end the strategy with a first-order solver.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, Algorithm 2; the Taylor form from its released code, option `taylor`.
///
/// @param form how the slope is integrated
public record DpmPlusPlus2M(SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-2m", "DPM-Solver++(2M)", 2,
        "Lu et al. 2022, arXiv:2211.01095, Algorithm 2",
        List.of(Parameter.oneOf("type", "type", "midpoint is the paper's; heun integrates the slope exactly",
            "midpoint", "heun"), Layout.LOWER_ORDER_FINAL),
        s -> new DpmPlusPlus2M(SlopeForm.of(s)))
        .laidOut(Layout.fallingOrder(_ -> 2, (s, order) -> order == 2 ? new DpmPlusPlus2M(SlopeForm.of(s)) : new Ddim(0)))
        .in(SolverFamily.Group.MULTISTEP);

    /// As published.
    public DpmPlusPlus2M() {
        this(SlopeForm.MIDPOINT);
    }

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        Slot now = work(0);
        double h = r.h();
        double keep = t.sigma() / s.sigma();
        double gain = -t.alpha() * expm1(-h);
        var evaluate = new Op.Evaluate(now, X, s, DATA);
        var nodes = r.nodes(1);
        if (nodes.isEmpty()) {
            return new Step(s, t, evaluate, combine(X, term(keep, X), term(gain, now)));
        }
        double slope = t.alpha() * h * form.weight(-h) * h / (s.lambda() - nodes.getFirst().lambda());
        return new Step(s, t, evaluate,
            combine(X, term(keep, X), term(gain + slope, now), term(-slope, past(0, DATA))));
    }
}
