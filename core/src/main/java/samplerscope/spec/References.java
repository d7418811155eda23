package samplerscope.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import samplerscope.metric.PathError;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.random.InitialNoise;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ExactHistory;
import samplerscope.run.Recording;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The converged trajectories that runs are measured against, in float64, from the noise of the run, kept for the next
/// run that needs the same. The window and the command line both ask here, so they show the same numbers.
///
/// Safe to use from several threads; two that ask for the same path share one computation.
public final class References {

    /// Whose probability-flow ODE is the truth.
    public enum Truth {
        /// The model's own: what is left is the error of the solver and its grid.
        MODEL,
        /// The exact law behind the model: the error of the network counts too.
        LAW
    }

    /// Samples that errors are measured on, unless a run has fewer; their standard error tells whether that is enough.
    private static final int SAMPLES = 256;
    /// As above where a network is asked, some hundred times per sample.
    private static final int SAMPLES_OF_NETWORK = 8;

    private static final double TOLERANCE_EXACT = 1e-8;
    /// What float32 arithmetic inside a network leaves.
    private static final double TOLERANCE_NETWORK = 1e-5;
    /// Numbers kept, in all paths together: 128 MiB.
    private static final long MOST_NUMBERS = 16L << 20;

    private final int threads;
    /// In the order of last use.
    private final Map<Key, CompletableFuture<ReferencePath>> paths = new LinkedHashMap<>(16, 0.75f, true);

    private record Key(Model source, NoiseSchedule schedule, List<NoiseLevel> levels, Guidance guidance,
                       InitialNoise noise, int samples) {}

    /// @param threads host threads per path
    public References(int threads) {
        this.threads = threads;
    }

    /// How many of a run's first samples are compared with its reference.
    public static int samples(Resolved run, Truth truth) {
        boolean network = truth == Truth.MODEL && run.model().card().kind() == ModelCard.Kind.LEARNED;
        return StrictMath.min(run.spec().samples(), network ? SAMPLES_OF_NETWORK : SAMPLES);
    }

    /// Relative tolerance that the exact paths of a model are solved to.
    public static double tolerance(Model source) {
        return source.card().kind() == ModelCard.Kind.EXACT ? TOLERANCE_EXACT : TOLERANCE_NETWORK;
    }

    /// The reference at every level of a run's grid, from the run's own noise. Computes on the calling thread, unless
    /// another is at it already.
    ///
    /// @param samples how many of the run's first samples, `>= 1`
    /// @throws CancellationException                     when the thread is interrupted
    /// @throws UnknownLawException                       if the exact law is asked for and the model has none
    /// @throws samplerscope.run.ReferenceFailedException if the tolerance cannot be met
    public ReferencePath of(Resolved run, int samples, Truth truth) {
        return at(levels(run), run, samples, truth);
    }

    /// The reference at the first and last level only, so that runs on different grids share it.
    ///
    /// @throws samplerscope.SamplerscopeException as {@link #of}
    public ReferencePath ofEnds(Resolved run, int samples, Truth truth) {
        List<NoiseLevel> levels = levels(run);
        return at(levels.size() < 2 ? levels : List.of(levels.getFirst(), levels.getLast()), run, samples, truth);
    }

    private ReferencePath at(List<NoiseLevel> levels, Resolved run, int samples, Truth truth) {
        Model source = source(run, truth);
        var strategy = run.plan().strategy();
        int rows = StrictMath.min(samples, run.spec().samples());
        var key = new Key(source, strategy.schedule(), levels, run.spec().guidance(), run.noise(), rows);
        while (true) {
            var mine = new CompletableFuture<ReferencePath>();
            CompletableFuture<ReferencePath> known = putIfAbsent(key, mine);
            if (known == null) {
                return compute(run, key, mine);
            }
            try {
                return known.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the reference was cancelled");
            } catch (CancellationException e) {
                // The thread that computed it was cancelled, not this one: compute it here.
                forget(key, known);
            } catch (ExecutionException e) {
                throw rethrown(e);
            }
        }
    }

    /// The levels at which a run can be compared: each once, in the direction of the run. A restart visits some twice;
    /// a path can end without noise, but not start there.
    public static List<NoiseLevel> levels(Resolved run) {
        var grid = run.plan().strategy().grid();
        boolean rising = grid.rising();
        var order = Comparator.comparingDouble(NoiseLevel::lambda);
        var levels = new ArrayList<NoiseLevel>();
        for (NoiseLevel level : grid.levels().stream().sorted(rising ? order : order.reversed()).toList()) {
            boolean again = !levels.isEmpty() && levels.getLast().lambda() == level.lambda();
            if (!again && (level.sigma() > 0 || rising)) {
                levels.add(level);
            }
        }
        return List.copyOf(levels);
    }

