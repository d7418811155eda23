package samplerscope.sweep;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import samplerscope.metric.MetricFamily;
import samplerscope.run.Outcome;
import samplerscope.run.Progress;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.store.Executed;
import samplerscope.store.RunExecutor;
import samplerscope.store.StateWatcher;

/// The cells of a sweep, one after the other. Pull-based like a run: nothing happens between calls, and whoever stops
/// pulling has cancelled.
///
/// Errors are measured at the last level with `sigma > 0`, against one reference for all cells that share model,
/// guidance, noise and ends. What cannot be run is a result too; the others go on.
public final class Sweep {

    /// Longer runs do not suffer from a cold start enough to be run twice.
    private static final int WARM_UP_NFE = 200;

    private final Resolver resolver;
    private final References references;
    private final Engine engine;
    private final CellSpecs specs;
    private final SweepSpec spec;
    private final RunExecutor.Measure measure;
    private final List<MetricFamily> metrics;
    private final SweepCache cache;
    private final List<SweepCell> order;
    /// SHA-256 of the files of each model; a network is read once, not for every cell.
    private final Map<Choice, Map<String, String>> checksums = new HashMap<>();
    private boolean warm;
    private boolean fresh;
    private int next;

    /// @param base    folder that relative paths in the spec start from
    /// @param measure what errors are measured against
    /// @param metrics of sets, against the exact law; may be empty
    /// @param cache   asked before a cell is run, and told afterwards
    public Sweep(Resolver resolver, References references, Engine engine, Path base, SweepSpec spec,
                 RunExecutor.Measure measure, List<MetricFamily> metrics, SweepCache cache) {
        this.resolver = resolver;
        this.references = references;
        this.engine = engine;
        this.specs = new CellSpecs(resolver, base);
        this.spec = spec;
        this.measure = measure;
        this.metrics = List.copyOf(metrics);
        this.cache = cache;
        this.order = spec.order();
    }

    private Sweep(Sweep whole, Set<Integer> cells) {
        this.resolver = whole.resolver;
        this.references = whole.references;
        this.engine = whole.engine;
        this.specs = whole.specs;
        this.spec = whole.spec;
        this.measure = whole.measure;
        this.metrics = whole.metrics;
        this.cache = whole.cache;
        this.order = whole.order.stream().filter(cell -> cells.contains(cell.index())).toList();
    }

    /// Some cells of this sweep, from its beginning: those that a stopped one had left, or that failed.
    ///
    /// @param cells indices
    public Sweep only(Set<Integer> cells) {
        return new Sweep(this, cells);
    }

    /// How many cells are run.
    public int size() {
        return order.size();
    }

    /// How many cells have been tried.
    public int done() {
        return next;
    }

    /// Whether the newest result was run just now, and not remembered from an earlier sweep.
    public boolean isFresh() {
        return fresh;
    }

    /// Runs the next cell, coarse ones first; empty once all are done.
    ///
    /// @param progress within the cell
    /// @throws CancellationException when the thread is interrupted; the cell is not counted as tried
    public Optional<CellResult> advance(Progress progress) {
        if (next == order.size()) {
            return Optional.empty();
        }
        SweepCell cell = order.get(next);
        CellResult result;
        try {
            result = run(cell, progress);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            result = CellResult.Failed.of(cell, e);
        }
        next++;
        return Optional.of(result);
    }

    /// Tells what is known of the cells without running any: those that the cache has, and those that cannot be run.
    /// Takes nothing from {@link #advance}.
    ///
    /// @param on    id of the engine that ran them, which this machine need not have
    /// @param found on the calling thread
    /// @throws CancellationException when the thread is interrupted
    public void recall(String on, Consumer<CellResult> found) {
        for (SweepCell cell : order) {
            if (Thread.interrupted()) {
                throw new CancellationException("the cells are not wanted any more");
            }
            known(cell, on).ifPresent(found);
        }
    }

    private Optional<CellResult> known(SweepCell cell, String on) {
        try {
            Resolved run = resolve(cell);
            return cache.find(key(run, on), run).map(executed -> new CellResult.Done(cell, executed));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(CellResult.Failed.of(cell, e));
        }
    }

    private CellResult run(SweepCell cell, Progress progress) {
        Resolved run = resolve(cell);
        CellKey key = key(run, engine.id());
        Optional<Executed> known = cache.find(key, run);
        fresh = known.isEmpty();
        if (known.isPresent()) {
            return new CellResult.Done(cell, known.get());
        }
        warmUp(run);
        Executed executed = execute(run, measure, metrics, progress);
        return switch (executed.outcome()) {
            case Outcome.Completed _ -> {
                cache.put(key, executed);
                yield new CellResult.Done(cell, executed);
            }
            case Outcome.Cancelled _ -> throw new CancellationException("the sweep was cancelled");
            case Outcome.Failed(int _, RuntimeException cause) -> CellResult.Failed.of(cell, cause);
        };
    }

    private Resolved resolve(SweepCell cell) {
        Resolved run = specs.resolve(spec, cell);
        checkSize(run);
        return run;
    }

    private CellKey key(Resolved run, String on) {
        return CellKey.of(run, resolver.catalog(), on, measure, metrics.stream().map(MetricFamily::id).toList(), files(run));
    }

    private Map<String, String> files(Resolved run) {
        return checksums.computeIfAbsent(run.spec().model(),
            _ -> ModelFiles.checksums(run, resolver.catalog(), specs.base()));
    }

    /// Before the first cell: what the machine compiles and loads meanwhile would count as its time.
    private void warmUp(Resolved run) {
        if (!warm && run.nfe() <= WARM_UP_NFE
            && execute(run, RunExecutor.Measure.NOTHING, List.of(), Progress.NONE).outcome() instanceof Outcome.Cancelled) {
            throw new CancellationException("the sweep was cancelled");
        }
        warm = true;
    }

    private Executed execute(Resolved run, RunExecutor.Measure against, List<MetricFamily> families, Progress progress) {
        return new RunExecutor(references, families, progress).execute(run, engine, against, files(run), StateWatcher.NONE);
    }

    private void checkSize(Resolved run) {
        long each = (long) run.spec().samples()
            * run.model().card().sampleShape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (each * spec.size() > SweepSpec.MOST_NUMBERS) {
            throw new InvalidSweepException("the ends of %d runs of %d samples do not fit into the memory of a sweep"
                .formatted(spec.size(), run.spec().samples()),
                "take at most %d samples, or fewer cells".formatted(
                    StrictMath.max(1, SweepSpec.MOST_NUMBERS / spec.size() * run.spec().samples() / each)));
        }
    }
}
