package samplerscope.solver;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.schedule.NoiseLevel;

/// DDIM with the data kept in range and the noise as it was predicted, although the two no longer make up the state: what
/// `DDIMScheduler` of diffusers does unless it is told to use the clipped output.
///
/// @param eta share of the ancestral noise, 0 to 1
public record ClippedDdim(Threshold threshold, double eta) implements Solver {

    @Override
    public Step plan(StepRequest r) {
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double c = eta == 0 ? 0 : eta * t.sigma() * StrictMath.sqrt(-StrictMath.expm1(-2 * r.h()));
        var ops = new ArrayList<Op>(List.of(
            new Op.Evaluate(work(0), X, s, DATA),
            combine(work(1), term(1 / s.sigma(), X), term(-s.alpha() / s.sigma(), work(0))),
            new Op.Clamp(work(2), work(0), threshold)));
        var terms = new ArrayList<>(List.of(term(t.alpha(), work(2)),
            term(StrictMath.sqrt(StrictMath.max(0, t.sigma() * t.sigma() - c * c)), work(1))));
        if (c > 0) {
            ops.add(new Op.Draw(work(3), 0));
            terms.add(term(c, work(3)));
        }
        ops.add(combine(X, terms));
        return new Step(s, t, ops);
    }
}
