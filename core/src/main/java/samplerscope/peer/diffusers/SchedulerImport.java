package samplerscope.peer.diffusers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import samplerscope.peer.Between;
import samplerscope.peer.Imported;
import samplerscope.peer.LambdaPath;
import samplerscope.peer.Options;
import samplerscope.peer.RecordedRun;
import samplerscope.peer.Replay;
import samplerscope.peer.UnknownOptionException;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.spec.Choice;
import samplerscope.spec.Json;
import samplerscope.spec.ModelCall;

/// Reads a `scheduler_config.json`: the strategy that replays the scheduler, in the words of a spec.
///
/// What class and options do is said once, where the scheduler is replayed; here its levels become a schedule and a grid,
/// and each of its steps the registered solver that takes it.
public final class SchedulerImport {

    /// Arguments of the program's `step`; all others are of `set_timesteps`.
    private static final Set<String> OF_STEP = Set.of("eta", "use_clipped_model_output", "s_churn", "s_tmin", "s_tmax",
        "s_noise", "order");
    private static final List<String> OF_LIST = List.of("mu", "sigmas", "timesteps", "original_inference_steps",
        "strength", SigmaList.ASSIGNED);
    private static final double SAME_SIGMA = 1e-9;

    private SchedulerImport() {}

    /// Classes that can be read.
    public static List<String> classes() {
        return Diffusers.schedulers().stream().map(Scheduler::sampler).toList();
    }

    /// With no further arguments of the run.
    ///
    /// @param config as it stands in the file, with `_class_name`
    /// @param steps  `num_inference_steps`, `>= 1`
    /// @throws UnknownOptionException for a class or an option that cannot be said here, with its name and value
    public static Imported of(Json.Obj config, int steps) {
        return of(config, steps, Json.object());
    }

    /// @param call arguments of the program's `set_timesteps` and `step`, such as `eta`, `mu` or `sigmas`
    public static Imported of(Json.Obj config, int steps, Json.Obj call) {
        String name = new Options("the config", config).text("_class_name", "");
        Scheduler scheduler = Diffusers.schedulers().stream().filter(s -> s.sampler().equals(name)).findFirst()
            .orElseThrow(() -> UnknownOptionException.of("the config", "_class_name", "'%s'".formatted(name),
                "use one of " + String.join(", ", classes())));
        if (steps < 1) {
            throw UnknownOptionException.of(name, "num_inference_steps", String.valueOf(steps), "use at least 1");
        }
        var warnings = new ArrayList<String>();
        Json.Obj known = Json.object();
        for (var field : config.fields().entrySet()) {
            if (scheduler.options().contains(field.getKey()) && !field.getKey().startsWith("_")) {
                known = known.with(field.getKey(), field.getValue());
            } else if (!field.getKey().startsWith("_") && !(field.getValue() instanceof Json.Null)) {
                warnings.add("%s has no option %s; it is ignored".formatted(name, field.getKey()));
            }
        }
        if (new Options(name, known).flag("use_dynamic_shifting", false) && call.get("mu").isEmpty()) {
            throw UnknownOptionException.of(name, "use_dynamic_shifting", "true without mu",
                "give the mu that the pipeline computes from the size of the image, such as mu=1.15, or set it to false");
        }
        Imported made = of(scheduler, run(scheduler, known, steps, call));
        warnings.addAll(made.warnings());
        return new Imported(made.schedule(), made.grid(), made.solvers(), made.call(), made.prediction(), warnings);
    }

    static RecordedRun run(Scheduler scheduler, Json.Obj config, int steps, Json.Obj call) {
        Json.Obj ofList = Json.object();
        Json.Obj ofStep = Json.object();
        Json.Obj rest = Json.object();
        for (var argument : call.fields().entrySet()) {
            if (OF_STEP.contains(argument.getKey())) {
                ofStep = ofStep.with(argument.getKey(), argument.getValue());
            } else if (argument.getKey().equals("tau")) {
                rest = rest.with("tau", argument.getValue());
            } else {
                ofList = ofList.with(argument.getKey(), argument.getValue());
            }
        }
        new Options("the run", ofList).knowingOnly(OF_LIST);
        return RecordedRun.of(rest.with("id", scheduler.sampler()).with("peer", Diffusers.PROGRAM)
            .with("sampler", scheduler.sampler()).with("nfe", (long) steps).with("options", config)
            .with("set_timesteps", ofList).with("step", ofStep));
    }

