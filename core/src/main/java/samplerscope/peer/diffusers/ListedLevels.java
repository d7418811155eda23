package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import samplerscope.peer.LambdaPath;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.spec.Json;

/// Ways to tell a scheduler the levels of a run: by options that make them, as a list of timesteps or of sigmas where its
/// class takes one, and else by writing sigmas into it.
///
/// @param path     of the schedule
/// @param schedule of the spec
/// @param levels   with those inside steps
record ListedLevels(LambdaPath path, NoiseSchedule schedule, List<NoiseLevel> levels) {

    /// Classes whose `set_timesteps` takes timesteps.
    private static final Set<String> TIMESTEPS = Set.of("DPMSolverMultistepScheduler", "DPMSolverSinglestepScheduler",
        "HeunDiscreteScheduler", "DDPMScheduler", "LCMScheduler", "TCDScheduler");
    /// Classes whose `set_timesteps` takes sigmas.
    private static final Set<String> SIGMAS = Set.of("EulerDiscreteScheduler", "FlowMatchEulerDiscreteScheduler");
    /// Classes that step by the list `sigmas` they hold, whoever wrote it.
    private static final Set<String> ASSIGNED = Set.of("DPMSolverMultistepScheduler", "DPMSolverSinglestepScheduler",
        "UniPCMultistepScheduler", "DEISMultistepScheduler", "SASolverScheduler", "LMSDiscreteScheduler",
        "EulerAncestralDiscreteScheduler", "HeunDiscreteScheduler", "EDMEulerScheduler", "EDMDPMSolverMultistepScheduler");
    private static final List<String> LADDERS = List.of("use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas",
        "use_lu_lambdas");

    /// Options for the constructor, and arguments of `set_timesteps`.
    record Layout(Json.Obj options, Json.Obj call) {}

    /// For a class, the plainest first.
    ///
    /// @param known options that the class has
    List<Layout> of(String scheduler, List<String> known) {
        var finals = endings(known);
        var all = new ArrayList<Layout>();
        for (Json.Obj end : finals) {
            for (Json.Obj options : made(end, known)) {
                all.add(new Layout(options, Json.object()));
            }
        }
        for (Json.Obj end : finals) {
            if (TIMESTEPS.contains(scheduler) && schedule instanceof DiscreteVp table && areTrainingSteps(table)) {
                all.add(new Layout(end, Json.object().with("timesteps", numbers(0, l -> step(table, l)))));
            }
        }
        for (Json.Obj end : finals) {
            if (SIGMAS.contains(scheduler)) {
                // The flow class appends the end by itself.
                all.add(new Layout(end, Json.object().with("sigmas", numbers(path == LambdaPath.FLOW ? 0 : 1, sigma()))));
            } else if (ASSIGNED.contains(scheduler)) {
                all.add(new Layout(end, Json.object().with(SigmaList.ASSIGNED, numbers(1, sigma()))));
            }
        }
        return all;
    }

    private List<Json.Obj> endings(List<String> known) {
        if (!known.contains("final_sigmas_type")) {
            return List.of(Json.object());
        }
        String fits = levels.getLast().sigma() == 0 ? "zero" : "sigma_min";
        return List.of(Json.object().with("final_sigmas_type", fits));
    }

    /// What options alone can make.
    private List<Json.Obj> made(Json.Obj end, List<String> known) {
        var all = new ArrayList<Json.Obj>();
        if (known.contains("timestep_spacing")) {
            for (String spacing : List.of("linspace", "leading", "trailing")) {
                for (int offset = 0; offset <= (spacing.equals("leading") ? 1 : 0); offset++) {
                    all.add(end.with("timestep_spacing", spacing).with("steps_offset", (long) offset));
                }
            }
        } else {
            all.add(end);
        }
        for (Json.Obj options : List.copyOf(all)) {
            LADDERS.stream().filter(known::contains).forEach(flag -> all.add(options.with(flag, Json.flag(true))));
        }
        return all;
    }

    private boolean areTrainingSteps(DiscreteVp table) {
        return listed(0).stream().allMatch(l -> l.alpha() > 0
            && ProgramStep.Place.isSame(table.ofTrainingStep((int) step(table, l)), l));
    }

    private static double step(DiscreteVp table, NoiseLevel level) {
        return StrictMath.rint(table.nearestTrainingStep(level).time() * table.trainingSteps()) - 1;
    }

    private ToDoubleFunction<NoiseLevel> sigma() {
        return path == LambdaPath.FLOW ? NoiseLevel::sigma : NoiseLevel::rho;
    }

    /// @param ends 1 with the last level, 0 without
    private List<NoiseLevel> listed(int ends) {
        return levels.subList(0, levels.size() - 1 + ends);
    }

    private Json numbers(int ends, ToDoubleFunction<NoiseLevel> value) {
        var listed = listed(ends);
        return Json.numbers(IntStream.range(0, listed.size()).mapToObj(i -> value.applyAsDouble(listed.get(i))).toList());
    }
}
