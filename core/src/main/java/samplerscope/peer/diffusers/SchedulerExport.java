package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import samplerscope.SamplerscopeException;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Probe;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.ScheduleExport;
import samplerscope.peer.UnexportableException;
import samplerscope.registry.Setting;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.RectifiedFlow;
import samplerscope.schedule.VarianceExploding;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Step;
import samplerscope.solver.Strategy;
import samplerscope.solver.Threshold;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.RunSpec;

/// Finds the scheduler of diffusers that takes the steps of a strategy. Candidates are replayed as recorded runs are, and
/// the first that does the same to a small exact model is it: what is exported is known to be right.
public final class SchedulerExport {

    private final RunSpec.Denoise spec;
    private final Strategy strategy;
    private final Plan plan;
    private final LambdaPath path;
    private final Probe probe;
    private int furthest;

    private SchedulerExport(RunSpec.Denoise spec, Plan plan) {
        this.spec = spec;
        this.strategy = plan.strategy();
        this.plan = plan;
        this.path = path(strategy.schedule());
        this.probe = new Probe(strategy, spec.call().threshold());
    }

    /// @param plan of the spec
    /// @throws UnexportableException with the first step that no scheduler takes
    public static ScheduleExport of(RunSpec.Denoise spec, Plan plan) {
        return new SchedulerExport(spec, plan).found();
    }

    private static LambdaPath path(NoiseSchedule schedule) {
        return switch (schedule) {
            case RectifiedFlow _ -> LambdaPath.FLOW;
            case VarianceExploding _ -> LambdaPath.EXPLODING;
            default -> LambdaPath.PRESERVING;
        };
    }

    private ScheduleExport found() {
        for (Candidates.Method method : methods()) {
            Scheduler scheduler = Diffusers.schedulers().stream().filter(s -> s.sampler().equals(method.scheduler()))
                .findFirst().orElseThrow();
            var levels = new ListedLevels(path, strategy.schedule(), levels(method.scheduler()));
            for (ListedLevels.Layout layout : levels.of(method.scheduler(), scheduler.options())) {
                Json.Obj options = options(scheduler, method, layout);
                Json.Obj call = joined(layout.call(), method.step());
                int steps = levels.levels().size() - 1;
                // Some lists of the program's own end twice on the same sigma, in a step that moves nothing.
                for (int n = steps; n <= (layout.call().fields().isEmpty() ? steps + 1 : steps); n++) {
                    if (isIt(scheduler, SchedulerImport.run(scheduler, options, n, call))) {
                        return DiffusersSnippet.of(scheduler.sampler(), options, n, layout.call(), method.step(),
                            plan.draws() > 0);
                    }
                }
            }
        }
        throw refused();
    }

    private List<Candidates.Method> methods() {
        var all = new LinkedHashSet<Candidates.Method>();
        // The steps in the middle say more than those at the ends, which are of first order for many solvers.
        var ordered = new ArrayList<>(new LinkedHashSet<>(spec.solvers()).stream().toList());
        ordered.sort((a, b) -> Boolean.compare(isFirstOrder(a), isFirstOrder(b)));
        ordered.forEach(solver -> all.addAll(Candidates.of(solver, path, spec.solvers())));
        return List.copyOf(all);
    }

    private static boolean isFirstOrder(Choice solver) {
        return List.of("ddim", "euler").contains(solver.id());
    }

    /// The single-step class counts inner stages as steps.
    private List<NoiseLevel> levels(String scheduler) {
        if (!scheduler.equals("DPMSolverSinglestepScheduler")) {
            return strategy.grid().levels();
        }
        var all = new ArrayList<NoiseLevel>();
        for (Step step : plan.steps()) {
            step.ops().forEach(op -> {
                if (op instanceof Op.Evaluate e) {
                    all.add(e.at());
                }
            });
        }
        all.add(strategy.grid().last());
        return all;
    }

