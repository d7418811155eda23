package samplerscope.run;

import java.util.List;
import samplerscope.model.Denoiser;
import samplerscope.random.InitialNoise;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// A run whose next step is tried with several plans before one of them is taken: what a greedy search over the
/// coefficients of each step needs.
///
/// All plans belong to one strategy but for the solvers; a model output that any of them reads later is kept.
public final class TrialRun {

    /// Answers of the model: at the start of the step that is tried, and in the newest trial.
    private static final int REMEMBERED = 2;

    private final TensorBackend backend;
    private final Shape shape;
    private final List<Plan.Memory> memory;
    private final Remembering model;
    private final StepMachine machine;
    private StepMachine.Standing standing;
    private int next;

    /// Starts from noise, as {@link DenoisingRun#fromNoise}.
    ///
    /// @param widest   the plan that remembers most: its memory is used for all; no draws
    /// @param denoiser bound to `backend`; not closed here
    /// @param shape    [B, ...] of the state
    public static TrialRun fromNoise(Plan widest, Denoiser denoiser, TensorBackend backend, Shape shape,
                                     InitialNoise noise) {
        Tensor z = Start.normals(noise, backend, shape, 0);
        var values = new double[shape.size()];
        z.copyTo(values);
        double scale = DenoisingRun.initialScale(widest.strategy().grid().first(), noise);
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new TrialRun(widest, denoiser, backend, shape, values);
    }

    private TrialRun(Plan widest, Denoiser denoiser, TensorBackend backend, Shape shape, double[] start) {
        if (widest.draws() > 0) {
            throw new IllegalArgumentException("a stochastic plan has no path to be tried against");
        }
        this.backend = backend;
        this.shape = shape;
        this.memory = widest.memory();
        this.model = new Remembering(denoiser, backend, new Answers(REMEMBERED * 2L * shape.size()), 0);
        this.machine = new StepMachine(backend, model, shape, 0, 0);
        machine.set(Slot.X, start);
        this.standing = machine.standing();
    }

    /// Index of the step that is tried.
    public int step() {
        return next;
    }

    /// Network evaluations so far, guidance included; a step that is tried again costs only what comes after its first.
    public int evaluations() {
        return model.evaluations();
    }

    /// Where the step ends with this plan, corrected if the step after it corrects it.
    ///
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    /// @throws NonFiniteStateException                    if the step makes a NaN or an infinity
    public Snapshot endOf(Plan plan) {
        machine.restore(standing);
        execute(next, plan.steps().get(next));
        if (next + 1 < plan.steps().size()) {
            List<Op> correction = correction(plan.steps().get(next + 1));
            if (!correction.isEmpty()) {
                Step after = plan.steps().get(next + 1);
                execute(next + 1, new Step(after.from(), after.to(), correction));
            }
        }
        return Snapshot.of(machine.state(), shape.batch());
    }

    /// Takes the step with this plan and goes on to the one after it.
    public void take(Plan plan) {
        machine.restore(standing);
        execute(next, plan.steps().get(next));
        standing = machine.standing();
        next++;
    }

    private void execute(int index, Step step) {
        machine.execute(index, step, memory.get(index));
    }

    /// What a step does to the state before it predicts: empty unless it takes the step before it again.
    private static List<Op> correction(Step step) {
        List<Op> ops = step.ops();
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i).into().equals(Slot.Kept.START)) {
                List<Op> before = ops.subList(0, i);
                return before.stream().anyMatch(op -> op.into().equals(Slot.X)) ? before : List.of();
            }
        }
        return List.of();
    }
}
