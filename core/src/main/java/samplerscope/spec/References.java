package samplerscope.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samplerscope.metric.PathError;
import samplerscope.model.Denoiser;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.run.DenoisingRun;
import samplerscope.run.ExactHistory;
import samplerscope.run.Recording;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The trajectories that runs are measured against, computed once per question and kept.
///
/// The window and the command line both ask here, so they show the same numbers. Safe to use from several threads.
public final class References {

    /// Of an exact model in float64.
    private static final double EXACT_TOLERANCE = 1e-8;
    /// Of a float32 network, which has no digits beyond.
    private static final double NETWORK_TOLERANCE = 1e-5;
    private static final int MOST_KEPT = 64;

    /// Whose probability-flow ODE is the truth.
    public enum Truth {
        /// The model's own: what is left is the error of the solver and its grid.
        MODEL,
        /// The exact law behind the model: the error of the network counts too.
        LAW
    }

    private record Question(Choice model, Choice schedule, Guidance guidance, long seed, int samples, Truth truth,
                            List<NoiseLevel> levels) {}

    private final int threads;
    private final Map<Question, ReferencePath> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, ReferencePath> eldest) {
            return size() > MOST_KEPT;
        }
    };

    public References(int threads) {
        this.threads = threads;
    }

    /// The reference at every level of a run's grid with `sigma > 0`, from the run's own noise.
    ///
    /// @param samples how many of the run's first samples, `>= 1`
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws samplerscope.run.ReferenceFailedException  if the tolerance cannot be met
    /// @throws UnknownLawException                        if the exact law is asked for and the model has none
    public ReferencePath of(Resolved run, int samples, Truth truth) {
        RunSpec.Denoise spec = run.spec();
        int rows = StrictMath.min(samples, spec.samples());
        var question = new Question(spec.model(), spec.schedule(), spec.guidance(), spec.seed(), rows, truth,
            levels(run));
        synchronized (known) {
            ReferencePath path = known.get(question);
            if (path != null) {
                return path;
            }
        }
        ReferencePath path = solve(run, rows, truth, question.levels());
        synchronized (known) {
            known.put(question, path);
        }
        return path;
    }

    /// The levels at which a run can be compared: each once, from noise to data.
    public static List<NoiseLevel> levels(Resolved run) {
        return run.plan().strategy().grid().levels().stream()
            .filter(l -> l.sigma() > 0)
            .sorted(Comparator.comparingDouble(NoiseLevel::lambda))
            .distinct().toList();
    }

    /// The error that each step alone makes when everything before it was exact, by step; steps that end at `sigma = 0`
    /// or start where the reference does not reach are left out.
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

    private ReferencePath solve(Resolved run, int rows, Truth truth, List<NoiseLevel> levels) {
        Model source = truth == Truth.MODEL ? run.model()
            : run.model().law().orElseThrow(() -> new UnknownLawException(run.model().card().id()));
        double tolerance = source.card().kind() == ModelCard.Kind.EXACT ? EXACT_TOLERANCE : NETWORK_TOLERANCE;
        try (var backend = new Float64Backend(threads); Denoiser denoiser = run.denoiser(source, backend, 0)) {
            Snapshot start = DenoisingRun.fromNoise(run.plan(), denoiser, backend,
                new Shape(rows, run.model().card().sampleShape()), run.spec().seed(), 0, Recording.ALL).initial();
            return ReferencePath.solve(denoiser, backend, run.plan().strategy().schedule(), start, levels, tolerance);
        }
    }
}
