package samplerscope.spec;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.SamplerscopeException;
import samplerscope.metric.PathError;
import samplerscope.registry.Setting;
import samplerscope.run.DenoisingRun;
import samplerscope.run.PlanLaw;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Layout;
import samplerscope.solver.Op;
import samplerscope.solver.Slot;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.Weight;
import samplerscope.tensor.Float64Backend;

/// How good a solver is: its error at a budget of evaluations and its order, on an exact model, in float64.
///
/// Samples start from the same noise for every solver, `t = 1` to `1e-3` on the linear variance-preserving path; errors
/// are the RMS over samples and elements against the converged ODE. Not for use from several threads.
public final class SolverMeasurement {

    private static final int SAMPLES = 32;
    /// Of the reference; below the smallest error of any solver.
    private static final double FINEST = 1e-12;
    private static final int COARSE = 160;
    private static final int COARSE_OF_TABLE = 40;
    /// Steps that a solver may take without an evaluation.
    private static final int FREE_STEPS = 1;
    private static final String STEPS = "steps";
    private static final String SMOOTH = "problem-s";
    private static final Choice UNIFORM = Choice.of("uniform-lambda");
    /// Of the Gaussian data for stochastic solvers.
    private static final double MEAN = 0.7;
    private static final double VARIANCE = 0.25;

    /// Specs here name no files.
    private static final java.nio.file.Path HERE = java.nio.file.Path.of("");

    private final Resolver resolver;
    private final Map<Path, Snapshot> truths = new HashMap<>();

    /// A run by how many steps it takes.
    @FunctionalInterface
    public interface InSteps {

        /// @throws SamplerscopeException where there is no such run
        RunSpec.Denoise of(int steps);
    }

    /// What a reference depends on.
    private record Path(Choice model, Choice schedule, NoiseLevel start, NoiseLevel end) {}

    public SolverMeasurement(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Evaluations per step, read off a step in the middle of a run; 0 where no run can be planned.
    public int evaluationsPerStep(Choice solver) {
        return resolve(SMOOTH, UNIFORM, solver, 7, 1)
            .map(run -> run.plan().steps().get(3).evaluations()).orElse(0);
    }

    /// The error of the most steps that a budget allows; empty where there is no such run, or noise is drawn on the
    /// way.
    ///
    /// @param model one that starts from `problem-`
    public Optional<Double> error(String model, Choice grid, Choice solver, int budget) {
        return error(steps -> spec(model, grid, solver, steps), budget);
    }

    /// The same of a run whose model is one that starts from `problem-`.
    public Optional<Double> error(InSteps spec, int budget) {
        return largest(spec, budget, SAMPLES).filter(r -> !r.isStochastic()).flatMap(this::error);
    }

    /// How far the standard deviation is off on Gaussian data, relative, with the most steps that a budget allows on a
    /// grid uniform in lambda; empty where there is no such run, or no noise is drawn on the way.
    public Optional<Double> deviation(Choice solver, int budget) {
        return deviation(steps -> spec(SMOOTH, UNIFORM, solver, steps), budget);
    }

    /// The same of a run on a grid of its own.
    public Optional<Double> deviation(InSteps spec, int budget) {
        return largest(spec, budget, 1).filter(Resolved::isStochastic).map(SolverMeasurement::deviation);
    }

    private Optional<Resolved> largest(InSteps spec, int budget, int samples) {
        for (int steps = budget + FREE_STEPS; steps >= 1; steps--) {
            Optional<Resolved> run = resolve(spec, steps, samples);
            if (run.filter(r -> r.nfe() <= budget && r.nfe() > 0).isPresent()) {
                return run;
            }
        }
        return Optional.empty();
    }

    private static double deviation(Resolved run) {
        double truth = PlanLaw.atLevel(run.levels().getLast(), MEAN, VARIANCE).deviation();
        return PlanLaw.after(run.plan(), MEAN, VARIANCE).deviation() / truth - 1;
    }

    /// `log2` of how much the error falls from 160 to 320 steps, uniform in lambda and without lower orders at the end;
    /// of the error of the standard deviation where noise is drawn on the way. Solvers whose coefficients come from a
    /// table of statistics are measured from 40 to 80 steps, where their steps are still longer than its intervals.
    /// Empty where there is no such run.
    public Optional<Double> order(Choice solver) {
        return order(SMOOTH, solver);
    }

    /// The same on another model.
    ///
    /// @param model one that starts from `problem-`
    public Optional<Double> order(String model, Choice solver) {
        boolean falls = family(solver).parameters().contains(Layout.LOWER_ORDER_FINAL);
        Choice kept = falls ? solver.with(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false)) : solver;
        int steps = readsTable(kept) ? COARSE_OF_TABLE : COARSE;
        Optional<Double> coarse = error(model, kept, steps);
        Optional<Double> fine = error(model, kept, 2 * steps);
        return coarse.flatMap(c -> fine.map(f -> log(c / f) / log(2)));
    }

