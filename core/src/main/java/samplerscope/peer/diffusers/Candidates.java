package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.peer.LambdaPath;
import samplerscope.registry.Settings;
import samplerscope.solver.BuiltInSolvers;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;

/// Schedulers that might take the steps of a solver; whether one does is found by replaying it.
final class Candidates {

    /// A scheduler class with the options that choose its method.
    ///
    /// @param step arguments of its `step`
    record Method(String scheduler, Json.Obj options, Json.Obj step) {
        Method(String scheduler, Json.Obj options) {
            this(scheduler, options, Json.object());
        }
    }

    private static final List<Boolean> EITHER = List.of(true, false);

    private Candidates() {}

    /// Methods for a solver, the plainest first; empty where the program has none.
    ///
    /// @param steps of the run
    static List<Method> of(Choice solver, LambdaPath path, int steps) {
        Settings s = settings(solver);
        return switch (solver.id()) {
            case "ddim", "euler", "euler-a" -> firstOrder(solver.id().equals("euler") ? 0 : s.number("eta"), s, path);
            case "dpmpp-2m" -> multistep("dpmsolver++", 2, s.word("type"), path);
            case "dpmpp-3m" -> multistep("dpmsolver++", 3, "midpoint", path);
            case "dpm-solver-2m" -> multistep("dpmsolver", 2, s.word("type"), path);
            case "dpm-solver-3m" -> multistep("dpmsolver", 3, s.word("type"), path);
            case "dpmpp-2m-sde" -> multistep("sde-dpmsolver++", 2, s.word("type"), path);
            case "dpmpp-3m-sde" -> multistep("sde-dpmsolver++", 3, "midpoint", path);
            case "dpm-solver-2m-sde" -> multistep("sde-dpmsolver", 2, s.word("type"), path);
            case "dpmpp-2s" -> singleStep("dpmsolver++", 2, s.word("type"));
            case "dpmpp-3s" -> singleStep("dpmsolver++", 3, s.word("type"));
            case "dpm-solver-2s" -> {
                var all = new ArrayList<>(singleStep("dpmsolver", 2, s.word("type")));
                all.add(new Method("KDPM2DiscreteScheduler", Json.object()));
                yield all;
            }
            case "dpm-solver-3s" -> singleStep("dpmsolver", 3, s.word("type"));
            case "usf" -> singleStep(s.word("prediction").equals("noise") ? "dpmsolver" : "dpmsolver++",
                s.whole("start") + 1, s.word("relaxation").equals("bh2") || s.whole("start") == 2 ? "midpoint" : "heun");
            case "unipc-1", "unipc-2", "unipc-3", "unipc-4", "unip" -> uniPc(solver, s, steps);
            case "deis-log-rho" -> falling("DEISMultistepScheduler", Json.object()
                .with("solver_order", (long) s.whole("degree") + 1));
            case "lms" -> List.of(lms(s.whole("order")));
            case "deis-rho-ab" -> List.of(lms(s.whole("degree") + 1));
            case "sa-solver" -> saSolver(s);
            case "heun" -> List.of(new Method("HeunDiscreteScheduler", Json.object()));
            case "flow-heun" -> List.of(new Method("FlowMatchHeunDiscreteScheduler", Json.object()));
            case "dpm-2-a" -> List.of(new Method("KDPM2AncestralDiscreteScheduler", Json.object()));
            case "ddpm" -> List.of(new Method("DDPMScheduler", Json.object().with("clip_sample", Json.flag(false))
                .with("variance_type", s.word("variance").equals("large") ? "fixed_large" : "fixed_small")));
            case "plms", "pndm" -> pndm(solver.id().equals("plms"));
            case "ipndm" -> List.of(new Method("IPNDMScheduler", Json.object()));
            case "lcm" -> List.of(new Method("LCMScheduler", Json.object()),
                new Method("FlowMatchEulerDiscreteScheduler", Json.object().with("stochastic_sampling", Json.flag(true))));
            case "tcd" -> List.of(new Method("TCDScheduler", Json.object(), Json.object().with("eta", s.number("gamma"))));
            default -> List.of();
        };
    }