    private Json.Obj options(Scheduler scheduler, Candidates.Method method, ListedLevels.Layout layout) {
        List<String> known = scheduler.options();
        Json.Obj table = known.contains("beta_schedule") && path == LambdaPath.PRESERVING ? table() : Json.object();
        if (path == LambdaPath.EXPLODING && strategy.schedule() instanceof VarianceExploding(double min, double max)) {
            table = table.with("sigma_min", min).with("sigma_max", max);
        } else if (path == LambdaPath.FLOW && known.contains("use_flow_sigmas")) {
            table = table.with("use_flow_sigmas", Json.flag(true)).with("prediction_type", "flow_prediction");
        }
        if (strategy.schedule() instanceof RectifiedFlow(double shift) && layout.call().fields().isEmpty()) {
            table = table.with(known.contains("shift") ? "shift" : "flow_shift", shift);
        }
        Json.Obj all = joined(joined(table, method.options()), layout.options());
        return spec.call().threshold().map(t -> thresholded(all, t, known)).orElse(all);
    }

    private Json.Obj table() {
        String law = switch (spec.schedule().id()) {
            case "scaled-linear" -> "scaled_linear";
            case "squared-cosine", "vp-cosine" -> "squaredcos_cap_v2";
            default -> "linear";
        };
        Json.Obj table = Json.object().with("num_train_timesteps",
            (long) (strategy.schedule() instanceof DiscreteVp t ? t.trainingSteps() : 1000)).with("beta_schedule", law);
        if (!law.equals("squaredcos_cap_v2")) {
            boolean scaled = law.equals("scaled_linear");
            table = table.with("beta_start", setting("first", scaled ? 0.00085 : 0.0001))
                .with("beta_end", setting("last", scaled ? 0.012 : 0.02));
        }
        boolean rescaled = spec.schedule().settings().containsKey("zero-snr");
        return rescaled ? table.with("rescale_betas_zero_snr", Json.flag(true)) : table;
    }

    private double setting(String id, double standard) {
        return spec.schedule().settings().get(id) instanceof Setting.Num(double value) ? value
            : standard;
    }

    private static Json.Obj thresholded(Json.Obj options, Threshold t, List<String> known) {
        if (t.floor() == t.ceiling() && t.quantile() == 1 && known.contains("clip_sample")) {
            return options.with("clip_sample", Json.flag(true)).with("clip_sample_range", t.floor());
        }
        return options.with("thresholding", Json.flag(true)).with("dynamic_thresholding_ratio", t.quantile())
            .with("sample_max_value", t.ceiling());
    }

    private static Json.Obj joined(Json.Obj a, Json.Obj b) {
        Json.Obj all = a;
        for (var field : b.fields().entrySet()) {
            all = all.with(field.getKey(), field.getValue());
        }
        return all;
    }

    private boolean isIt(Scheduler scheduler, RecordedRun run) {
        try {
            Replay replay = scheduler.replay(run);
            Strategy theirs = replay.strategy();
            if (!probe.visitsTheSame(theirs) || !replay.threshold().equals(spec.call().threshold())) {
                return false;
            }
            int agrees = probe.agreesFor(theirs, replay.threshold());
            furthest = StrictMath.max(furthest, agrees);
            return agrees == strategy.grid().steps();
        } catch (SamplerscopeException e) {
            return false; // an arrangement that the scheduler itself cannot run
        }
    }

    private UnexportableException refused() {
        var solvers = spec.solvers();
        int step = StrictMath.min(furthest, strategy.grid().steps() - 1);
        Choice named = solvers.size() == 1 ? solvers.getFirst() : solvers.get(step);
        Optional<Choice> without = solvers.stream().filter(s -> Candidates.of(s, path, solvers).isEmpty()).findFirst();
        if (without.isPresent()) {
            return new UnexportableException(Diffusers.PROGRAM, solvers.size() == 1 ? 0 : solvers.indexOf(without.get()),
                without.get(), "choose a solver that it has, such as dpmpp-2m, unipc-2, deis-log-rho or heun");
        }
        return new UnexportableException(Diffusers.PROGRAM, step, named,
            "its classes take one method for the whole run: use one solver with lower orders at the end, or settings as in "
                + "diffusers");
    }
}
