package samplerscope.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.model.Model;
import samplerscope.registry.Family;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Registry;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;
import samplerscope.run.Progress;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.GridFamily;
import samplerscope.schedule.GridRequest;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.schedule.TimeGrid;
import samplerscope.solver.Layout;
import samplerscope.solver.Renoise;
import samplerscope.solver.Solver;
import samplerscope.solver.Strategy;
import samplerscope.solver.Teleport;
import samplerscope.statistics.EmsRequest;
import samplerscope.statistics.ModelFacts;

/// From ids to objects: the one place where a spec meets the registries. Keeps opened models for the next run.
///
/// Safe to use from several threads.
public final class Resolver implements AutoCloseable {

    private final Catalog catalog;
    private final Map<Key, Model> open = new LinkedHashMap<>();
    private final Measurements measurements;

    private record Key(Choice model, Path base) {}

    /// Measures anew at every start of the program.
    public Resolver(Catalog catalog) {
        this(catalog, Optional.empty());
    }

    /// @param cache for measurements that take minutes
    public Resolver(Catalog catalog, EmsCache cache) {
        this(catalog, Optional.of(cache));
    }

    private Resolver(Catalog catalog, Optional<EmsCache> cache) {
        this.catalog = catalog;
        this.measurements = new Measurements(cache);
    }

    public Catalog catalog() {
        return catalog;
    }

    /// @param base folder that relative paths in the spec start from
    /// @throws samplerscope.SamplerscopeException in one of its kinds, naming the place in the spec
    public Resolved resolve(RunSpec.Denoise spec, Path base) {
        return resolve(spec, base, Progress.NONE);
    }

    /// Resolving on a thread of its own, with progress, that can be cancelled.
    public Preparation prepare(RunSpec.Denoise spec, Path base) {
        return Preparation.start(this, spec, base);
    }

    /// What solvers and grids want to know of the model is measured on this thread, unless it is known already.
    ///
    /// @param base     folder that relative paths in the spec start from
    /// @param progress hears of measurements; of none where nothing has to be measured
    /// @throws samplerscope.SamplerscopeException              in one of its kinds, naming the place in the spec
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public Resolved resolve(RunSpec.Denoise spec, Path base, Progress progress) {
        return Hearing.with(progress, () -> resolved(spec, base));
    }

    private Resolved resolved(RunSpec.Denoise spec, Path base) {
        NoiseSchedule schedule = schedule(spec);
        Model model = model(spec.model(), base);
        model.check(spec.guidance().condition());
        checkLabels(spec, schedule);
        var run = new Resolved(spec, model, strategy(spec, base, schedule, model).compile());
        run.noise(); // a wrong setting of it is found here, not when the run begins
        return run;
    }

    private Strategy strategy(RunSpec.Denoise spec, Path base, NoiseSchedule schedule, Model model) {
        ModelFacts facts = facts(spec, base, model, schedule);
        TimeGrid grid = grid(spec, new GridRequest(schedule, facts));
        return new Strategy(schedule, grid, solvers(spec, new Layout.Run(schedule, grid, facts)), facts);
    }

    /// The spec with one solver per step, which compiles to the same steps; as it is if it names them already, or has only
    /// one step. Works for a spec whose plan has a mistake too, so that the mistake can be taken out.
    ///
    /// @throws samplerscope.SamplerscopeException as {@link #resolve}, and {@link UnnamedStepException}
    public RunSpec.Denoise stepByStep(RunSpec.Denoise spec, Path base) {
        Strategy strategy = strategy(spec, base, schedule(spec), model(spec.model(), base));
        return StepChoices.of(spec, strategy, catalog.solvers());
    }

    /// Model statistics for a spec, measured unless they are known; whatever its solvers are.
    ///
    /// @param request  for measured ones
    /// @param progress hears of the measurement; of none where they are known
    /// @throws samplerscope.SamplerscopeException         in one of its kinds, naming the place in the spec
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public StatisticsReport statistics(RunSpec.Denoise spec, Path base, EmsRequest request, Progress progress) {
        NoiseSchedule schedule = schedule(spec);
        Model model = model(spec.model(), base);
        model.check(spec.guidance().condition());
        MeasuredFacts facts = facts(spec, base, model, schedule);
        return Hearing.with(progress,
            () -> new StatisticsReport(facts.ems(request).orElseThrow(), facts.file(request)));
    }

