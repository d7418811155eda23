package samplerscope.run;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Denoiser;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.tensor.Shape;
import samplerscope.tensor.TensorBackend;

/// A plan executed once, with every register that any instruction wrote: for looking inside steps. Memory grows with the
/// number of instructions, so this is for small states.
public final class StepTrace {

    /// By step, then by position; empty where an instruction writes no register of its own.
    private final List<List<double[]>> written = new ArrayList<>();
    private final List<double[]> ends = new ArrayList<>();

    /// Runs the whole plan at once.
    ///
    /// @param denoiser bound to `backend`; closed here
    /// @param start    shape [B, ...] row-major
    /// @throws NonFiniteStateException if the model or a step made a NaN or an infinity
    public StepTrace(Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape, double[] start) {
        try (denoiser) {
            var machine = new StepMachine(backend, denoiser, shape, 0, 0, this::note);
            machine.set(Slot.X, start);
            for (int i = 0; i < plan.steps().size(); i++) {
                written.add(new ArrayList<>());
                machine.execute(i, plan.steps().get(i), plan.memory().get(i));
                ends.add(Snapshot.of(machine.state(), shape.batch()).toDoubles());
            }
        }
    }

    private void note(int step, int position, Op op, StepMachine machine) {
        written.get(step).add(op instanceof Op.Remember ? new double[0]
            : Snapshot.of(machine.register(op.into()), machine.state().shape().batch()).toDoubles());
    }

    /// What an instruction wrote.
    ///
    /// @param op position in the step; negative for the state after the step
    public double[] written(int step, int op) {
        return (op < 0 ? ends.get(step) : written.get(step).get(op)).clone();
    }
}