    /// The sampler of a recorded run.
    ///
    /// @throws UnknownOptionException if it cannot be said here
    public static Imported of(RecordedRun run) {
        return of(Diffusers.schedulers().stream().filter(s -> s.sampler().equals(run.sampler())).findFirst()
            .orElseThrow(() -> new UnknownOptionException("%s is no scheduler that can be read".formatted(run.sampler()),
                "use one of " + String.join(", ", classes()))), run);
    }

    private static Imported of(Scheduler scheduler, RecordedRun run) {
        Replay replay = scheduler.replay(run);
        Strategy strategy = moving(replay.strategy());
        Options options = SchedulerConfig.options(run);
        var grid = ImportedGrid.of((LambdaPath) strategy.schedule(), strategy.grid(), options,
            scheduler.options().contains("beta_schedule"));
        var levels = strategy.grid().levels();
        var solvers = new ArrayList<Choice>();
        for (int i = 0; i < strategy.solvers().size(); i++) {
            solvers.add(NamedSolver.of(strategy.solvers().get(i),
                new ProgramStep.Place(levels.get(i), levels.get(i + 1), grid::time)));
        }
        var warnings = new ArrayList<String>();
        Choice chosen = grid.grid();
        return new Imported(grid.schedule(), chosen, LaidOut.of(solvers, grid.made(), grid.levelsOf(chosen)),
            new ModelCall(replay.threshold(), labels(grid, strategy, warnings)), replay.speaks(), warnings);
    }

    /// Without a last step that moves nothing.
    private static Strategy moving(Strategy strategy) {
        Solver last = strategy.solvers().getLast();
        boolean idle = last instanceof Between b && b.from().lambda() == b.to().lambda()
            || last instanceof ProgramStep own && own.isIdle();
        int steps = strategy.grid().steps();
        if (!idle || steps == 1) {
            return strategy;
        }
        return new Strategy(strategy.schedule(), new TimeGrid(strategy.grid().levels().subList(0, steps)),
            strategy.solvers().subList(0, steps - 1));
    }

    /// Whether the program asks the model at whole training steps that are not the solver's own levels.
    private static ModelCall.Labels labels(ImportedGrid grid, Strategy strategy, List<String> warnings) {
        Map<NoiseLevel, NoiseLevel> told = told(grid, strategy);
        if (told.isEmpty()) {
            return ModelCall.Labels.EXACT;
        }
        if (grid.made() instanceof DiscreteVp table && told.entrySet().stream().allMatch(e ->
            table.nearestTrainingStep(e.getKey()).time() == grid.time(e.getValue()))) {
            return ModelCall.Labels.NEAREST_TRAINING_STEP;
        }
        warnings.add(("the program cuts %d of %d noise levels down to whole training steps before it asks the model; "
            + "here the model is asked where the solver stands").formatted(told.size(), strategy.grid().steps()));
        return ModelCall.Labels.EXACT;
    }

    /// What is told in place of the levels that are no whole training steps, by the timesteps that the levels carry;
    /// programs pass fractions on as they are.
    private static Map<NoiseLevel, NoiseLevel> told(ImportedGrid grid, Strategy strategy) {
        var told = new LinkedHashMap<NoiseLevel, NoiseLevel>();
        if (grid.isTabulated()) {
            for (NoiseLevel level : strategy.grid().levels().subList(0, strategy.grid().steps())) {
                boolean whole = level.time() == StrictMath.rint(level.time());
                if (whole && !ProgramStep.Place.isSame(grid.trainingStep((int) level.time()), level)) {
                    told.put(level, grid.trainingStep((int) level.time()));
                }
            }
        }
        return told;
    }
}
