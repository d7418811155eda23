package samplerscope.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import samplerscope.model.Denoiser;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A plan taken along a given path: after each step the state is put back on the path, so that the next one starts from
/// there with a history that lies there. On the way, a step can be tried from beside the path, and the rest of the plan
/// can be run out without being put back.
///
/// Draws depend on the seed and the step alone: whatever is tried sees the same noise.
///
/// Source: Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. III.2 (local error) and Fig.
/// II.3.2 (the fan of Lady Windermere).
public final class PinnedRun {

    private final Plan plan;
    private final Shape shape;
    private final StepMachine machine;
    private double[] here;
    private StepMachine.Standing standing;
    private int next;

    /// @param denoiser bound to `backend`; not closed here
    /// @param seed     of what the plan draws; the first row belongs to sample 0
    /// @param start    shape [B, ...] row-major, at the first level of the plan
    public PinnedRun(Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape, long seed, double[] start) {
        this.plan = plan;
        this.shape = shape;
        this.machine = new StepMachine(backend, denoiser, shape, seed, 0);
        this.here = start.clone();
        machine.set(Slot.X, start);
        this.standing = machine.standing();
    }

    /// Index of the step that would be taken now.
    public int step() {
        return next;
    }

    /// The states after this step and after each later one, when nobody puts them back.
    ///
    /// @throws CancellationException   when the thread is interrupted
    /// @throws NonFiniteStateException if a step makes a NaN or an infinity
    public List<double[]> runOut() {
        machine.restore(standing);
        return rest(next);
    }

    /// The states after each later step, when this one ends at a given state; its own end is not among them.
    public List<double[]> runOutAfter(double[] end) {
        machine.restore(standing);
        execute(next);
        machine.restore(pinned(machine.standing(), end));
        return rest(next + 1);
    }

    /// Where this step ends when it starts at a given state, with the history that it has.
    public double[] endFrom(double[] state) {
        machine.restore(with(standing, Slot.X, state));
        execute(next);
        return state();
    }

    /// Takes this step and goes on from a state of the path.
    public void advance(double[] onPath) {
        machine.restore(standing);
        execute(next);
        standing = pinned(machine.standing(), onPath);
        here = onPath.clone();
        next++;
    }

    /// Whoever corrects this step later starts from where it began on the path.
    private StepMachine.Standing pinned(StepMachine.Standing after, double[] state) {
        var put = with(after, Slot.X, state);
        return put.registers().containsKey(Slot.Kept.START) ? with(put, Slot.Kept.START, here) : put;
    }

    private static StepMachine.Standing with(StepMachine.Standing standing, Slot slot, double[] values) {
        var registers = new HashMap<>(standing.registers());
        registers.put(slot, values);
        return new StepMachine.Standing(registers, standing.past());
    }

    private List<double[]> rest(int from) {
        var states = new ArrayList<double[]>();
        for (int i = from; i < plan.steps().size(); i++) {
            execute(i);
            states.add(state());
        }
        return states;
    }

    private void execute(int index) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("following the steps of a run was cancelled");
        }
        Step step = plan.steps().get(index);
        machine.execute(index, step, plan.memory().get(index));
    }

    private double[] state() {
        var values = new double[shape.size()];
        machine.state().copyTo(values);
        return values;
    }
}
