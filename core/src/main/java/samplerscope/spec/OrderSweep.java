package samplerscope.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import samplerscope.metric.OrderFit;
import samplerscope.metric.PathError;
import samplerscope.registry.Setting;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ReferencePath;
import samplerscope.run.StepRecord;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Layout;
import samplerscope.solver.UnplannableStepException;

/// One strategy at many budgets: how its error at the end falls as evaluations are added. Pull-based like a run: nothing
/// happens between calls, and whoever stops pulling has cancelled.
///
/// Lower orders at the end are left out unless the spec asks for them: the error of the last, first-order step would hide
/// the order of the others.
///
/// Every budget starts from the same noise and is measured against one reference at the last level with `sigma > 0`,
/// which all budgets share.
public final class OrderSweep {

    /// Half and double steps with one between them, from a handful of evaluations to where most orders are plain.
    public static final List<Integer> STANDARD_BUDGETS = List.of(5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160);

    private static final String STEPS = "steps";

    /// What one budget gave.
    ///
    /// @param steps intervals of its grid
    /// @param nfe   network evaluations until there, guidance included
    /// @param error at the last level with `sigma > 0`
    /// @param floor error of the reference itself, about
    public record Point(int steps, int nfe, PathError error, double floor) {}

    /// The order that points show, with its confidence interval; empty while they are too few or too near the floor.
    public static Optional<OrderFit> fit(List<Point> points) {
        double floor = points.stream().mapToDouble(Point::floor).max().orElse(0);
        return OrderFit.of(points.stream().map(p -> new OrderFit.Point(p.steps(), p.error().rms().value())).toList(), floor);
    }

    private final Resolver resolver;
    private final References references;
    private final Engine engine;
    private final Path base;
    private final RunSpec.Denoise spec;
    private final List<Integer> steps;
    private int next;

    /// @param base    folder that relative paths in the spec start from
    /// @param spec    one solver for all steps, on a grid with a number of steps
    /// @param budgets network evaluations, about; each is rounded to whole steps, doubles are left out
    /// @param samples how many of the spec's samples are used, `>= 1`
    /// @throws UnsweepableException for a stochastic strategy, a solver per step, or a hand-made grid
    public OrderSweep(Resolver resolver, References references, Engine engine, Path base, RunSpec.Denoise spec,
                      List<Integer> budgets, int samples) {
        this.resolver = resolver;
        this.references = references;
        this.engine = engine;
        this.base = base;
        this.spec = keepingOrder(spec.withSamples(StrictMath.min(samples, spec.samples())));
        this.steps = steps(budgets);
    }

    private RunSpec.Denoise keepingOrder(RunSpec.Denoise given) {
        String setting = Layout.LOWER_ORDER_FINAL.id();
        return given.withSolvers(given.solvers().stream().map(choice -> {
            boolean falls = resolver.catalog().solvers().get(choice.id()).parameters().stream()
                .anyMatch(p -> p.id().equals(setting));
            return falls && !choice.settings().containsKey(setting)
                ? choice.with(setting, new Setting.Flag(false)) : choice;
        }).toList());
    }

    private List<Integer> steps(List<Integer> budgets) {
        boolean hasSteps = resolver.catalog().grids().get(spec.grid().id()).parameters().stream()
            .anyMatch(p -> p.id().equals(STEPS));
        if (!hasSteps || spec.solvers().size() != 1) {
            throw new UnsweepableException(hasSteps ? "the strategy names a solver for each step"
                : "the grid has no number of steps: its levels are listed by hand or chosen by error control");
        }
        Resolved given = resolver.resolve(spec, base);
        if (given.isStochastic()) {
            throw new UnsweepableException("a stochastic sampler follows no ODE, so its error has no order");
        }
        double cost = (double) given.nfe() / given.plan().steps().size();
        return budgets.stream().map(b -> (int) StrictMath.max(1, StrictMath.rint(b / cost))).distinct().toList();
    }

    /// How many budgets there are.
    public int size() {
        return steps.size();
    }

    /// How many budgets have been tried.
    public int done() {
        return next;
    }

    /// Runs the next budget; empty once all are done. Budgets too small for the solver's formula are passed over.
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted while the reference is computed
    public Optional<Point> advance() {
        while (next < steps.size()) {
            int count = steps.get(next++);
            try {
                return Optional.of(measure(resolver.resolve(withSteps(count), base), count));
            } catch (UnplannableStepException e) {
                continue; // a multistep formula may need more past than this budget has
            }
        }
        return Optional.empty();
    }

    private Point measure(Resolved run, int count) {
        ReferencePath reference = references.of(ends(), spec.samples(), References.Truth.MODEL);
        NoiseLevel end = References.levels(run).getLast();
        try (DenoisingRun running = engine.open(run)) {
            for (var record = running.advance(); record.isPresent(); record = running.advance()) {
                StepRecord.Denoised step = record.get();
                if (step.at().equals(end)) {
                    var truth = reference.at(end).orElseThrow();
                    return new Point(count, step.nfe(), PathError.between(step.state(), truth, end, step.nfe()),
                        reference.tolerance());
                }
            }
        }
        throw new IllegalStateException("the run never reached " + end);
    }

    /// The same question without the levels between, so that one reference answers every budget of every solver.
    private Resolved ends() {
        return resolver.resolve(withSteps(1).withSolvers(List.of(Choice.of("ddim"))), base);
    }

    private RunSpec.Denoise withSteps(int count) {
        return spec.withGrid(spec.grid().with(STEPS, new Setting.Num(count)));
    }
}