    /// The error that each step alone makes when everything before it was exact, by step; steps that start or end where
    /// the reference does not reach are left out.
    ///
    /// @param run       deterministic
    /// @param reference of the same run, its own truth
    public List<PathError> localErrors(Resolved run, ReferencePath reference) {
        var errors = new ArrayList<PathError>();
        try (var backend = new Float64Backend(threads); Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            var steps = new ExactHistory(run.plan(), denoiser, backend, reference);
            int nfe = 0;
            for (int i = 0; i < run.plan().steps().size(); i++) {
                NoiseLevel to = run.plan().steps().get(i).to();
                nfe += run.plan().steps().get(i).evaluations() * run.costPerEvaluation();
                var truth = reference.at(to);
                var end = truth.isPresent() ? steps.endOf(i) : Optional.<Snapshot>empty();
                if (end.isPresent()) {
                    errors.add(PathError.between(end.get(), truth.get(), to, nfe));
                }
            }
        }
        return List.copyOf(errors);
    }

    /// The model's own exact path from given states, in either direction; not kept.
    ///
    /// @param start       shape [B, ...] at the first level
    /// @param levels      strictly falling or strictly rising in noise; only the last may be at `sigma = 0`
    /// @param firstSample index of the sample in row 0, for conditions
    /// @throws CancellationException                     when the thread is interrupted
    /// @throws samplerscope.run.ReferenceFailedException if the tolerance cannot be met
    public ReferencePath from(Resolved run, Snapshot start, List<NoiseLevel> levels, int firstSample) {
        try (var backend = new Float64Backend(threads);
             Denoiser denoiser = run.denoiser(run.model(), backend, firstSample)) {
            return ReferencePath.solve(denoiser, backend, run.plan().strategy().schedule(), start, levels,
                tolerance(run.model()));
        }
    }

    private static Model source(Resolved run, Truth truth) {
        return switch (truth) {
            case MODEL -> run.model();
            case LAW -> run.model().law().<Model>map(law -> law)
                .orElseThrow(() -> new UnknownLawException(run.model().card().id()));
        };
    }

    private ReferencePath compute(Resolved run, Key key, CompletableFuture<ReferencePath> result) {
        try {
            ReferencePath path = solve(run, key);
            result.complete(path);
            trim(key);
            return path;
        } catch (RuntimeException | Error e) { // out of memory, too, or whoever asks next would wait for ever
            forget(key, result);
            result.completeExceptionally(e);
            throw e;
        }
    }

    private ReferencePath solve(Resolved run, Key key) {
        try (var backend = new Float64Backend(threads); Denoiser denoiser = run.denoiser(key.source(), backend, 0)) {
            Snapshot start = DenoisingRun.fromNoise(run.plan(), denoiser, backend,
                new Shape(key.samples(), run.model().card().sampleShape()), key.noise(), 0, Recording.ALL).initial();
            return ReferencePath.solve(denoiser, backend, key.schedule(), start, key.levels(),
                tolerance(key.source()));
        }
    }

    private @Nullable CompletableFuture<ReferencePath> putIfAbsent(
        Key key, CompletableFuture<ReferencePath> mine) {
        synchronized (paths) {
            return paths.putIfAbsent(key, mine);
        }
    }

    private void forget(Key key, CompletableFuture<ReferencePath> path) {
        synchronized (paths) {
            paths.remove(key, path);
        }
    }

    /// Drops what was not used for longest, but never the newest and nothing that is being computed.
    private void trim(Key newest) {
        synchronized (paths) {
            long numbers = paths.keySet().stream().mapToLong(References::numbers).sum();
            var oldest = paths.entrySet().iterator();
            while (numbers > MOST_NUMBERS && oldest.hasNext()) {
                var entry = oldest.next();
                if (!entry.getKey().equals(newest) && entry.getValue().isDone()) {
                    numbers -= numbers(entry.getKey());
                    oldest.remove();
                }
            }
        }
    }

    /// What is kept now.
    ///
    /// @param paths     how many, those under way included
    /// @param bytes     of their states
    /// @param mostBytes beyond which the oldest are dropped
    public record Kept(int paths, long bytes, long mostBytes) {}

    public Kept kept() {
        synchronized (paths) {
            return new Kept(paths.size(), Double.BYTES * paths.keySet().stream().mapToLong(References::numbers).sum(),
                Double.BYTES * MOST_NUMBERS);
        }
    }

    private static long numbers(Key key) {
        long size = key.source().card().sampleShape().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        return size * key.samples() * key.levels().size();
    }

    private static RuntimeException rethrown(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
    }
}
