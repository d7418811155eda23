package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.past;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver++(2M): exponential multistep in the data prediction, order 2, one evaluation per step.
///
/// With no past it is DDIM. Undefined at `sigma = 0`: end the strategy with a first-order solver.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, Algorithm 2.
public record DpmPlusPlus2M() implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-2m", "DPM-Solver++(2M)", 2,
        "Lu et al. 2022, arXiv:2211.01095, Algorithm 2", List.of(), _ -> new DpmPlusPlus2M());

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        Slot now = work(0);
        double keep = t.sigma() / s.sigma();
        double gain = -t.alpha() * expm1(-r.h());
        var evaluate = new Op.Evaluate(now, X, s, DATA);
        if (r.past().isEmpty()) {
            return new Step(s, t, evaluate, combine(X, term(keep, X), term(gain, now)));
        }
        double w = r.h() / (2 * (s.lambda() - r.past().getFirst().lambda())); // the paper's 1 / (2 r)
        return new Step(s, t, evaluate,
            combine(X, term(keep, X), term(gain * (1 + w), now), term(-gain * w, past(0, DATA))));
    }
}
