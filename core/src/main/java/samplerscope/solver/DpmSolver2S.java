package samplerscope.solver;

import static java.lang.StrictMath.expm1;
import static samplerscope.schedule.Parameterization.NOISE;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.List;
import samplerscope.registry.Parameter;
import samplerscope.schedule.NoiseLevel;

/// DPM-Solver-2, single-step: exponential midpoint in the noise prediction, order 2, two evaluations per step.
///
/// With `r1 = 1/2` and the midpoint form it is DPM2 of Karras et al. A step from `alpha = 0` or to `sigma = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, Algorithm 1; other `r1` and the Taylor form from its released code.
///
/// @param r1   where the second evaluation lies, as a share of the step in lambda, `0 < r1 <= 1`
/// @param form how the slope is integrated
public record DpmSolver2S(double r1, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpm-solver-2s", "DPM-Solver-2 (single-step)", 2,
        "Lu et al. 2022, arXiv:2206.00927, Algorithm 1",
        List.of(Parameter.real("r1", "r1", "where the second evaluation lies, as a share of the step in lambda",
                0.5, 0.05, 1),
            Parameter.oneOf("type", "type", "how the slope is integrated", "dpmsolver", "taylor")),
        s -> new DpmSolver2S(s.number("r1"),
            s.word("type").equals("taylor") ? SlopeForm.TAYLOR : SlopeForm.MIDPOINT));

    @Override
    public Step plan(StepRequest r) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double h = r.h();
        NoiseLevel inner = r.schedule().atLambda(s.lambda() + r1 * h);
        Slot here = work(0);
        Slot guess = work(1);
        Slot there = work(2);
        double slope = -t.sigma() * h * form.weight(h) / r1;
        return new Step(s, t,
            new Op.Evaluate(here, X, s, NOISE),
            combine(guess, term(inner.alpha() / s.alpha(), X), term(-inner.sigma() * expm1(r1 * h), here)),
            new Op.Evaluate(there, guess, inner, NOISE),
            combine(X, term(t.alpha() / s.alpha(), X), term(-t.sigma() * expm1(h) - slope, here), term(slope, there)));
    }
}
