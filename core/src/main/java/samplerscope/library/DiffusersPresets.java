package samplerscope.library;

import java.util.List;
import samplerscope.peer.diffusers.SchedulerImport;
import samplerscope.registry.Setting;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;

/// The scheduler classes of diffusers with their default options, read as their `scheduler_config.json` is. Clipping of
/// the data to [-1, 1], which some have switched on, is off: it is meant for pixels.
///
/// They bring the schedule along that the class has by default.
final class DiffusersPresets {

    private static final String NOTHING = "nothing in its steps, on its grid: the same numbers";
    private static final String LATE = "begins at training step 1000 - 1000 // n, not at the last one, with noise of "
        + "variance 1; from there the same numbers";
    private static final Setting YES = new Setting.Flag(true);

    private DiffusersPresets() {}

    static List<Preset> all() {
        Json.Obj unclipped = Json.object().with("clip_sample", Json.flag(false));
        Json.Obj none = Json.object();
        return List.of(
            of("ddim", "DDIM", "DDIMScheduler", unclipped, "ddim", false, LATE),
            of("ddim-linspace", "DDIM (linspace)", "DDIMScheduler", unclipped.with("timestep_spacing", "linspace"), "ddim",
                true, "goes back by 1000 // n training steps whatever the next one of its list is, so that its error does "
                    + "not go to 0 with n").against(evenTimes("ddim")),
            of("ddpm", "DDPM", "DDPMScheduler", unclipped, "ddpm", false, LATE),
            of("pndm", "PNDM", "PNDMScheduler", none.with("skip_prk_steps", Json.flag(false)), "pndm", false, LATE),
            of("plms", "PLMS", "PNDMScheduler", none.with("skip_prk_steps", Json.flag(true)), "plms", false, LATE),
            of("deis", "DEIS", "DEISMultistepScheduler", order(2), "deis-log-rho", false,
                "second order by default, one less than ours"),
            of("dpm-multistep", "DPM-Solver++(2M)", "DPMSolverMultistepScheduler", order(2), "dpmpp-2m", false,
                NOTHING),
            of("dpm-multistep-3", "DPM-Solver++(3M)", "DPMSolverMultistepScheduler", order(3), "dpmpp-3m", true,
                "half of the second derivative, which makes it second order, and from 15 steps on an order of 3 for the "
                    + "last step but one"),
            of("dpm-multistep-3-sigma-min", "DPM-Solver++(3M) to sigma_min", "DPMSolverMultistepScheduler",
                order(3).with("final_sigmas_type", "sigma_min"), "dpmpp-3m", true,
                "half of the second derivative, and from 15 steps on the last, very long step is taken at full order"),
            of("dpm-multistep-sde-3", "SDE-DPM-Solver++(3M)", "DPMSolverMultistepScheduler",
                order(3).with("algorithm_type", "sde-dpmsolver++"), "dpmpp-3m-sde", true,
                "half of the second derivative, integrated with the sign of one term turned"),
            of("dpm-singlestep", "DPM-Solver++(2S)", "DPMSolverSinglestepScheduler", order(2), "dpmpp-2s", false,
                "counts evaluations, so that a step of ours is two of its steps; inner evaluations lie on its list of "
                    + "times").against(halved("dpmpp-2s")),
            of("euler", "Euler", "EulerDiscreteScheduler", none, "euler", false, NOTHING),
            of("euler-ancestral", "Euler ancestral", "EulerAncestralDiscreteScheduler", none, "euler-a", false,
                NOTHING),
            of("heun", "Heun", "HeunDiscreteScheduler", none, "heun", false, NOTHING),
            of("kdpm2", "DPM2", "KDPM2DiscreteScheduler", none, "dpm-2", false, NOTHING),
            of("kdpm2-ancestral", "DPM2 ancestral", "KDPM2AncestralDiscreteScheduler", none, "dpm-2-a", false, NOTHING),
            of("lms", "LMS", "LMSDiscreteScheduler", none, "lms", false, NOTHING),
            of("ipndm", "iPNDM", "IPNDMScheduler", none, "ipndm", true,
                "a schedule of its own, which starts where alpha = 0, and averages with the output there: first order "
                    + "overall"),
            of("unipc", "UniPC-2", "UniPCMultistepScheduler", order(2).with("solver_type", "bh2"), "unipc-2", false,
                "nothing but the orders of the last steps, which fall below 15 steps only"),
            of("sa-solver", "SA-Solver", "SASolverScheduler",
                none.with("predictor_order", 2L).with("corrector_order", 2L), "sa-solver", false,
                "second order by default, with changed weights meant for few steps, and noise for 200 <= t <= 800 "
                    + "only"),
            of("flow-match-euler", "Euler (flow matching)", "FlowMatchEulerDiscreteScheduler", none.with("shift", 1.0),
                "euler", false, NOTHING),
            of("flow-match-euler-shift-3", "Euler (flow matching, shift 3)", "FlowMatchEulerDiscreteScheduler",
                none.with("shift", 3.0), "euler", false, "shifts the smallest of its sigmas twice").against(shifted()),
            of("flow-match-heun", "Heun (flow matching)", "FlowMatchHeunDiscreteScheduler", none.with("shift", 1.0),
                "flow-heun", false, NOTHING),
            of("edm-euler", "Euler (EDM)", "EDMEulerScheduler", none, "euler", false,
                "nothing in its steps; its start is scaled by sqrt(80^2 + 1), not 80"),
            of("lcm", "LCM", "LCMScheduler", none, "lcm", false,
                "nothing in its steps; takes them from a list of 50, so that it has no more"),
            of("tcd", "TCD", "TCDScheduler", none, "tcd", false,
                "ends at the noise of the first training step, whatever its option set_alpha_to_one says"));
    }

    private static Json.Obj order(long order) {
        return Json.object().with("solver_order", order);
    }

    private static Preset of(String id, String name, String sampler, Json.Obj options, String solver, boolean faulty,
                             String difference) {
        Json.Obj config = options.with("_class_name", sampler);
        Recipe theirs = (spec, steps) -> SchedulerImport.of(config, steps).in(spec);
        return new Preset("diffusers-" + id, name + ", as in diffusers", Preset.Origin.DIFFUSERS, solver,
            "diffusers, %s %s".formatted(sampler, options.compact()), difference, faulty, Preset.Range.upTo(1000),
            theirs, (spec, steps) -> theirs.in(spec, steps).withSolvers(List.of(Choice.of(solver))));
    }

    /// Even times from the last training step, and a last step from the first one to the data.
    private static Recipe evenTimes(String solver) {
        return (spec, steps) -> Recipe.put(spec.withSchedule(Choice.of("ddpm")),
            Recipe.grid("uniform-t", StrictMath.max(1, steps - 1)).with("to-zero", YES), List.of(Choice.of(solver)));
    }

    /// The same times as without a shift, each shifted once.
    private static Recipe shifted() {
        return (spec, steps) -> Recipe.put(spec.withSchedule(Choice.of("flow").with("shift", 3)),
            Recipe.grid("uniform-t", StrictMath.max(1, steps - 1)).with("end", 0.001).with("to-zero", YES),
            List.of(Choice.of("euler")));
    }

    /// Half as many steps of two evaluations, on even times.
    private static Recipe halved(String solver) {
        return (spec, steps) -> evenTimes(solver).in(spec, StrictMath.max(1, steps / 2));
    }
}
