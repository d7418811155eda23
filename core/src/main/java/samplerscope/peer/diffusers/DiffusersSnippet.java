package samplerscope.peer.diffusers;

import java.util.List;
import java.util.stream.Collectors;
import samplerscope.peer.ScheduleExport;
import samplerscope.spec.Json;

/// Python that makes a scheduler and runs it.
final class DiffusersSnippet {

    private static final List<String> UNSCALED = List.of("FlowMatchEulerDiscreteScheduler",
        "FlowMatchHeunDiscreteScheduler");

    private DiffusersSnippet() {}

    static ScheduleExport of(String scheduler, Json.Obj options, int steps, Json.Obj call, Json.Obj step,
                             boolean draws) {
        Json.Obj data = Json.object().with("class", scheduler).with("config", options).with("num_inference_steps",
            (long) steps).with("set_timesteps", call.without(SigmaList.ASSIGNED)).with("step", step);
        Json.Obj all = call.get(SigmaList.ASSIGNED).map(list -> data.with(SigmaList.ASSIGNED, list)).orElse(data);
        return new ScheduleExport(Diffusers.PROGRAM, scheduler, all, text(scheduler, options, steps, call, step, draws));
    }

    private static String text(String scheduler, Json.Obj options, int steps, Json.Obj call, Json.Obj step,
                               boolean draws) {
        boolean assigned = call.get(SigmaList.ASSIGNED).isPresent();
        var lines = new StringBuilder("%simport torch\nfrom diffusers import %s\n\nscheduler = %s(%s)\n".formatted(
            assigned ? "import numpy as np\n" : "", scheduler, scheduler, arguments(options, "\n    ") + tau(step)));
        String list = arguments(call.without(SigmaList.ASSIGNED), "\n    ");
        lines.append(list.isEmpty() ? "scheduler.set_timesteps(%d)\n".formatted(steps)
            : "scheduler.set_timesteps(%s)\n".formatted(list));
        if (assigned) {
            lines.append(assignment(scheduler, options.get("use_flow_sigmas").isPresent(), call.get(SigmaList.ASSIGNED).orElseThrow()));
        }
        lines.append(LOOP.formatted(draws ? ", generator=None" : "",
            UNSCALED.contains(scheduler) ? "x" : "scheduler.scale_model_input(x, t)",
            arguments(step.without("tau"), "").replaceFirst("^(?=.)", ", ") + (draws ? ", generator=generator" : "")));
        return lines.toString();
    }

    /// A constructor argument that is no JSON.
    private static String tau(Json.Obj step) {
        return step.get("tau").map(tau -> ",\n    tau_func=lambda t: %s".formatted(tau.compact())).orElse("");
    }

    private static final String LOOP = """


        def sample(model, x%s):
            \"""model(x, t) as the network is trained; x is standard normal.\"""
            x = x * getattr(scheduler, "init_noise_sigma", 1.0)
            for t in scheduler.timesteps:
                x = scheduler.step(model(%s, t), t, x%s).prev_sample
            return x
        """;

    /// No argument takes this list: it is written into the scheduler, with the timesteps that belong to it.
    private static String assignment(String scheduler, boolean flow, Json sigmas) {
        boolean twoStages = scheduler.equals("HeunDiscreteScheduler");
        boolean edm = scheduler.startsWith("EDM");
        String timesteps = edm ? "scheduler.precondition_noise(sigmas[:-1])"
            : flow ? "sigmas[:-1] * scheduler.config.num_train_timesteps"
            : "torch.from_numpy(np.interp(sigmas[:-1].log(), table, range(len(table)))).float()";
        String table = edm || flow ? "" : "table = ((1 - scheduler.alphas_cumprod) / scheduler.alphas_cumprod).sqrt().log()\n";
        String doubled = twoStages ? "sigmas = torch.cat([sigmas[:1], sigmas[1:-1].repeat_interleave(2), sigmas[-1:]])\n"
            + "timesteps = torch.cat([timesteps[:1], timesteps[1:].repeat_interleave(2)])\n" : "";
        return "sigmas = torch.tensor(%s)\n%stimesteps = %s\n%sscheduler.sigmas, scheduler.timesteps = sigmas, timesteps\n"
            .formatted(python(sigmas), table, timesteps, doubled);
    }

    private static String arguments(Json.Obj fields, String separator) {
        String all = fields.fields().entrySet().stream().map(e -> "%s=%s".formatted(e.getKey(), python(e.getValue())))
            .collect(Collectors.joining("," + (separator.isEmpty() ? " " : separator)));
        return all.isEmpty() || separator.isEmpty() ? all : separator + all;
    }

    private static String python(Json json) {
        return switch (json) {
            case Json.Flag(boolean value, var _) -> value ? "True" : "False";
            case Json.Null _ -> "None";
            case Json.Arr(var items, var _) -> items.stream().map(DiffusersSnippet::python)
                .collect(Collectors.joining(", ", "[", "]"));
            case Json.Text _, Json.Num _, Json.Obj _ -> json.compact();
        };
    }
}
