package samplerscope.solver;

import static java.lang.StrictMath.sqrt;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// Strategic stochastic sampling of trajectory consistency models: DDIM to a level below the target, and noise back up to it.
///
/// The level below lies at `(1 - gamma)` of the target's time. `gamma = 0` is DDIM, `gamma = 1` goes to the data and back, as
/// a consistency model does. A step to `sigma = 0` is DDIM.
///
/// Source: Zheng et al. 2024, arXiv:2402.19159, Algorithm 4.
///
/// @param gamma 0 to 1
public record Tcd(double gamma) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("tcd", "TCD", 0,
        "Zheng et al. 2024, arXiv:2402.19159, Algorithm 4",
        List.of(Parameter.real("gamma", "gamma", "0 is DDIM, 1 goes to the data and back; eta in diffusers", 0.3, 0, 1)),
        s -> new Tcd(s.number("gamma"))).in(SolverFamily.Group.STOCHASTIC).withoutNoise("gamma", 1)
        .noting("Made for distilled models: the level it jumps to does not come closer as steps are added, so with any "
            + "other model it has no order. diffusers ends at the first training step, whatever its option "
            + "set_alpha_to_one says.");

    @Override
    public Step plan(StepRequest r) {
        if (gamma > 0 && r.h() < 0) {
            throw UnplannableStepException.backwards();
        }
        return gamma == 0 || r.to().sigma() == 0 ? new Ddim(0).plan(r)
            : through(r, r.schedule().at((1 - gamma) * r.to().time()));
    }

    /// By DDIM to a level with less noise than the target, and back up.
    public static Step through(StepRequest r, NoiseLevel below) {
        NoiseLevel t = r.to();
        double keep = t.alpha() / below.alpha();
        var ops = new ArrayList<>(new Ddim(0).plan(r.between(r.from(), below)).ops());
        ops.add(new Op.Draw(work(5), 0));
        ops.add(combine(X, term(keep, X),
            term(sqrt(t.sigma() * t.sigma() - keep * keep * below.sigma() * below.sigma()), work(5))));
        return new Step(r.from(), t, ops);
    }
}
