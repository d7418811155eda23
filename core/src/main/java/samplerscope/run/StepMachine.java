package samplerscope.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samplerscope.model.Denoiser;
import samplerscope.random.DrawKey;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The registers of one run and the three instructions on them.
///
/// An instruction never writes in place: its result goes into a spare tensor, which then takes the place of the old
/// one. After the first steps of a plan no tensor is allocated any more.
final class StepMachine {

    private final TensorBackend backend;
    private final Denoiser denoiser;
    private final Shape shape;
    private final long seed;
    private final int firstSample;
    private final Map<Slot, Tensor> registers = new HashMap<>();
    private final Deque<Tensor> spares = new ArrayDeque<>();
    /// First model outputs of earlier steps, newest first.
    private final Deque<Memory> past = new ArrayDeque<>();
    private Optional<Tensor> firstData = Optional.empty();
    private final Tensor raw;
    /// What is to be freed before the next step; until then every register of the last one can be read.
    private Runnable tidyUp = () -> {};

    private record Memory(int lastUser, Map<Parameterization, Tensor> forms) {}

    StepMachine(TensorBackend backend, Denoiser denoiser, Shape shape, long seed, int firstSample) {
        this.backend = backend;
        this.denoiser = denoiser;
        this.shape = shape;
        this.seed = seed;
        this.firstSample = firstSample;
        this.raw = backend.allocate(shape);
        registers.put(Slot.X, backend.allocate(shape));
    }

    Tensor state() {
        return read(Slot.X);
    }

    /// The first evaluation of the last step as `x0`; empty after a step without evaluation.
    Optional<Tensor> data() {
        return firstData;
    }

    /// A register as the last step left it.
    Tensor register(Slot slot) {
        return read(slot);
    }

    /// Puts a register, replacing what was there.
    void set(Slot slot, double[] values) {
        Tensor fresh = spare();
        backend.copyFrom(values, fresh);
        write(slot, fresh);
    }

    /// Remembers model outputs of an earlier step, as if that step had just run.
    void remember(Map<Parameterization, double[]> forms) {
        Map<Parameterization, Tensor> tensors = new HashMap<>();
        forms.forEach((form, values) -> {
            Tensor fresh = spare();
            backend.copyFrom(values, fresh);
            tensors.put(form, fresh);
        });
        past.addFirst(new Memory(Integer.MAX_VALUE, tensors));
    }

    /// Forgets every earlier step.
    void forgetPast() {
        tidyUp.run();
        tidyUp = () -> {};
        past.forEach(m -> m.forms().values().forEach(spares::push));
        past.clear();
    }

    /// Runs one step of a plan. Returns evaluations made, guidance included.
    int execute(int index, Step step, Plan.Memory memory) {
        tidyUp.run();
        firstData.ifPresent(spares::push);
        firstData = Optional.empty();
        Set<Slot> written = new HashSet<>();
        Map<Parameterization, Tensor> remembered = new HashMap<>();
        int evaluations = 0;
        for (Op op : step.ops()) {
            switch (op) {
                case Op.Evaluate e -> {
                    evaluate(index, e, evaluations == 0 ? memory.forms() : Set.of(), remembered);
                    evaluations++;
                }
                case Op.Combine c -> combine(c);
                case Op.Draw d -> draw(index, d);
            }
            written.add(op.into());
        }
        int sample = backend.firstNonFinite(state());
        if (sample >= 0) {
            throw new NonFiniteStateException(index, step.to(), Slot.X, "the state after the step", sample);
        }
        boolean renoised = evaluations == 0 && step.to().lambda() < step.from().lambda();
        tidyUp = () -> {
            forget(index, written, renoised);
            if (step.evaluations() > 0) {
                past.addFirst(new Memory(memory.lastUser(), remembered));
            }
        };
        return evaluations * denoiser.cost();
    }

    private void evaluate(int index, Op.Evaluate e, Set<Parameterization> forms,
                          Map<Parameterization, Tensor> remembered) {
        Tensor x = read(e.x());
        denoiser.evaluate(x, e.at(), raw);
        int sample = backend.firstNonFinite(raw);
        if (sample >= 0) {
            throw new NonFiniteStateException(index, e.at(), e.into(), "the model returned it", sample);
        }
        for (Parameterization form : forms) {
            remembered.put(form, convert(x, e, form));
        }
        if (firstData.isEmpty()) {
            firstData = Optional.of(convert(x, e, Parameterization.DATA));
        }
        write(e.into(), convert(x, e, e.as()));
    }

    private Tensor convert(Tensor x, Op.Evaluate e, Parameterization form) {
        var c = denoiser.parameterization().to(form, e.at());
        Tensor result = spare();
        if (c.ofState() == 0) {
            backend.combine(result, new double[] {c.ofOutput()}, new Tensor[] {raw});
        } else {
            backend.combine(result, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
        }
        return result;
    }

    private void combine(Op.Combine op) {
        var coefficients = new double[op.terms().size()];
        var inputs = new Tensor[coefficients.length];
        for (int k = 0; k < inputs.length; k++) {
            coefficients[k] = op.terms().get(k).coefficient();
            inputs[k] = read(op.terms().get(k).slot());
        }
        Tensor result = spare();
        backend.combine(result, coefficients, inputs);
        write(op.into(), result);
    }

    private void draw(int index, Op.Draw op) {
        Tensor result = spare();
        backend.drawNormal(result, DrawKey.solver(seed, firstSample, index, op.draw()));
        write(op.into(), result);
    }

    private Tensor read(Slot slot) {
        if (slot instanceof Slot.Past(int age, Parameterization as)) {
            return past.stream().skip(age).findFirst().orElseThrow().forms().get(as);
        }
        return registers.get(slot);
    }

    private void write(Slot slot, Tensor value) {
        Tensor old = registers.put(slot, value);
        if (old != null) {
            spares.push(old);
        }
    }

    private Tensor spare() {
        return spares.isEmpty() ? backend.allocate(shape) : spares.pop();
    }

    /// Frees scratch, registers that the step did not renew, and outputs that no later step reads.
    private void forget(int index, Set<Slot> written, boolean everything) {
        registers.entrySet().removeIf(entry -> {
            boolean stays = switch (entry.getKey()) {
                case Slot.State _ -> true;
                case Slot.Kept kept -> !everything && written.contains(kept);
                case Slot.Work _, Slot.Past _ -> false;
            };
            if (!stays) {
                spares.push(entry.getValue());
            }
            return !stays;
        });
        if (everything) {
            past.forEach(m -> m.forms().values().forEach(spares::push));
            past.clear();
        }
        past.stream().filter(m -> m.lastUser() <= index).forEach(m -> {
            m.forms().values().forEach(spares::push);
            m.forms().clear();
        });
    }
}
