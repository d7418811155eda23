package samplerscope.solver;

import java.util.List;
import samplerscope.registry.Parameter;

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
            SlopeForm.of(s)))
        .in(SolverFamily.Group.SINGLE_STEP);

    public static final SolverFamily DPM_2 = new SolverFamily("dpm-2", "DPM2", 2,
        "Crowson 2022, k-diffusion, sample_dpm_2; after Lu et al. 2022, arXiv:2206.00927, Algorithm 1", List.of(),
        _ -> new DpmSolver2S(0.5, SlopeForm.MIDPOINT)).in(SolverFamily.Group.SINGLE_STEP)
        .noting("The same numbers as DPM-Solver-2 with its second evaluation in the middle; KDPM2 of diffusers. "
            + "Churn before each step, which k-diffusion has for this solver too, is offered with Heun's: "
            + "edm-stochastic.");

    @Override
    public Step plan(StepRequest r) {
        return SingleStep.second(r, MultistepForm.NOISE, r1, form);
    }
}
