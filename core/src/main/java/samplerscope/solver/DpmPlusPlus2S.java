package samplerscope.solver;

import java.util.List;
import samplerscope.registry.Parameter;

/// DPM-Solver++(2S), single-step: exponential Runge-Kutta in the data prediction, order 2, two evaluations per step.
///
/// A step from `alpha = 0` or to `sigma = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, Algorithm 1; other `r1` and the Taylor form from its released code.
///
/// @param r1   where the second evaluation lies, as a share of the step in lambda, `0 < r1 <= 1`
/// @param form how the slope is integrated
public record DpmPlusPlus2S(double r1, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-2s", "DPM-Solver++(2S)", 2,
        "Lu et al. 2022, arXiv:2211.01095, Algorithm 1",
        List.of(Parameter.real("r1", "r1", "where the second evaluation lies, as a share of the step in lambda",
                0.5, 0.05, 1),
            Parameter.oneOf("type", "type", "how the slope is integrated", "dpmsolver", "taylor")),
        s -> new DpmPlusPlus2S(s.number("r1"),
            SlopeForm.of(s)))
        .in(SolverFamily.Group.SINGLE_STEP);

    @Override
    public Step plan(StepRequest r) {
        return SingleStep.second(r, MultistepForm.DATA, r1, form);
    }
}
