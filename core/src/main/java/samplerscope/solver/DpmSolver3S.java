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

/// DPM-Solver-3, single-step: exponential Runge-Kutta in the noise prediction, order 3, three evaluations per step.
///
/// Order 3 needs `r2 = 2/3`; other nodes are for grids of the released code, whose inner stages lie elsewhere, and are
/// of order 2. A step from `alpha = 0` or to `sigma = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2206.00927, Algorithm 2; other nodes and the Taylor form from its released code.
///
/// @param r1   where the second evaluation lies, as a share of the step in lambda; 1/3 in the paper
/// @param r2   where the third lies, `0 < r1 < r2 <= 1`; 2/3 in the paper
/// @param form midpoint: the paper's last line, from the first and the third output; Taylor: from all three
public record DpmSolver3S(double r1, double r2, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpm-solver-3s", "DPM-Solver-3 (single-step)", 3,
        "Lu et al. 2022, arXiv:2206.00927, Algorithm 2",
        List.of(Parameter.oneOf("type", "type",
            "dpmsolver ends with two of the three outputs, taylor with all three", "dpmsolver", "taylor")),
        s -> new DpmSolver3S(1.0 / 3, 2.0 / 3,
            s.word("type").equals("taylor") ? SlopeForm.TAYLOR : SlopeForm.MIDPOINT));

    @Override
    public Step plan(StepRequest r) {
        if (r.isEndless()) {
            return new Ddim(0).plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double h = r.h();
        NoiseLevel first = r.schedule().atLambda(s.lambda() + r1 * h);
        NoiseLevel second = r.schedule().atLambda(s.lambda() + r2 * h);
        double bend = -second.sigma() * (r2 / r1) * r2 * h * Phi.of(2, r2 * h);
        double[] w = weights(h);
        double scale = -t.sigma() * h;
        Slot guess = work(3);
        return new Step(s, t,
            new Op.Evaluate(work(0), X, s, NOISE),
            combine(guess, term(first.alpha() / s.alpha(), X), term(-first.sigma() * expm1(r1 * h), work(0))),
            new Op.Evaluate(work(1), guess, first, NOISE),
            combine(guess, term(second.alpha() / s.alpha(), X),
                term(-second.sigma() * expm1(r2 * h) - bend, work(0)), term(bend, work(1))),
            new Op.Evaluate(work(2), guess, second, NOISE),
            combine(X, term(t.alpha() / s.alpha(), X),
                term(scale * w[0], work(0)), term(scale * w[1], work(1)), term(scale * w[2], work(2))));
    }

    private double[] weights(double h) {
        return switch (form) {
            case MIDPOINT -> new double[] {Phi.of(1, h) - Phi.of(2, h) / r2, 0, Phi.of(2, h) / r2};
            case TAYLOR -> ExponentialWeights.of(h, 0, r1, r2);
        };
    }
}
