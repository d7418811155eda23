package samplerscope.peer.kdiffusion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import samplerscope.SamplerscopeException;
import samplerscope.peer.Peer;
import samplerscope.peer.Probe;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.ScheduleExport;
import samplerscope.peer.UnexportableException;
import samplerscope.registry.Setting;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.RunSpec;

/// A strategy for ComfyUI: the name of a sampler of k-diffusion, which it carries, and its list of SIGMAS.
///
/// Candidates are replayed as recorded runs of k-diffusion are, and the first that does the same to a small exact model is
/// it. On the straight path its samplers move `x` itself with sigma the time, so that only those are told whose formula is
/// the same there: Euler and Heun.
public final class ComfyExport {

    private static final String PROGRAM = "ComfyUI";
    private static final List<String> SAMPLERS = List.of("euler", "heun", "dpm_2", "lms", "dpmpp_2m", "euler_ancestral",
        "dpm_2_ancestral", "dpmpp_2s_ancestral", "dpmpp_sde", "dpmpp_2m_sde", "dpmpp_3m_sde");

    private final RunSpec.Denoise spec;
    private final Strategy strategy;
    private final Probe probe;
    private int furthest;

    private ComfyExport(RunSpec.Denoise spec, Strategy strategy) {
        this.spec = spec;
        this.strategy = strategy;
        this.probe = new Probe(strategy, spec.call().threshold());
    }

    /// @param plan of the spec
    /// @throws UnexportableException with the first step that no sampler takes
    public static ScheduleExport of(RunSpec.Denoise spec, Plan plan) {
        return new ComfyExport(spec, plan.strategy()).found();
    }

    private ScheduleExport found() {
        if (spec.call().threshold().isPresent()) {
            throw new UnexportableException("ComfyUI keeps no predicted data in range", "remove call.threshold");
        }
        if (strategy.schedule() instanceof RectifiedFlow) {
            return flow();
        }
        if (strategy.grid().first().alpha() == 0) {
            throw new UnexportableException("the run starts where sigma / alpha is infinite",
                "start with some signal, such as a start of 0.999 or zero-snr nearly");
        }
        List<Double> sigmas = strategy.grid().levels().stream().map(NoiseLevel::rho).toList();
        for (String sampler : SAMPLERS) {
            for (Json.Obj options : options(sampler)) {
                if (isIt(sampler, options, sigmas)) {
                    return made(sampler, options, sigmas);
                }
            }
        }
        throw refused();
    }

    private boolean isIt(String sampler, Json.Obj options, List<Double> sigmas) {
        String name = "sample_" + sampler;
        Peer peer = KDiffusion.peers().stream().filter(p -> p.sampler().equals(name)).findFirst().orElseThrow();
        try {
            var run = RecordedRun.of(Json.object().with("id", name).with("sampler", name)
                .with("options", replayed(sampler, options)).with("sigmas", Json.numbers(sigmas)));
            if (!(peer instanceof OnSigmas listed)) {
                return false;
            }
            Replay replay = listed.replay(run);
            int agrees = probe.agreesFor(replay.strategy(), replay.threshold());
            furthest = StrictMath.max(furthest, agrees);
            return agrees == strategy.grid().steps();
        } catch (SamplerscopeException e) {
            return false; // a sampler that cannot run these levels
        }
    }

    /// ComfyUI names no noise sampler, so that two draws of a step come from one Brownian path.
    private static Json.Obj replayed(String sampler, Json.Obj options) {
        return sampler.equals("dpmpp_sde") ? options.with(KDiffusion.NOISE_SAMPLER, KDiffusion.BROWNIAN) : options;
    }

    /// The sampler's own standard, and what the solvers of the spec set.
    private List<Json.Obj> options(String sampler) {
        var all = new LinkedHashSet<>(List.of(Json.object()));
        for (Choice solver : spec.solvers()) {
            if (solver.settings().get("eta") instanceof Setting.Num(double eta) && sampler.matches(".*(ancestral|sde)")) {
                all.add(Json.object().with("eta", eta));
            }
            if (sampler.equals("lms") && solver.settings().get("order") instanceof Setting.Num(double order)) {
                all.add(Json.object().with("order", (long) order));
            }
        }
        if (sampler.equals("dpmpp_2m_sde")) {
            List.copyOf(all).forEach(o -> all.add(o.with("solver_type", "heun")));
        }
        return List.copyOf(all);
    }

    private ScheduleExport flow() {
        for (int i = 0; i < strategy.grid().steps(); i++) {
            Choice solver = spec.solvers().get(spec.solvers().size() == 1 ? 0 : i);
            boolean known = isPlain(solver) || solver.id().equals("flow-heun");
            if (!known || !solver.equals(spec.solvers().getFirst())) {
                throw new UnexportableException(PROGRAM, i, solver, "on the straight path choose euler or flow-heun");
            }
        }
        List<Double> sigmas = strategy.grid().levels().stream().map(NoiseLevel::sigma).toList();
        return made(isPlain(spec.solvers().getFirst()) ? "euler" : "heun", Json.object(), sigmas);
    }

    private static boolean isPlain(Choice solver) {
        return List.of("ddim", "euler").contains(solver.id()) && solver.settings().isEmpty();
    }

    private UnexportableException refused() {
        int step = StrictMath.min(furthest, strategy.grid().steps() - 1);
        return new UnexportableException(PROGRAM, step, spec.solvers().get(spec.solvers().size() == 1 ? 0 : step),
            "it takes one sampler for the whole run: choose one of " + String.join(", ", SAMPLERS));
    }

    private static ScheduleExport made(String sampler, Json.Obj options, List<Double> sigmas) {
        Json.Obj data = Json.object().with("sampler", sampler).with("options", options)
            .with("sigmas", Json.numbers(sigmas)).with("workflow", workflow(sampler, sigmas));
        return new ScheduleExport(PROGRAM, sampler, data, snippet(sampler, options, sigmas));
    }

    /// Nodes to be wired to a model, its conditioning and a latent, in the format of the program's API.
    private static Json.Obj workflow(String sampler, List<Double> sigmas) {
        String list = sigmas.stream().map(s -> Json.number(s).compact()).collect(Collectors.joining(", "));
        return Json.object()
            .with("sampler", node("KSamplerSelect", Json.object().with("sampler_name", sampler)))
            .with("sigmas", node("ManualSigmas", Json.object().with("sigmas", list)))
            .with("run", node("SamplerCustom", Json.object().with("add_noise", Json.flag(true))
                .with("noise_seed", 1).with("cfg", 1)
                .with("sampler", wire("sampler")).with("sigmas", wire("sigmas"))));
    }

    private static Json.Obj node(String type, Json.Obj inputs) {
        return Json.object().with("class_type", type).with("inputs", inputs);
    }

    private static Json wire(String node) {
        return Json.array(List.of(Json.text(node), Json.number(0)));
    }

    private static String snippet(String sampler, Json.Obj options, List<Double> sigmas) {
        var given = new ArrayList<String>();
        options.fields().forEach((name, value) -> given.add("\"%s\": %s".formatted(name, value.compact())));
        return """
            import torch
            import comfy.sample
            import comfy.samplers

            # The same as KSamplerSelect and ManualSigmas, wired to SamplerCustom.
            sampler = comfy.samplers.ksampler("%s", {%s})
            sigmas = torch.FloatTensor(%s)


            def sample(model, noise, cfg, positive, negative, latent, seed=None):
                return comfy.sample.sample_custom(model, noise, cfg, sampler, sigmas, positive, negative, latent, seed=seed)
            """.formatted(sampler, String.join(", ", given), Json.numbers(sigmas).compact());
    }
}