    private MeasuredFacts facts(RunSpec.Denoise spec, Path base, Model model, NoiseSchedule schedule) {
        return measurements.of(model, schedule, spec.guidance(),
            () -> ModelIdentity.of(spec, catalog, base, model.checksums()));
    }

    public NoiseSchedule schedule(RunSpec.Denoise spec) {
        return catalog.schedules().get(spec.schedule().id()).create()
            .apply(settings("schedule", catalog.schedules(), spec.schedule()));
    }

    /// The registered schedule that is this one with its standard settings; empty for a schedule of somebody's own.
    private Optional<Choice> choiceOf(NoiseSchedule schedule) {
        return catalog.schedules().all().stream()
            .filter(f -> f.create().apply(Settings.of("schedule", f.parameters(), Map.of())).equals(schedule))
            .map(f -> Choice.of(f.id())).findFirst();
    }

    /// What a spec calls the schedule that a model was trained on; empty where it cannot be said.
    public Optional<Choice> scheduleOf(Model model) {
        return model.scheduleName().map(name -> new Choice(name.id(), name.settings()))
            .or(() -> model.nativeSchedule().flatMap(this::choiceOf));
    }

    private static void checkLabels(RunSpec.Denoise spec, NoiseSchedule schedule) {
        if (spec.call().labels() == ModelCall.Labels.NEAREST_TRAINING_STEP && !(schedule instanceof DiscreteVp)) {
            throw new InvalidParameterException("call.labels", new Setting.Word("nearest-training-step"),
                "needs a schedule with a table of training steps, such as ddpm or scaled-linear");
        }
    }

    private TimeGrid grid(RunSpec.Denoise spec, GridRequest request) {
        return catalog.grids().get(spec.grid().id()).rule()
            .grid(request, settings("grid", catalog.grids(), spec.grid()));
    }

    /// One choice is laid along the intervals that the grid leaves to it; more are one per step.
    private List<Solver> solvers(RunSpec.Denoise spec, Layout.Run run) {
        if (spec.solvers().size() == 1) {
            Choice choice = spec.solvers().getFirst();
            Layout layout = catalog.solvers().get(choice.id()).layout();
            return around(layout, catalog.grids().get(spec.grid().id()).free())
                .along(settings("solvers[0]", catalog.solvers(), choice), run);
        }
        var solvers = new ArrayList<Solver>();
        for (int i = 0; i < spec.solvers().size(); i++) {
            Choice choice = spec.solvers().get(i);
            solvers.add(catalog.solvers().get(choice.id()).create()
                .apply(settings("solvers[%d]".formatted(i), catalog.solvers(), choice)));
        }
        return solvers;
    }

    private static Layout around(Layout layout, GridFamily.Free free) {
        return switch (free) {
            case NONE -> layout;
            case FIRST_JUMPED -> layout.after(new Teleport());
            case RISES_RENOISED -> layout.between(new Renoise());
        };
    }

    /// The model, opened once and shared.
    public Model model(Choice choice, Path base) {
        var family = catalog.models().get(choice.id());
        Settings settings = settings("model", catalog.models(), choice);
        synchronized (open) {
            var key = new Key(choice, base.toAbsolutePath().normalize());
            Model known = open.get(key);
            if (known == null) {
                known = shared(key, settings).orElseGet(() -> family.open().open(settings, base));
                open.put(key, known);
            }
            return known;
        }
    }

    /// Made of a model of the same files, whose networks may be gigabytes.
    private Optional<Model> shared(Key wanted, Settings settings) {
        return open.entrySet().stream()
            .filter(e -> e.getKey().base().equals(wanted.base())
                && ModelFiles.areSame(e.getKey().model(), wanted.model(), catalog))
            .findFirst().flatMap(e -> e.getValue().with(settings));
    }

    private static Settings settings(String place, Registry<? extends Family> registry, Choice choice) {
        return Settings.of(place, registry.get(choice.id()).parameters(), choice.settings());
    }

    @Override
    public void close() {
        synchronized (open) {
            open.values().forEach(Model::close);
            open.clear();
        }
    }
}
