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

/// DPM-Solver++(3M): exponential multistep in the data prediction through three outputs, one evaluation per step.
///
/// Starts as DDIM, then 2M. Undefined at `sigma = 0`: end the strategy with a first-order solver.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, released code, `multistep_dpm_solver_third_update`. It takes half of the
/// second derivative and so is of second order only; the consistent curvature makes it third order (and UniP-3).
public record DpmPlusPlus3M(Curvature curvature) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-3m", "DPM-Solver++(3M)", 3,
        "Lu et al. 2022, arXiv:2211.01095, released code, multistep_dpm_solver_third_update",
        List.of(Parameter.oneOf("curvature", "curvature",
            "consistent is third order; published halves the second derivative as the released code does: second order",
            "consistent", "published")),
        s -> new DpmPlusPlus3M(s.word("curvature").equals("published") ? Curvature.PUBLISHED : Curvature.CONSISTENT));

    /// What multiplies the divided difference to give the second derivative.
    public enum Curvature {
        CONSISTENT(2), PUBLISHED(1);

        private final double factor;

        Curvature(double factor) {
            this.factor = factor;
        }
    }

    @Override
    public Step plan(StepRequest r) {
        var nodes = r.nodes(2);
        if (nodes.size() < 2) {
            return new DpmPlusPlus2M().plan(r);
        }
        NoiseLevel s = r.from();
        NoiseLevel t = r.to();
        double h = r.h();
        double r0 = (s.lambda() - nodes.get(0).lambda()) / h;
        double r1 = (nodes.get(0).lambda() - nodes.get(1).lambda()) / h;
        double scale = t.alpha() * h;
        // Both derivatives are combinations of the differences d0 = (m0 - m1) / r0 and d1 = (m1 - m2) / r1.
        double ofSlope = scale * Phi.of(2, -h);
        double ofCurvature = scale * Phi.of(3, -h) * curvature.factor / (r0 + r1);
        double d0 = (ofSlope * (1 + r0 / (r0 + r1)) + ofCurvature) / r0;
        double d1 = (-ofSlope * r0 / (r0 + r1) - ofCurvature) / r1;
        Slot now = work(0);
        return new Step(s, t,
            new Op.Evaluate(now, X, s, DATA),
            combine(X, term(t.sigma() / s.sigma(), X), term(-t.alpha() * expm1(-h) + d0, now),
                term(d1 - d0, past(0, DATA)), term(-d1, past(1, DATA))));
    }
}
