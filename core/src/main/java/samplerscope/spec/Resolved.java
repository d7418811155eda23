package samplerscope.spec;

import java.util.List;
import samplerscope.model.Binding;
import samplerscope.model.Condition;
import samplerscope.model.Clamped;
import samplerscope.model.Denoiser;
import samplerscope.model.Guided;
import samplerscope.model.Model;
import samplerscope.model.Relabelled;
import samplerscope.model.Rescaled;
import samplerscope.random.InitialNoise;
import samplerscope.random.NoiseFamily;
import samplerscope.registry.Registry;
import samplerscope.registry.Settings;
import samplerscope.run.Answers;
import samplerscope.run.DenoisingRun;
import samplerscope.run.PlanTable;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.schedule.DiscreteVp;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.NoiseSchedule;
import samplerscope.solver.Plan;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A spec whose every id has become an object, checked and ready to run on any backend.
public record Resolved(RunSpec.Denoise spec, Model model, Plan plan) {

    /// The guided denoiser of the spec, on the schedule of the spec.
    ///
    /// @param source the model to ask; the spec's own, or the exact law behind it
    public Denoiser denoiser(Model source, TensorBackend backend, int firstSample) {
        Denoiser asked = guided(source, plan.strategy().schedule(), spec.guidance(),
            new Binding(backend, spec.guidance().condition(), firstSample, spec.batch()));
        Denoiser labelled = spec.call().labels() == ModelCall.Labels.EXACT ? asked
            : new Relabelled(asked, ((DiscreteVp) plan.strategy().schedule())::nearestTrainingStep);
        return spec.call().threshold().<Denoiser>map(t -> new Clamped(labelled, t, backend)).orElse(labelled);
    }

    /// A guided model, asked about its own schedule wherever the run stands.
    static Denoiser guided(Model source, NoiseSchedule schedule, Guidance guidance, Binding binding) {
        Denoiser guided = Guided.of(source, binding, guidance.scale());
        return source.nativeSchedule().filter(own -> !own.equals(schedule))
            .<Denoiser>map(own -> new Rescaled(guided, own, binding.backend()))
            .orElse(guided);
    }

    /// A run over all samples of the spec.
    public DenoisingRun open(TensorBackend backend) {
        return open(backend, 0, spec.samples());
    }

    /// A run over the samples `firstSample` to `firstSample + samples - 1`; the parts together equal the whole.
    public DenoisingRun open(TensorBackend backend, int firstSample, int samples) {
        return open(denoiser(model, backend, firstSample), backend, firstSample, samples);
    }

    /// As above, for a run that asks what others of the same model on the same schedule have asked.
    ///
    /// @param answers of the samples of this seed
    public DenoisingRun open(Answers answers, TensorBackend backend, int firstSample, int samples) {
        return open(answers.of(denoiser(model, backend, firstSample), backend, firstSample), backend, firstSample,
            samples);
    }

    private DenoisingRun open(Denoiser denoiser, TensorBackend backend, int firstSample, int samples) {
        return DenoisingRun.fromNoise(plan, denoiser, backend, new Shape(samples, model.card().sampleShape()), noise(),
            firstSample, spec.recording());
    }

    /// A run of another plan of the same schedule from given states, such as the way back or the rest of the way.
    ///
    /// @param start       shape [B, ...] at the first level of the plan
    /// @param firstSample index of the sample in row 0, for conditions and draws
    public DenoisingRun open(Plan other, Snapshot start, TensorBackend backend, int firstSample) {
        return DenoisingRun.from(start.toDoubles(), other, denoiser(model, backend, firstSample), backend, start.shape(),
            spec.seed(), firstSample, Recording.ALL);
    }

    /// What the samples of the spec start from.
    public InitialNoise noise() {
        Registry<NoiseFamily> noises = Catalog.noises();
        NoiseFamily family = noises.get(spec.noise().id());
        return InitialNoise.of(
            family.create().apply(Settings.of("noise", family.parameters(), spec.noise().settings())), spec.seed(),
            spec.samples());
    }

    /// Network evaluations of the whole run, guidance included.
    public int nfe() {
        return plan.evaluations() * costPerEvaluation();
    }

    /// Network evaluations of each step, guidance included.
    public List<Integer> evaluations() {
        return plan.steps().stream().map(step -> step.evaluations() * costPerEvaluation()).toList();
    }

    /// 2 when guidance needs both branches.
    public int costPerEvaluation() {
        boolean conditional = !(spec.guidance().condition() instanceof Condition.None);
        double scale = spec.guidance().scale();
        return conditional && scale != 0 && scale != 1 ? 2 : 1;
    }

    /// The levels that the run visits, in order.
    public List<NoiseLevel> levels() {
        return plan.strategy().grid().levels();
    }

    /// Whether solvers add noise on the way; paired errors against the ODE then mean nothing.
    public boolean isStochastic() {
        return plan.draws() > 0;
    }

    /// The coefficients that a run executes.
    public PlanTable table() {
        return PlanTable.of(plan);
    }
}