    private static Settings settings(Choice solver) {
        var family = new BuiltInSolvers().families().stream().filter(f -> f.id().equals(solver.id())).findFirst();
        return family.map(f -> Settings.of("solver", f.parameters(), solver.settings()))
            .orElseGet(() -> Settings.of("solver", List.of(), Map.of()));
    }

    private static List<Method> firstOrder(double eta, Settings s, LambdaPath path) {
        var all = new ArrayList<Method>();
        if (path == LambdaPath.FLOW) {
            all.add(new Method("FlowMatchEulerDiscreteScheduler", Json.object()));
        } else if (path == LambdaPath.EXPLODING) {
            all.add(new Method("EDMEulerScheduler", Json.object()));
        } else {
            all.addAll(eta == 1 ? List.of(new Method("EulerAncestralDiscreteScheduler", Json.object())) : List.of());
            all.addAll(eta == 0 ? List.of(new Method("EulerDiscreteScheduler", Json.object())) : List.of());
            for (boolean one : EITHER) {
                all.add(new Method("DDIMScheduler", Json.object().with("clip_sample", Json.flag(false))
                    .with("set_alpha_to_one", Json.flag(one)), Json.object().with("eta", eta)));
            }
        }
        if (eta == 0 || eta == 1) {
            all.addAll(multistep(eta == 0 ? "dpmsolver++" : "sde-dpmsolver++", 1, "midpoint", path));
        }
        return all;
    }

    private static List<Method> multistep(String algorithm, int order, String type, LambdaPath path) {
        String scheduler = path == LambdaPath.EXPLODING ? "EDMDPMSolverMultistepScheduler" : "DPMSolverMultistepScheduler";
        var all = new ArrayList<Method>();
        for (Method method : falling(scheduler, Json.object().with("algorithm_type", algorithm)
            .with("solver_order", (long) order).with("solver_type", type))) {
            all.add(method);
            all.add(new Method(scheduler, method.options.with("euler_at_final", Json.flag(true))));
        }
        return all;
    }

    private static List<Method> singleStep(String algorithm, int order, String type) {
        return falling("DPMSolverSinglestepScheduler", Json.object().with("algorithm_type", algorithm)
            .with("solver_order", (long) order)
            .with("solver_type", type.equals("heun") || type.equals("taylor") ? "heun" : "midpoint"));
    }

    private static List<Method> falling(String scheduler, Json.Obj options) {
        return EITHER.stream().map(falls -> new Method(scheduler, options.with("lower_order_final", Json.flag(falls))))
            .toList();
    }

    private static Method lms(int order) {
        return new Method("LMSDiscreteScheduler", Json.object(), Json.object().with("order", (long) order));
    }

    private static List<Method> uniPc(Choice solver, Settings s, int steps) {
        boolean alone = solver.id().equals("unip");
        int order = alone ? s.whole("order") : Integer.parseInt(solver.id().substring("unipc-".length()));
        var options = Json.object().with("solver_order", (long) order).with("solver_type", s.word("variant"))
            .with("predict_x0", Json.flag(s.word("form").equals("data")));
        if (!List.of("bh1", "bh2").contains(s.word("variant"))) {
            return List.of();
        }
        // A corrector is disabled by the number of the step that it would correct.
        var off = new ArrayList<Double>();
        for (int i = 0; i < (alone ? steps : s.whole("uncorrected-steps")); i++) {
            off.add((double) i);
        }
        return falling("UniPCMultistepScheduler", off.isEmpty() ? options : options.with("disable_corrector",
            Json.numbers(off)));
    }

    private static List<Method> saSolver(Settings s) {
        return falling("SASolverScheduler", Json.object().with("predictor_order", (long) s.whole("predictor"))
            .with("corrector_order", (long) s.whole("corrector"))
            .with("algorithm_type", s.word("form").equals("data") ? "data_prediction" : "noise_prediction")).stream()
            .map(method -> new Method(method.scheduler, method.options, Json.object().with("tau", s.number("tau"))))
            .toList();
    }

    private static List<Method> pndm(boolean plms) {
        return EITHER.stream().map(one -> new Method("PNDMScheduler", Json.object().with("skip_prk_steps", Json.flag(plms))
            .with("set_alpha_to_one", Json.flag(one)))).toList();
    }
}
