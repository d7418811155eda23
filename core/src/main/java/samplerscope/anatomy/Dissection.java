package samplerscope.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samplerscope.model.Denoiser;
import samplerscope.model.ExactLaw;
import samplerscope.model.ModelCard;
import samplerscope.run.DenoisingRun;
import samplerscope.run.PinnedRun;
import samplerscope.run.Progress;
import samplerscope.run.Recording;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Step;
import samplerscope.spec.References;
import samplerscope.spec.Resolved;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// Takes runs apart. Every number comes from steps that are really taken: from the exact path, from beside it, and from
/// it to the end, so that the parts add up to the whole whatever the solver remembers.
///
/// Costs about `S^2 / 2` steps of the run for `S` steps, three times that for a network whose data are known, and one
/// reference path per measured direction for the gains of the exact flow.
public final class Dissection {

    private static final int SAMPLES_IN_PLANE = 1024;
    private static final int SAMPLES_OF_PLANE_NETWORK = 256;
    private static final int SAMPLES = 32;
    private static final int SAMPLES_OF_NETWORK = 8;

    private final References references;
    private final int threads;
    private final Progress progress;

    /// @param threads  host threads; never changes a result
    /// @param progress hears `reference`, `steps`, and `network` where there is one
    public Dissection(References references, int threads, Progress progress) {
        this.references = references;
        this.threads = threads;
        this.progress = progress;
    }

    /// How many samples are worth taking apart: many in the plane, for a map, fewer where a sample is a map itself.
    public static int samples(Resolved run) {
        boolean network = run.model().card().kind() == ModelCard.Kind.LEARNED;
        boolean small = run.model().card().sampleShape().stream().reduce(1, (a, b) -> a * b) <= GainProbe.MOST_EXPLICIT;
        int worth = small ? network ? SAMPLES_OF_PLANE_NETWORK : SAMPLES_IN_PLANE
            : network ? SAMPLES_OF_NETWORK : SAMPLES;
        return StrictMath.min(worth, run.spec().samples());
    }

    /// Blocks.
    ///
    /// @param samples the first of the run, `>= 1`; no more than it has
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws samplerscope.run.ReferenceFailedException  if an exact path cannot be found
    /// @throws samplerscope.run.NonFiniteStateException   if a step makes a NaN or an infinity
    public Anatomy of(Resolved run, int samples) {
        int rows = StrictMath.clamp(samples, 1, run.spec().samples());
        var shape = new Shape(rows, run.model().card().sampleShape());
        try (var backend = new Float64Backend(threads); Denoiser denoiser = run.denoiser(run.model(), backend, 0)) {
            var subject = new Subject(run, denoiser, backend, shape);
            return run.isStochastic() ? noisy(subject) : exact(subject);
        }
    }

    private Anatomy exact(Subject subject) {
        progress.at("reference", 0, 0);
        List<double[]> path = path(subject, References.Truth.MODEL);
        var own = new OwnSteps(subject, path, true, this::tell);
        Optional<ExactLaw> law = law(subject.run());
        Optional<NetworkSteps> network = law.map(_ -> new NetworkSteps(subject, path(subject, References.Truth.LAW),
            own.states(), Optional.of(path), this::tell));
        return assemble(subject, own, network, Optional.empty());
    }

    /// The same noise makes the paths of two models comparable, but no path is exact.
    private Anatomy noisy(Subject subject) {
        double[] start = subject.start();
        var states = new ArrayList<>(List.of(start));
        states.addAll(subject.pinned(start).runOut());
        var own = new OwnSteps(subject, states, false, this::tell);
        Optional<NetworkSteps> network = law(subject.run()).map(law -> new NetworkSteps(subject,
            idealStates(subject, law, start), states, Optional.empty(), this::tell));
        return assemble(subject, own, network, Optional.of("the sampler adds noise on the way, and the exact path of the "
            + "ODE has none: no state is the right one to compare with"));
    }