    /// The same for a solver that draws, with its noise turned off; empty for any other.
    public Optional<Double> orderWithoutNoise(Choice solver) {
        return family(solver).quiet().flatMap(quiet -> order(solver.with(quiet.setting(), new Setting.Num(0))));
    }

    private SolverFamily family(Choice solver) {
        return resolver.catalog().solvers().get(solver.id());
    }

    /// Whether a step in the middle of a run has a coefficient per element.
    private boolean readsTable(Choice solver) {
        return resolve(SMOOTH, UNIFORM, solver, 7, 1).stream()
            .flatMap(run -> run.plan().steps().get(3).ops().stream())
            .anyMatch(op -> op instanceof Op.Combine(var _, var terms)
                && terms.stream().anyMatch(t -> t.weight() instanceof Weight.PerElement && !t.slot().equals(Slot.ONE)));
    }

    private Optional<Double> error(String model, Choice solver, int steps) {
        return resolve(model, UNIFORM, solver, steps, SAMPLES)
            .flatMap(run -> run.isStochastic() ? Optional.of(abs(deviation(run))) : error(run));
    }

    private Optional<Resolved> resolve(String model, Choice grid, Choice solver, int steps, int samples) {
        return resolve(n -> spec(model, grid, solver, n), steps, samples);
    }

    private static RunSpec.Denoise spec(String model, Choice grid, Choice solver, int steps) {
        return RunSpec.Denoise.of(Choice.of(model)).withGrid(grid.with(STEPS, new Setting.Num(steps)))
            .withSolvers(List.of(solver));
    }

    private Optional<Resolved> resolve(InSteps spec, int steps, int samples) {
        try {
            return Optional.of(resolver.resolve(spec.of(steps).withSamples(samples).withSeed(0), HERE));
        } catch (SamplerscopeException e) {
            return Optional.empty(); // the solver has no formula for so few steps, or for this grid
        }
    }

    private Optional<Double> error(Resolved run) {
        NoiseLevel end = run.levels().getLast();
        var path = new Path(run.spec().model(), run.spec().schedule(), run.levels().getFirst(), end);
        Snapshot truth = truths.computeIfAbsent(path, _ -> truth(run));
        try (var backend = new Float64Backend(1)) {
            Snapshot state = Trajectory.of(run.open(backend)).end();
            return Optional.of(PathError.between(state, truth, end, run.nfe()).rms().value());
        } catch (SamplerscopeException e) {
            return Optional.empty();
        }
    }

    private Snapshot truth(Resolved run) {
        var all = resolver.resolve(run.spec().withSamples(SAMPLES), HERE);
        try (var backend = new Float64Backend(1); DenoisingRun opened = all.open(backend)) {
            var ends = List.of(all.levels().getFirst(), all.levels().getLast());
            return ReferencePath.solve(all.denoiser(all.model(), backend, 0), backend, all.plan().strategy().schedule(),
                opened.initial(), ends, FINEST).at(ends.getLast()).orElseThrow();
        }
    }
}
