package samplerscope.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Each step of a plan on its own: started from the reference state, with a history that lies on the reference.
///
/// The distance of its end to the reference is the local truncation error, which tells where a grid is too coarse.
///
/// Source: Hairer, Norsett & Wanner 1993, Solving Ordinary Differential Equations I, Sec. III.2.
public final class ExactHistory {

    private final Plan plan;
    private final Denoiser denoiser;
    private final TensorBackend backend;
    private final ReferencePath reference;
    private final Shape shape;
    /// First outputs of steps on the reference, by step, while a later step may read them.
    private final Map<Integer, Map<Parameterization, double[]>> outputs = new HashMap<>();

    /// @param plan      deterministic: no draws
    /// @param denoiser  bound to `backend`; not closed here
    /// @param reference at every level of the plan's grid
    public ExactHistory(Plan plan, Denoiser denoiser, TensorBackend backend, ReferencePath reference) {
        if (plan.draws() > 0) {
            throw new IllegalArgumentException("a stochastic plan has no local error against the ODE");
        }
        this.plan = plan;
        this.denoiser = denoiser;
        this.backend = backend;
        this.reference = reference;
        this.shape = reference.start().shape();
    }

    /// Where step `index` ends when everything before it was exact; empty where the reference does not know a level
    /// that the step or its history starts from. Cheapest when asked in rising order.
    public Optional<Snapshot> endOf(int index) {
        for (int i = 0; i <= index; i++) {
            boolean needed = isReadAt(index, i) || i == index - 1; // the step before, for where it started
            if (needed && reference.at(from(i)).isEmpty()) {
                return Optional.empty();
            }
        }
        var machine = new StepMachine(backend, denoiser, shape, 0, 0);
        outputs.keySet().removeIf(i -> !isReadAt(index, i));
        for (int i = 0; i < index; i++) {
            machine.remember(isReadAt(index, i) ? outputs.computeIfAbsent(i, this::outputsOf) : Map.of());
        }
        if (index > 0) {
            machine.set(Slot.Kept.START, state(from(index - 1)));
        }
        machine.set(Slot.X, state(from(index)));
        machine.execute(index, plan.steps().get(index), new Plan.Memory(Set.of(), index));
        return Optional.of(Snapshot.of(machine.state(), shape.batch()));
    }

    /// Whether step `index` or a later one may read the first output of step `i`, or starts there.
    private boolean isReadAt(int index, int i) {
        return i == index || plan.memory().get(i).lastUser() >= index;
    }

    private NoiseLevel from(int step) {
        return plan.steps().get(step).from();
    }

    private double[] state(NoiseLevel level) {
        return reference.at(level).orElseThrow().toDoubles();
    }

    private Map<Parameterization, double[]> outputsOf(int step) {
        NoiseLevel level = from(step);
        Tensor x = backend.allocate(shape);
        backend.copyFrom(state(level), x);
        Tensor raw = backend.allocate(shape);
        denoiser.evaluate(x, level, raw);
        Tensor converted = backend.allocate(shape);
        var forms = new EnumMap<Parameterization, double[]>(Parameterization.class);
        for (Parameterization form : plan.memory().get(step).forms()) {
            var c = denoiser.parameterization().to(form, level);
            backend.combine(converted, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
            var values = new double[shape.size()];
            converted.copyTo(values);
            forms.put(form, values);
        }
        return forms;
    }
}
