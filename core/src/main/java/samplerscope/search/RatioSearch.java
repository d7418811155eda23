package samplerscope.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import samplerscope.metric.PathError;
import samplerscope.model.Denoiser;
import samplerscope.run.Progress;
import samplerscope.run.Snapshot;
import samplerscope.run.TrialRun;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Compensated;
import samplerscope.solver.Plan;
import samplerscope.solver.Strategy;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Finds the ratios of DC-Solver, greedily and in the order of sampling: of each step the one that brings the states
/// at its end, corrected, nearest to the teacher's path. A ratio that does not beat 1 stays 1.
///
/// The paper descends by AdamW from ratio 1; here Brent's bounded minimization of the same error needs no gradient and
/// gives the same bits every time. Computes in float64.
///
/// Source: Zhao et al. 2024, arXiv:2409.03755, Algorithm 1.
public final class RatioSearch {

    /// Id of the solver whose ratios are searched.
    public static final String FAMILY = "dc-solver";

    private static final double LOWEST = 0;
    private static final double HIGHEST = 2;
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_TRIALS = 40;
    /// Stands for a ratio that is not known yet: other than 1, so that the outputs it will need are kept.
    private static final double UNKNOWN = 0.5;

    private final Resolver resolver;
    private final References references;
    private final int threads;
    private final Progress progress;

    /// @param threads host threads; never changes a result
    public RatioSearch(Resolver resolver, References references, int threads, Progress progress) {
        this.resolver = resolver;
        this.references = references;
        this.threads = threads;
        this.progress = progress;
    }

    /// Blocks until the ratios are found and judged.
    ///
    /// @param base folder that relative paths in the spec start from
    /// @throws UnsearchableException if no step is one of DC-Solver, or the strategy is stochastic
    /// @throws CancellationException when the thread is interrupted
    public RatioResult search(RunSpec.Denoise spec, Path base, RatioRequest request) {
        Resolved run = resolved(spec, base, request.seed(), request.points());
        Teacher teacher = request.teacher().of(run);
        var path = teacher.path(run, references, threads, progress);
        int evaluations;
        List<Double> ratios;
        try (var backend = new Float64Backend(threads); Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            var greedy = new Greedy(run, path, denoiser, backend);
            ratios = greedy.ratios();
            evaluations = greedy.evaluations();
        }
        return new RatioResult(ratios, errors(run, path, ratios), heldOut(spec, base, request, ratios), teacher,
            evaluations);
    }

    /// What ratios from elsewhere are worth on the noises that a request holds out.
    ///
    /// @throws CancellationException when the thread is interrupted
    public RatioResult.Errors heldOut(RunSpec.Denoise spec, Path base, RatioRequest request, List<Double> ratios) {
        Resolved run = resolved(spec, base, request.seed() + request.points(), request.heldOut());
        return errors(run, request.teacher().of(run).path(run, references, threads, progress), ratios);
    }

    /// How many ratios a spec has.
    ///
    /// @throws UnsearchableException if it has none
    public int ratios(RunSpec.Denoise spec, Path base) {
        return positions(resolved(spec, base, spec.seed(), 1).plan().strategy()).size();
    }

    private Resolved resolved(RunSpec.Denoise spec, Path base, long seed, int samples) {
        RunSpec.Denoise plain = RatioResult.in(spec, Collections.nCopies(spec.solvers().size(), 1.0));
        Resolved run = resolver.resolve(plain.withSeed(seed).withSamples(samples), base);
        if (positions(run.plan().strategy()).isEmpty()) {
            throw new UnsearchableException("no step of the spec is one of DC-Solver, so there is no ratio to search",
                "name dc-solver, as in --set solvers=dc-solver");
        }
        if (run.isStochastic()) {
            throw new UnsearchableException("a stochastic strategy has no path to be compared with",
                "leave out the solvers that add noise");
        }
        return run;
    }

    private RatioResult.Errors errors(Resolved run, Teacher.Path path, List<Double> ratios) {
        progress.at("errors", 0, 2);
        PathError before = error(run, path, Collections.nCopies(ratios.size(), 1.0));
        progress.at("errors", 1, 2);
        PathError after = error(run, path, ratios);
        progress.at("errors", 2, 2);
        return new RatioResult.Errors(before, after);
    }

