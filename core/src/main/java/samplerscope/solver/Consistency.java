package samplerscope.solver;

import static samplerscope.schedule.Parameterization.DATA;
import static samplerscope.solver.Op.combine;
import static samplerscope.solver.Op.term;
import static samplerscope.solver.Slot.X;
import static samplerscope.solver.Slot.work;

import java.util.ArrayList;
import java.util.List;
import samplerscope.registry.Parameter;

/// The step rule of consistency models: predict the data, then add the noise of the target; one evaluation and one draw per
/// step.
///
/// `x_t = alpha_t (c_out x0 + c_skip x_s) + sigma_t z` with `c_skip = d^2 / (b^2 + d^2)`, `c_out = b / sqrt(b^2 + d^2)`, `d` the
/// spread 0.5 of the data and `b` the time in thousandths times ten, so that at time 0 the state itself is returned. It is
/// made for models distilled to predict the end of the path; with any other it samples blurred data. A step to `sigma = 0`
/// draws nothing.
///
/// Source: Song et al. 2023, arXiv:2303.01469, Algorithm 1; boundary scaling of Luo et al. 2023, arXiv:2310.04378, App. D.
///
/// @param boundary `b` per unit of time; infinite leaves the boundary scaling out
/// @param origin   the time that counts as 0
public record Consistency(double boundary, double origin) implements Solver {

    /// Ten times 1000 training steps, over times from 0 to 1.
    private static final double TRAINED = 10_000;
    private static final Parameter SCALING = Parameter.logReal("scaling", "scaling",
        "of the boundary, per unit of time; 10 for each of 1000 training steps", TRAINED, 1, 1e6);
    private static final Parameter ORIGIN = Parameter.real("origin", "origin",
        "time of the boundary; 0.001 where the first of 1000 training steps has number 0", 0, 0, 1);
    private static final double SPREAD = 0.5;

    public static final SolverFamily FAMILY = new SolverFamily("lcm", "LCM (consistency)", 0,
        "Luo et al. 2023, arXiv:2310.04378; Song et al. 2023, arXiv:2303.01469, Algorithm 1",
        List.of(Parameter.onOff("boundary", "boundary scaling",
            "mix in the state near time 0, as latent consistency models were trained", true), SCALING, ORIGIN),
        s -> new Consistency(s.flag("boundary") ? s.number("scaling") : Double.POSITIVE_INFINITY, s.number("origin")))
        .in(SolverFamily.Group.STOCHASTIC)
        .noting("For models distilled to predict the end of the path. Without boundary scaling it is also the stochastic "
            + "sampler of diffusers for flow matching.");

    /// With the boundary at time 0.
    public Consistency(double boundary) {
        this(boundary, 0);
    }

    @Override
    public Step plan(StepRequest r) {
        if (r.h() < 0) {
            throw UnplannableStepException.backwards();
        }
        double b = Double.isInfinite(boundary) ? boundary : boundary * (r.from().time() - origin);
        boolean plain = Double.isInfinite(b);
        double skip = plain ? 0 : SPREAD * SPREAD / (b * b + SPREAD * SPREAD);
        double out = plain ? 1 : b / StrictMath.sqrt(b * b + SPREAD * SPREAD);
        var ops = new ArrayList<Op>(List.of(new Op.Evaluate(work(0), X, r.from(), DATA)));
        var terms = new ArrayList<>(List.of(term(r.to().alpha() * out, work(0)), term(r.to().alpha() * skip, X)));
        if (r.to().sigma() > 0) {
            ops.add(new Op.Draw(work(1), 0));
            terms.add(term(r.to().sigma(), work(1)));
        }
        ops.add(combine(X, terms));
        return new Step(r.from(), r.to(), ops);
    }
}