    /// What the sampler does with the ideal denoiser in place of the network, from the same noise and with the same.
    private static List<double[]> idealStates(Subject subject, ExactLaw law, double[] start) {
        var states = new ArrayList<>(List.of(start));
        try (Denoiser ideal = subject.run().denoiser(law, subject.backend(), 0)) {
            states.addAll(new PinnedRun(subject.run().plan(), ideal, subject.backend(), subject.shape(),
                subject.run().noise().seed(), start).runOut());
        }
        return states;
    }

    private static Optional<ExactLaw> law(Resolved run) {
        return run.model().card().kind() == ModelCard.Kind.LEARNED ? run.model().law() : Optional.empty();
    }

    /// The exact path at the start of every step and at the end of the last.
    private List<double[]> path(Subject subject, References.Truth truth) {
        ReferencePath path = references.of(subject.run(), subject.shape().batch(), truth);
        return subject.run().levels().stream().map(level -> path.at(level).orElseThrow().toDoubles()).toList();
    }

    private void tell(String stage, int done, int total) {
        progress.at(stage, done, total);
    }

    private static Anatomy assemble(Subject subject, OwnSteps own, Optional<NetworkSteps> network,
                                    Optional<String> noErrors) {
        var steps = new ArrayList<StepAnatomy>();
        List<Step> plan = subject.run().plan().steps();
        int nfe = 0;
        for (int i = 0; i < plan.size(); i++) {
            nfe += plan.get(i).evaluations() * subject.run().costPerEvaluation();
            int index = i;
            steps.add(new StepAnatomy(i, subject.run().plan().strategy().solvers().get(i).toString(), plan.get(i).from(),
                plan.get(i).to(), nfe, own.errors(i), own.gain(i), network.map(n -> n.errors(index))));
        }
        return new Anatomy(steps, Snapshot.of(subject.shape(), own.states().getFirst()),
            Snapshot.of(subject.shape(), own.states().getLast()), noErrors, whyNoNetwork(subject.run()));
    }

    private static Optional<String> whyNoNetwork(Resolved run) {
        if (run.model().card().kind() == ModelCard.Kind.EXACT) {
            return Optional.of("the model is exact: all of the error is the solver's");
        }
        return run.model().law().isPresent() ? Optional.empty()
            : Optional.of("the data behind this network are not known, so there is no ideal denoiser to compare with");
    }

    /// What is asked all the time.
    ///
    /// @param denoiser bound to the backend
    record Subject(Resolved run, Denoiser denoiser, Float64Backend backend, Shape shape) {

        int steps() {
            return run.plan().steps().size();
        }

        Step step(int index) {
            return run.plan().steps().get(index);
        }

        double[] start() {
            return DenoisingRun.fromNoise(run.plan(), denoiser, backend, shape, run.noise(), 0, Recording.ALL).initial()
                .toDoubles();
        }

        PinnedRun pinned(double[] start) {
            return new PinnedRun(run.plan(), denoiser, backend, shape, run.noise().seed(), start);
        }

        /// Where the model's own exact flow leads over a step.
        double[] flow(int index, double[] state) {
            NoiseLevel to = step(index).to();
            return ReferencePath.solve(denoiser, backend, run.plan().strategy().schedule(), Snapshot.of(shape, state),
                List.of(step(index).from(), to), References.tolerance(run.model())).at(to).orElseThrow().toDoubles();
        }
    }

    static double[] difference(double[] a, double[] b) {
        var difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    /// RMS length of a part along the whole; 0 where there is no whole.
    static double share(double[] part, double[] whole) {
        double product = 0;
        double square = 0;
        for (int i = 0; i < part.length; i++) {
            product += part[i] * whole[i];
            square += whole[i] * whole[i];
        }
        return square == 0 ? 0 : product / StrictMath.sqrt(square * whole.length);
    }
}