    private PathError error(Resolved run, Teacher.Path path, List<Double> ratios) {
        var with = new Resolved(run.spec(), run.model(), with(run.plan().strategy(), ratios).compile());
        NoiseLevel end = run.levels().getLast();
        try (var backend = new Float64Backend(threads); var opened = with.open(backend)) {
            while (!opened.isComplete()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the search was cancelled");
                }
                var record = opened.advance().orElseThrow();
                if (opened.isComplete()) {
                    return PathError.between(record.state(), path.at(end).orElseThrow(), end, record.nfe());
                }
            }
        }
        throw new IllegalStateException("a run without steps");
    }

    /// The strategy with these ratios, in the order of its steps of DC-Solver.
    private static Strategy with(Strategy strategy, List<Double> ratios) {
        Strategy changed = strategy;
        List<Integer> positions = positions(strategy);
        for (int k = 0; k < positions.size(); k++) {
            changed = with(changed, positions.get(k), ratios.get(k));
        }
        return changed;
    }

    private static Strategy with(Strategy strategy, int step, double ratio) {
        return strategy.with(step, ((Compensated) strategy.solvers().get(step)).with(ratio));
    }

    private static List<Integer> positions(Strategy strategy) {
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < strategy.solvers().size(); i++) {
            if (strategy.solvers().get(i) instanceof Compensated) {
                positions.add(i);
            }
        }
        return positions;
    }

    /// One search under way.
    private final class Greedy {

        private final Teacher.Path path;
        private final TrialRun run;
        private final List<Integer> positions;
        private final Plan widest;
        /// Ratios found so far, 1 or unknown for the rest.
        private Strategy strategy;
        private int trials;

        Greedy(Resolved resolved, Teacher.Path path, Denoiser denoiser, Float64Backend backend) {
            this.path = path;
            Strategy given = resolved.plan().strategy();
            this.positions = positions(given);
            this.strategy = RatioSearch.with(given, Collections.nCopies(positions.size(), UNKNOWN));
            this.widest = strategy.compile();
            this.run = TrialRun.fromNoise(widest, denoiser, backend,
                new Shape(resolved.spec().samples(), resolved.model().card().sampleShape()), resolved.noise());
        }

        int evaluations() {
            return run.evaluations();
        }

        List<Double> ratios() {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < widest.steps().size(); i++) {
                tell(i, 0);
                if (positions.contains(i)) {
                    double ratio = best(i);
                    strategy = RatioSearch.with(strategy, i, ratio);
                    ratios.add(ratio);
                }
                run.take(strategy.compile());
            }
            tell(widest.steps().size(), 0);
            return List.copyOf(ratios);
        }

        private double best(int step) {
            Plan unchanged = RatioSearch.with(strategy, step, 1).compile();
            if (unchanged.steps().get(step).equals(widest.steps().get(step))) {
                return 1; // too little history, or a step to zero noise: no ratio changes anything
            }
            Snapshot truth = path.at(unchanged.steps().get(step).to()).orElseThrow();
            trials = 0;
            DoubleUnaryOperator error = ratio -> {
                tell(step, trials++);
                return meanSquare(run.endOf(RatioSearch.with(strategy, step, ratio).compile()), truth);
            };
            double standard = error.applyAsDouble(1);
            var found = BoundedMinimum.of(error, LOWEST, HIGHEST, TOLERANCE, MOST_TRIALS);
            return found.value() < standard ? found.at() : 1;
        }

        private void tell(int step, int trial) {
            int perStep = MOST_TRIALS + 1;
            progress.at("search", step * perStep + trial, widest.steps().size() * perStep);
        }
    }

    private static double meanSquare(Snapshot state, Snapshot truth) {
        double sum = 0;
        int size = state.shape().size();
        for (int i = 0; i < size; i++) {
            double d = state.at(i) - truth.at(i);
            sum += d * d;
        }
        return sum / size;
    }
}
