package samplerscope.library;

import java.util.List;
import java.util.function.UnaryOperator;
import samplerscope.registry.Setting;
import samplerscope.solver.Layout;
import samplerscope.spec.Choice;

/// The samplers of k-diffusion with their default arguments, on its Karras sigmas: `n` of them, and a last step to 0.
///
/// On a list of sigmas of another making they are the same solvers; change the grid.
final class KDiffusionPresets {

    /// The program keeps the highest order up to the step to `sigma = 0`.
    private static final UnaryOperator<Choice> KEEPS_ORDER =
        choice -> choice.with(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false));
    private static final String TO_THE_END = "second order up to the step to 0, which is first order here too: the same "
        + "numbers on its own grid, not on one that stops above 0";
    private static final String NOTHING = "nothing: the same numbers";

    private KDiffusionPresets() {}

    static List<Preset> all() {
        return List.of(
            preset("euler", "Euler", "euler", UnaryOperator.identity(), false,
                "nothing: the same numbers without churn, which is off by default"),
            preset("heun", "Heun", "heun", UnaryOperator.identity(), false,
                "nothing: the same numbers without churn, which is off by default"),
            preset("dpm-2", "DPM2", "dpm-2", UnaryOperator.identity(), false,
                "nothing: the same numbers without churn, which is off by default"),
            preset("lms", "LMS", "lms", UnaryOperator.identity(), false,
                "nothing: the same numbers, but for a quadrature of the weights that agrees to 1e-4"),
            preset("dpmpp-2m", "DPM-Solver++(2M)", "dpmpp-2m", KEEPS_ORDER, false, TO_THE_END),
            new Preset("k-diffusion-dpm-fast", "DPM-Solver-fast, as in k-diffusion", Preset.Origin.K_DIFFUSION,
                "dpm-fast", "Crowson, k-diffusion, sample_dpm_fast", NOTHING, false, Preset.Range.ANY,
                Recipe.fast("noise"), Recipe.fast("noise")),
            preset("euler-ancestral", "Euler ancestral", "euler-a", UnaryOperator.identity(), false, NOTHING),
            preset("dpm-2-ancestral", "DPM2 ancestral", "dpm-2-a", UnaryOperator.identity(), false, NOTHING),
            preset("dpmpp-2s-ancestral", "DPM-Solver++(2S) ancestral", "dpmpp-2s-a", UnaryOperator.identity(), false,
                NOTHING),
            preset("dpmpp-sde", "DPM-Solver++ SDE", "dpmpp-sde", UnaryOperator.identity(), false,
                "nothing: both stages draw from one Brownian path, as there with the standard noise sampler"),
            preset("dpmpp-2m-sde", "SDE-DPM-Solver++(2M)", "dpmpp-2m-sde", KEEPS_ORDER, false, TO_THE_END),
            preset("dpmpp-3m-sde", "SDE-DPM-Solver++(3M)", "dpmpp-3m-sde",
                choice -> KEEPS_ORDER.apply(choice).with("curvature", new Setting.Word("published")), true,
                "half of the second derivative, a missing factor 2, which makes it second order instead of third without "
                    + "noise; the highest order up to the step to 0"));
    }

    private static Preset preset(String sampler, String name, String solver, UnaryOperator<Choice> set, boolean faulty,
                                 String difference) {
        Choice right = Choice.of(solver);
        return new Preset("k-diffusion-" + sampler, name + ", as in k-diffusion", Preset.Origin.K_DIFFUSION, solver,
            "Crowson, k-diffusion, sample_" + sampler.replace('-', '_'), difference, faulty, Preset.Range.from(2),
            (spec, steps) -> Recipe.put(spec, karras(steps), List.of(set.apply(right))),
            (spec, steps) -> Recipe.put(spec, karras(steps), List.of(right)));
    }

    /// `get_sigmas_karras(n)`: `n` sigmas and 0.
    private static Choice karras(int sigmas) {
        return Recipe.grid("karras", sigmas - 1).with("to-zero", new Setting.Flag(true));
    }
}
