package samplerscope.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import samplerscope.metric.Estimate;
import samplerscope.metric.Metric;
import samplerscope.metric.MetricFamily;
import samplerscope.metric.PathError;
import samplerscope.metric.SampleSet;
import samplerscope.model.ExactLaw;
import samplerscope.registry.Settings;
import samplerscope.run.Answers;
import samplerscope.run.NonFiniteStateException;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.UnplannableStepException;
import samplerscope.spec.Choice;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.spec.UnknownLawException;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Workers;

/// Judges candidates on one bank of noises, in float64. Candidates, and parts of a bank, are worked on at once; the
/// order in which they finish changes nothing.
///
/// A schedule that ends in a NaN or an infinity, or that has no plan, has an infinite error.
final class Judge {

    /// From the key of a noise to that of an exact draw.
    private static final long DATA_KEYS = 1L << 42;
    /// Samples per task: enough that starting one does not count.
    private static final int PART = 64;
    /// Share of the heap, one in so many, for what the model has answered.
    private static final int REMEMBERED = 12;

    /// What a candidate is worth.
    ///
    /// @param value     smaller is better
    /// @param standardError of the value of sets; 0 elsewhere, where the samples tell
    /// @param perSample shape [B]; empty where the objective compares sets
    /// @param cost      network evaluations over all noises, guidance included
    record Verdict(double value, double standardError, double[] perSample, long cost) {}

    private final SearchProblem problem;
    private final ExecutorService team;
    private final long seed;
    private final int samples;
    private final Truth truth;
    private final Answers answers = new Answers(Runtime.getRuntime().maxMemory() / Double.BYTES / REMEMBERED);

    /// Turns last states into a verdict.
    @FunctionalInterface
    private interface Truth {
        Verdict verdict(Snapshot ends, Resolved run);

        /// States less those where they should be; nothing where sets are compared.
        default double[] missed(Snapshot ends) {
            return new double[0];
        }
    }

    /// The end of the converged path from each noise.
    private record Path(Aggregate aggregate, Snapshot end, NoiseLevel at) implements Truth {

        @Override
        public Verdict verdict(Snapshot ends, Resolved run) {
            double[] errors = PathError.between(ends, end, at, run.nfe()).perSample();
            return new Verdict(aggregate.of(errors), 0, errors, (long) run.nfe() * errors.length);
        }

        @Override
        public double[] missed(Snapshot ends) {
            double[] missed = ends.toDoubles();
            Arrays.setAll(missed, i -> missed[i] - end.at(i));
            return missed;
        }
    }

    private Judge(SearchProblem problem, ExecutorService team, long seed, int samples, Truth truth) {
        this.problem = problem;
        this.team = team;
        this.seed = seed;
        this.samples = samples;
        this.truth = truth;
    }

    /// Computes the truth, unless it is known.
    ///
    /// @throws CancellationException when the thread is interrupted
    static Judge of(SearchProblem problem, References references, ExecutorService team, long seed, int samples) {
        Resolved ends = problem.ends(seed, samples);
        Truth truth = switch (problem.request().objective()) {
            case Objective.ToPath(var aggregate, var source, var _) -> {
                ReferencePath path = references.of(ends, samples, source);
                yield new Path(aggregate, path.at(ends.levels().getLast()).orElseThrow(), ends.levels().getLast());
            }
            case Objective.ToSamples(var choice, var _) -> ofSets(problem, ends, choice, seed, samples);
        };
        return new Judge(problem, team, seed, samples, truth);
    }

    private static Truth ofSets(SearchProblem problem, Resolved ends, Choice choice, long seed,
                                int samples) {
        MetricFamily family = problem.resolver().catalog().metrics().get(choice.id());
        Metric metric = family.create().apply(Settings.of("objective.metric", family.parameters(), choice.settings()));
        if (!(metric instanceof Metric.OfSets sets)) {
            throw new UnsearchableException("'%s' compares states sample by sample, not sets".formatted(choice.id()),
                "choose a metric of sets, such as sliced-wasserstein, or the distance to the path");
        }
        ExactLaw law = ends.model().law().orElseThrow(() -> new UnknownLawException(ends.model().card().id()));
        int size = law.card().sampleShape().stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
        // The keys of noise would draw data that are correlated with the samples made from it.
        var exact = SampleSet.of(samples, size,
            law.draw(samples, seed + DATA_KEYS, ends.spec().guidance().condition()));
        return (states, run) -> {
            try (var workers = new Workers(1)) {
                Estimate distance = sets.between(SampleSet.of(states), exact, workers);
                return new Verdict(distance.value(), distance.standardError(), new double[0],
                    (long) run.nfe() * samples);
            }
        };
    }

