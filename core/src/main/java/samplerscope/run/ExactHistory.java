package samplerscope.run;

import static java.lang.StrictMath.max;

import java.util.EnumMap;
import java.util.List;
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

    /// Steps of history worth rebuilding; no multistep method in use looks further back.
    private static final int LONGEST_MEMORY = 5;

    private final Plan plan;
    private final Denoiser denoiser;
    private final TensorBackend backend;
    private final ReferencePath reference;
    private final Shape shape;

    /// @param plan      deterministic: no draws
    /// @param reference at every level of the plan's grid, except a last one at `sigma = 0`
    public ExactHistory(Plan plan, Denoiser denoiser, TensorBackend backend, ReferencePath reference) {
        if (plan.draws() > 0) {
            throw new IllegalArgumentException("a stochastic plan has no local error against the ODE");
        }
        this.plan = plan;
        this.denoiser = denoiser;
        this.backend = backend;
        this.reference = reference;
        this.shape = reference.states().values().iterator().next().shape();
    }

    /// Where step `index` ends when everything before it was exact; empty where the reference does not know the level.
    public Optional<Snapshot> endOf(int index) {
        var levels = plan.strategy().grid().levels();
        if (reference.at(levels.get(index)).isEmpty()) {
            return Optional.empty();
        }
        var machine = new StepMachine(backend, denoiser, shape, 0, 0);
        for (int i = max(0, index - LONGEST_MEMORY); i < index; i++) {
            machine.remember(outputsAt(levels.get(i)));
        }
        if (index > 0) {
            machine.set(Slot.Kept.START, state(levels.get(index - 1)));
        }
        machine.set(Slot.X, state(levels.get(index)));
        machine.execute(index, plan.steps().get(index), new Plan.Memory(Set.of(), index));
        return Optional.of(Snapshot.of(machine.state(), shape.batch()));
    }

    private double[] state(NoiseLevel level) {
        return reference.at(level).orElseThrow().toDoubles();
    }

    private Map<Parameterization, double[]> outputsAt(NoiseLevel level) {
        Tensor x = backend.allocate(shape);
        backend.copyFrom(state(level), x);
        Tensor raw = backend.allocate(shape);
        denoiser.evaluate(x, level, raw);
        Tensor converted = backend.allocate(shape);
        var forms = new EnumMap<Parameterization, double[]>(Parameterization.class);
        for (Parameterization form : List.of(Parameterization.DATA, Parameterization.NOISE)) {
            var c = denoiser.parameterization().to(form, level);
            backend.combine(converted, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
            var values = new double[shape.size()];
            converted.copyTo(values);
            forms.put(form, values);
        }
        return forms;
    }
}
