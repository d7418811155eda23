package samplerscope.solver;

import java.util.List;
import samplerscope.registry.Parameter;

/// DPM-Solver++(3S), single-step: exponential Runge-Kutta in the data prediction, order 3, three evaluations per step.
///
/// Order 3 needs `r2 = 2/3`; other nodes are for grids of the released code, whose inner stages lie elsewhere, and are
/// of order 2. A step from `alpha = 0` or to `sigma = 0` is DDIM.
///
/// Source: Lu et al. 2022, arXiv:2211.01095, released code, `singlestep_dpm_solver_third_update`.
///
/// @param r1   where the second evaluation lies, as a share of the step in lambda; 1/3 in the paper
/// @param r2   where the third lies, `0 < r1 < r2 <= 1`; 2/3 in the paper
/// @param form midpoint: the paper's last line, from the first and the third output; Taylor: from all three
public record DpmPlusPlus3S(double r1, double r2, SlopeForm form) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("dpmpp-3s", "DPM-Solver++(3S)", 3,
        "Lu et al. 2022, arXiv:2211.01095, released code, singlestep_dpm_solver_third_update",
        List.of(Parameter.oneOf("type", "type",
            "dpmsolver ends with two of the three outputs, taylor with all three", "dpmsolver", "taylor")),
        s -> new DpmPlusPlus3S(1.0 / 3, 2.0 / 3,
            SlopeForm.of(s)))
        .in(SolverFamily.Group.SINGLE_STEP);

    @Override
    public Step plan(StepRequest r) {
        return SingleStep.third(r, MultistepForm.DATA, r1, r2, form);
    }
}