    /// Verdicts in the order of the candidates.
    ///
    /// @throws CancellationException when the thread is interrupted
    List<Verdict> verdicts(List<Candidate> candidates) {
        return candidates.stream().map(this::begin).toList().stream().map(Pending::get).toList();
    }

    long seed() {
        return seed;
    }

    int samples() {
        return samples;
    }

    /// Begins to judge; several can be under way.
    Pending begin(Candidate candidate) {
        Resolved run;
        try {
            run = problem.resolve(candidate, seed, samples);
        } catch (UnplannableStepException e) {
            return new Pending(List.of(), List.of(), samples);
        }
        return begin(run);
    }

    /// Begins to judge any run on the noises of this bank.
    Pending begin(Resolved run) {
        return begin(run, samples);
    }

    /// Begins to judge a run on the first noises of this bank alone.
    Pending begin(Resolved run, int count) {
        return new Pending(List.of(run), parts(run, 0, count), count);
    }

    private List<Future<double[]>> parts(Resolved run, int from, int to) {
        var parts = new ArrayList<Future<double[]>>();
        for (int first = from; first < to; first += PART) {
            parts.add(team.submit(part(run, first, Math.min(PART, to - first))));
        }
        return parts;
    }

    private Callable<double[]> part(Resolved run, int first, int count) {
        return () -> {
            var backend = new Float64Backend(1);
            try (var opened = run.open(answers, backend, first, count).alsoClosing(backend::close)) {
                return opened.advance().orElseThrow().state().toDoubles();
            } catch (NonFiniteStateException e) {
                var nowhere = new double[count * run.model().card().sampleShape().stream()
                    .mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b)];
                Arrays.fill(nowhere, Double.NaN);
                return nowhere;
            }
        };
    }

    /// A candidate under way.
    final class Pending {

        private final List<Resolved> run;
        private final List<Future<double[]>> parts;
        private final int count;

        private Pending(List<Resolved> run, List<Future<double[]>> parts, int count) {
            this.run = run;
            this.parts = parts;
            this.count = count;
        }

        /// Begins with the noises that are left; those that were judged are not run again.
        Pending onAll() {
            var all = new ArrayList<>(parts);
            run.forEach(r -> all.addAll(parts(r, count, samples)));
            return new Pending(run, all, samples);
        }

        /// Waits for the verdict.
        ///
        /// @throws CancellationException when the thread is interrupted
        Verdict get() {
            if (run.isEmpty()) {
                return hopeless(0);
            }
            Optional<Snapshot> states = states();
            return states.isPresent() ? truth.verdict(states.get(), run.getFirst())
                : hopeless((long) run.getFirst().nfe() * count);
        }

        /// How far from the truth each noise ends, [B * D]; empty for what cannot run, and where sets are compared.
        ///
        /// @throws CancellationException when the thread is interrupted
        double[] missed() {
            return run.isEmpty() ? new double[0] : states().map(truth::missed).orElse(new double[0]);
        }

        /// Where the noises end; empty where one left the finite numbers.
        private Optional<Snapshot> states() {
            double[] all = parts.stream().map(this::wait).flatMapToDouble(Arrays::stream).toArray();
            return Arrays.stream(all).allMatch(Double::isFinite) ? Optional.of(Snapshot.of(new Shape(count,
                run.getFirst().model().card().sampleShape()), all)) : Optional.empty();
        }

        private Verdict hopeless(long cost) {
            var infinite = new double[count];
            Arrays.fill(infinite, Double.POSITIVE_INFINITY);
            return new Verdict(Double.POSITIVE_INFINITY, 0, infinite, cost);
        }

        private double[] wait(Future<double[]> part) {
            try {
                return part.get();
            } catch (InterruptedException e) {
                parts.forEach(p -> p.cancel(true));
                Thread.currentThread().interrupt();
                throw new CancellationException("the search was cancelled");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }
}
