package samplerscope.solver;

import java.util.List;
import samplerscope.registry.Parameter;

/// The stochastic sampler of EDM: each step first adds noise, from `rho` up to `(1 + gamma) rho`, then takes Heun's
/// step down from there; weak order 2.
///
/// `gamma = min(churn / steps, sqrt(2) - 1)` where `lowest <= rho <= highest`, else 0. Without churn it is Heun.
///
/// Source: Karras et al. 2022, arXiv:2206.00364, Algorithm 2; the default settings are its Table 5, ImageNet-64, but
/// for `S_noise`, 1.003 there: with any value but 1 the law does not tend to that of the data.
///
/// @param churn   `S_churn`, noise over the whole run, `>= 0`
/// @param lowest  `S_min`, the smallest `rho` that is churned
/// @param highest `S_max`, the largest `rho` that is churned
/// @param noise   `S_noise`, standard deviation of the noise added
public record EdmStochastic(double churn, double lowest, double highest, double noise) implements Solver {

    public static final SolverFamily FAMILY = new SolverFamily("edm-stochastic", "EDM stochastic", 2,
        "Karras et al. 2022, arXiv:2206.00364, Algorithm 2",
        List.of(
            Parameter.real("s-churn", "S_churn", "noise of the whole run, shared by its steps; 0 is Heun", 40, 0, 1000),
            Parameter.real("s-min", "S_min", "no churn where sigma / alpha is below this", 0.05, 0, 1000),
            Parameter.logReal("s-max", "S_max", "no churn where sigma / alpha is above this", 50, 1e-3, 1e6),
            Parameter.real("s-noise", "S_noise", "standard deviation of the noise added", 1, 0.5, 1.5)),
        s -> new EdmStochastic(s.number("s-churn"), s.number("s-min"), s.number("s-max"), s.number("s-noise")))
        .in(SolverFamily.Group.STOCHASTIC).withoutNoise("s-churn", 2)
        .noting("S_noise other than 1 leaves an error of the spread that no number of steps removes; ImageNet-64 was "
            + "sampled with 1.003. The model is asked after the noise was added, as in the paper and in "
            + "k-diffusion; diffusers asks before.");

    @Override
    public Step plan(StepRequest r) {
        return new Churn(new Heun(), churn, lowest, highest, noise).plan(r);
    }
}
