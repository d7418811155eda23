package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import samplerscope.peer.LambdaPath;
import samplerscope.registry.Setting;
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

    /// Steps that no run has more of.
    private static final int EVER = 200;
    private static final List<Boolean> EITHER = List.of(true, false);

    private Candidates() {}

    /// Methods for a solver, the plainest first; empty where the program has none.
    ///
    /// @param run the solver of each step, or one for all
    static List<Method> of(Choice solver, LambdaPath path, List<Choice> run) {
        Settings s = settings(solver);
        return switch (solver.id()) {
            case "ddim", "euler", "euler-a" -> firstOrder(solver,
                solver.id().equals("euler") ? 0 : s.number("eta"), path);
            case "dpmpp-2m" -> multistep("dpmsolver++", 2, s.word("type"), path);
            case "dpmpp-3m" -> multistep("dpmsolver++", 3, "midpoint", path);
            case "dpm-solver-2m" -> multistep("dpmsolver", 2, s.word("type"), path);
            case "dpm-solver-3m" -> multistep("dpmsolver", 3, s.word("type"), path);
            case "dpmpp-2m-sde" -> multistep("sde-dpmsolver++", 2, s.word("type"), path);
            case "dpmpp-3m-sde" -> multistep("sde-dpmsolver++", 3, "midpoint", path);
            case "dpm-solver-2m-sde" -> multistep("sde-dpmsolver", s.whole("order"), s.word("type"), path);
            case "dpmpp-2s" -> singleStep("dpmsolver++", 2, s.word("type"));
            case "dpmpp-3s" -> singleStep("dpmsolver++", 3, s.word("type"));
            case "dpm-solver-2s" -> {
                var all = new ArrayList<>(singleStep("dpmsolver", 2, s.word("type")));
                all.add(new Method("KDPM2DiscreteScheduler", Json.object()));
                yield all;
            }
            case "dpm-solver-3s" -> singleStep("dpmsolver", 3, s.word("type"));
            case "usf" -> singleStep(s.word("prediction").equals("noise") ? "dpmsolver" : "dpmsolver++",
                s.whole("start") + 1, isMidpoint(s) ? "midpoint" : "heun");
            case "unipc-1", "unipc-2", "unipc-3", "unipc-4", "unip" -> uniPc(solver, s, run);
            case "deis-log-rho" -> falling("DEISMultistepScheduler", Json.object()
                .with("solver_order", (long) s.whole("degree") + 1));
            case "lms" -> List.of(lms(s.whole("order")));
            case "deis-rho-ab" -> List.of(lms(s.whole("degree") + 1));
            case "sa-solver" -> saSolver(s, run);
            case "heun" -> List.of(new Method("HeunDiscreteScheduler", Json.object()));
            case "flow-heun" -> List.of(new Method("FlowMatchHeunDiscreteScheduler", Json.object()));
            case "dpm-2-a" -> List.of(new Method("KDPM2AncestralDiscreteScheduler", Json.object()));
            case "ddpm" -> List.of(new Method("DDPMScheduler", Json.object().with("clip_sample", Json.flag(false))
                .with("variance_type", s.word("variance").equals("large") ? "fixed_large" : "fixed_small")));
            case "plms", "pndm" -> pndm(solver.id().equals("plms"));
            case "ipndm" -> List.of(new Method("IPNDMScheduler", Json.object()));
            case "lcm" -> List.of(lcm(s),
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

    private static List<Method> firstOrder(Choice solver, double eta, LambdaPath path) {
        var all = new ArrayList<Method>();
        if (path == LambdaPath.FLOW) {
            all.add(new Method("FlowMatchEulerDiscreteScheduler", Json.object()));
        } else if (path == LambdaPath.EXPLODING) {
            all.add(new Method("EDMEulerScheduler", Json.object()));
        } else {
            all.addAll(eta == 1 ? List.of(new Method("EulerAncestralDiscreteScheduler", Json.object())) : List.of());
            all.addAll(eta == 0 ? List.of(new Method("EulerDiscreteScheduler", Json.object())) : List.of());
            for (boolean one : EITHER) {
                all.add(new Method("DDIMScheduler", clip(solver).with("set_alpha_to_one", Json.flag(one)),
                    Json.object().with("eta", eta)));
            }
        }
        if (eta == 0 || eta == 1) {
            all.addAll(multistep(eta == 0 ? "dpmsolver++" : "sde-dpmsolver++", 1, "midpoint", path));
        }
        return all;
    }

    private static Json.Obj clip(Choice solver) {
        return solver.settings().get("clip") instanceof Setting.Num(double range) && range > 0
            ? Json.object().with("clip_sample", Json.flag(true)).with("clip_sample_range", range)
            : Json.object().with("clip_sample", Json.flag(false));
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

    /// Of a call of a block: the second has half of the slope's weight, the third leaves out the second output.
    private static boolean isMidpoint(Settings s) {
        return s.whole("start") == 2 ? s.whole("order") == 2 : s.word("relaxation").equals("bh2");
    }

    private static List<Method> falling(String scheduler, Json.Obj options) {
        return EITHER.stream().map(falls -> new Method(scheduler, options.with("lower_order_final", Json.flag(falls))))
            .toList();
    }

    /// The program scales per training step.
    private static Method lcm(Settings s) {
        double perStep = s.number("origin") > 0 ? s.number("origin") : 0.001;
        return new Method("LCMScheduler", Json.object().with("timestep_scaling", s.number("scaling") * perStep));
    }

    private static Method lms(int order) {
        return new Method("LMSDiscreteScheduler", Json.object(), Json.object().with("order", (long) order));
    }

    private static List<Method> uniPc(Choice solver, Settings s, List<Choice> run) {
        boolean alone = solver.id().equals("unip");
        int order = alone ? s.whole("order") : Integer.parseInt(solver.id().substring("unipc-".length()));
        var options = Json.object().with("solver_order", (long) order).with("solver_type", s.word("variant"))
            .with("predict_x0", Json.flag(s.word("form").equals("data")));
        if (!List.of("bh1", "bh2").contains(s.word("variant"))) {
            return List.of();
        }
        // A corrector is disabled by the number of the step that it would correct.
        List<Double> off = run.size() > 1
            ? IntStream.range(1, run.size()).filter(i -> isUncorrected(run.get(i))).mapToObj(i -> i - 1.0).toList()
            : IntStream.range(0, alone || s.whole("corrector") == 0 ? EVER : s.whole("uncorrected-steps")).mapToObj(i -> (double) i).toList();
        return falling("UniPCMultistepScheduler", off.isEmpty() ? options : options.with("disable_corrector",
            Json.numbers(off)));
    }

    private static boolean isUncorrected(Choice step) {
        return !step.id().startsWith("unipc") || settings(step).whole("corrector") == 0;
    }

    private static List<Method> saSolver(Settings s, List<Choice> run) {
        return falling("SASolverScheduler", Json.object().with("predictor_order", highest(run, "predictor"))
            .with("corrector_order", highest(run, "corrector"))
            .with("algorithm_type", s.word("form").equals("data") ? "data_prediction" : "noise_prediction")).stream()
            .flatMap(method -> Stream.of(new Method(method.scheduler, method.options,
                Json.object().with("tau", s.number("tau"))), method)).toList();
    }

    private static long highest(List<Choice> run, String setting) {
        return run.stream().filter(c -> c.id().equals("sa-solver")).mapToLong(c -> settings(c).whole(setting)).max()
            .orElseThrow();
    }

    private static List<Method> pndm(boolean plms) {
        return EITHER.stream().map(one -> new Method("PNDMScheduler", Json.object().with("skip_prk_steps", Json.flag(plms))
            .with("set_alpha_to_one", Json.flag(one)))).toList();
    }
}
