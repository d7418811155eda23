package samplerscope.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import samplerscope.model.Denoiser;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.solver.Step;
import samplerscope.solver.Threshold;
import samplerscope.solver.Weight;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// The registers of one run and the instructions on them.
///
/// An instruction never writes in place: its result goes into a spare tensor, which then takes the place of the old
/// one. After the first steps of a plan no tensor is allocated any more.
final class StepMachine {

    private final TensorBackend backend;
    private final Denoiser denoiser;
    private final Shape shape;
    private final long seed;
    private final int firstSample;
    private final Observer observer;
    private final Map<Slot, Tensor> registers = new HashMap<>();
    private final Deque<Tensor> spares = new ArrayDeque<>();
    /// Tensors that stand in two places; the first to let go does not free them.
    private final Set<Tensor> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    /// Registers whose numbers nobody has looked at yet.
    private final Set<Slot> unwatched = new HashSet<>();
    /// First model outputs of earlier steps, newest first; without forms once nobody reads them any more.
    private final Deque<Outputs> past = new ArrayDeque<>();
    /// The newest step. Its registers can be read until the next one begins.
    private Optional<Executed> last = Optional.empty();

    private record Outputs(int lastUser, Map<Parameterization, Tensor> forms) {}

    /// @param written registers that the step has renewed
    /// @param outputs of its first evaluation: the forms to remember, and the data
    private record Executed(int index, Step step, Plan.Memory memory, Set<Slot> written,
                            Map<Parameterization, Tensor> outputs) {

        /// A step back up in noise by adding it: what was known of the path does not hold any more.
        boolean isRenoising() {
            return step.evaluations() == 0 && step.draws() > 0 && step.to().lambda() < step.from().lambda();
        }
    }

    /// Looks on while a step is executed.
    @FunctionalInterface
    interface Observer {
        Observer NONE = (_, _, _, _) -> {};

        /// Called after each instruction, on the thread of the run.
        ///
        /// @param position of the instruction in its step
        void after(int step, int position, Op op, StepMachine machine);
    }

    StepMachine(TensorBackend backend, Denoiser denoiser, Shape shape, long seed, int firstSample) {
        this(backend, denoiser, shape, seed, firstSample, Observer.NONE);
    }

    StepMachine(TensorBackend backend, Denoiser denoiser, Shape shape, long seed, int firstSample, Observer observer) {
        this.observer = observer;
        this.backend = backend;
        this.denoiser = denoiser;
        this.shape = shape;
        this.seed = seed;
        this.firstSample = firstSample;
        registers.put(Slot.X, backend.allocate(shape));
    }

    Tensor state() {
        return read(Slot.X);
    }

    /// The first evaluation of the last step as `x0`; empty after a step without evaluation.
    Optional<Tensor> data() {
        return last.map(step -> step.outputs().get(Parameterization.DATA));
    }

    /// A register as the last step left it.
    Tensor register(Slot slot) {
        return read(slot);
    }

    /// Puts a register, replacing what was there; the machine owns the tensor from now on.
    void set(Slot slot, Tensor values) {
        write(slot, values);
    }

    /// As {@link #set(Slot, Tensor)}, from numbers of the host.
    void set(Slot slot, double[] values) {
        Tensor fresh = spare();
        backend.copyFrom(values, fresh);
        write(slot, fresh);
    }

    /// Remembers model outputs of an earlier step, as if that step had just run.
    void remember(Map<Parameterization, double[]> forms) {
        Map<Parameterization, Tensor> tensors = new EnumMap<>(Parameterization.class);
        forms.forEach((form, values) -> {
            Tensor fresh = spare();
            backend.copyFrom(values, fresh);
            tensors.put(form, fresh);
        });
        past.addFirst(new Outputs(Integer.MAX_VALUE, tensors));
    }

    /// What the next step starts from, copied to the host.
    ///
    /// @param registers that survived the last step
    /// @param past      outputs of earlier steps, newest first
    record Standing(Map<Slot, double[]> registers, List<PastOutputs> past) {}

    /// @param lastUser index of the last step that reads them
    record PastOutputs(int lastUser, Map<Parameterization, double[]> forms) {}

    /// Where the run stands between two steps.
    Standing standing() {
        tidyUp();
        return new Standing(host(registers),
            past.stream().map(o -> new PastOutputs(o.lastUser(), host(o.forms()))).toList());
    }

    /// Goes back to where a run of this machine stood.
    void restore(Standing standing) {
        tidyUp();
        freeUnless(registers, _ -> false);
        past.forEach(old -> freeUnless(old.forms(), _ -> false));
        past.clear();
        standing.registers().forEach(this::set);
        for (PastOutputs outputs : standing.past().reversed()) {
            past.addFirst(new Outputs(outputs.lastUser(), new EnumMap<>(Parameterization.class)));
            outputs.forms().forEach((form, values) -> {
                Tensor fresh = spare();
                backend.copyFrom(values, fresh);
                past.getFirst().forms().put(form, fresh);
            });
        }
    }

    private <K> Map<K, double[]> host(Map<K, Tensor> tensors) {
        var copies = new HashMap<K, double[]>();
        tensors.forEach((key, tensor) -> {
            var values = new double[shape.size()];
            tensor.copyTo(values);
            copies.put(key, values);
        });
        return copies;
    }

    /// Runs one step of a plan. Returns evaluations made, guidance included.
    ///
    /// @throws NonFiniteStateException if the model or the step made a NaN or an infinity; a backend that puts work off
    ///                                 may throw it in a later step
    int execute(int index, Step step, Plan.Memory memory) {
        tidyUp();
        var now = new Executed(index, step, memory, new HashSet<>(), new EnumMap<>(Parameterization.class));
        last = Optional.of(now);
        int position = 0;
        for (Op op : step.ops()) {
            switch (op) {
                case Op.Evaluate e -> evaluate(now, e);
                case Op.Combine c -> combine(c);
                case Op.Draw d -> draw(index, d);
                case Op.Clamp c -> clamp(c);
                case Op.Remember r -> remember(now, r);
            }
            now.written().add(op.into());
            observer.after(index, position, op, this);
            position++;
        }
        watch(index, step.to(), Slot.X, "the state after the step");
        return step.evaluations() * denoiser.cost();
    }

    private void evaluate(Executed now, Op.Evaluate e) {
        Tensor x = read(e.x());
        watch(now.index(), e.at(), e.x(), "what the model was given");
        Tensor raw = spare();
        denoiser.evaluate(x, e.at(), raw);
        backend.watch(raw, row -> nonFinite(now.index(), e.at(), e.into(), "what the model returned", row));
        if (now.outputs().isEmpty()) {
            for (Parameterization form : now.memory().forms()) {
                now.outputs().put(form, remembered(e, x, raw, form));
            }
            now.outputs().computeIfAbsent(Parameterization.DATA, form -> remembered(e, x, raw, form));
        }
        if (e.as() == denoiser.parameterization()) {
            write(e.into(), raw);
        } else {
            write(e.into(), convert(denoiser.parameterization(), x, raw, e.at(), e.as()));
            spares.push(raw);
        }
    }

    /// Of the model's first output, for the forms to remember: the output itself where that is one and is kept as it is.
    private Tensor remembered(Op.Evaluate e, Tensor x, Tensor raw, Parameterization form) {
        if (form == denoiser.parameterization() && form == e.as()) {
            shared.add(raw);
            return raw;
        }
        return convert(denoiser.parameterization(), x, raw, e.at(), form);
    }

    private Tensor convert(Parameterization from, Tensor x, Tensor raw, NoiseLevel at, Parameterization form) {
        var c = from.to(form, at);
        Tensor result = spare();
        if (c.ofState() == 0) {
            backend.combine(result, new double[] {c.ofOutput()}, new Tensor[] {raw});
        } else {
            backend.combine(result, new double[] {c.ofState(), c.ofOutput()}, new Tensor[] {x, raw});
        }
        return result;
    }

    private void combine(Op.Combine op) {
        var weights = new double[op.terms().size()][];
        var inputs = new Tensor[weights.length];
        var projected = new ArrayList<Tensor>();
        for (int k = 0; k < inputs.length; k++) {
            Tensor x = read(op.terms().get(k).slot());
            switch (op.terms().get(k).weight()) {
                case Weight.Scalar(double value) -> weights[k] = new double[] {value};
                case Weight.PerElement(double[] values) -> weights[k] = values;
                case Weight.PerDirection(var directions, var along, double across) -> {
                    weights[k] = new double[] {1};
                    Tensor image = spare();
                    backend.filter(image, x, directions.columns(), along, across);
                    projected.add(image);
                    x = image;
                }
            }
            inputs[k] = x;
        }
        Tensor result = spare();
        if (Arrays.stream(weights).allMatch(w -> w.length == 1)) {
            backend.combine(result, Arrays.stream(weights).mapToDouble(w -> w[0]).toArray(), inputs);
        } else {
            backend.combineFields(result, weights, inputs);
        }
        projected.forEach(spares::push);
        write(op.into(), result);
    }

    private void clamp(Op.Clamp op) {
        Tensor result = spare();
        Threshold t = op.threshold();
        backend.clamp(result, read(op.x()), t.quantile(), t.floor(), t.ceiling());
        write(op.into(), result);
    }

    private void remember(Executed now, Op.Remember op) {
        Tensor x = read(op.x());
        Tensor output = read(op.output());
        var forms = EnumSet.of(Parameterization.DATA);
        forms.addAll(now.memory().forms());
        for (Parameterization form : forms) {
            Tensor old = now.outputs().put(form, convert(op.as(), x, output, op.at(), form));
            if (old != null) {
                free(old);
            }
        }
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
        if (slot instanceof Slot.One) {
            return registers.computeIfAbsent(slot, _ -> {
                Tensor ones = backend.allocate(shape);
                var host = new double[shape.size()];
                Arrays.fill(host, 1);
                backend.copyFrom(host, ones);
                return ones;
            });
        }
        return registers.get(slot);
    }

    private void write(Slot slot, Tensor value) {
        unwatched.add(slot);
        Tensor old = registers.put(slot, value);
        if (old != null) {
            free(old);
        }
    }

    private void free(Tensor tensor) {
        if (!shared.remove(tensor)) {
            spares.push(tensor);
        }
    }

    private Tensor spare() {
        return spares.isEmpty() ? backend.allocate(shape) : spares.pop();
    }

    /// Wants a register to be finite, unless that has been asked since it was written.
    private void watch(int step, NoiseLevel at, Slot slot, String what) {
        if (unwatched.remove(slot)) {
            backend.watch(read(slot), row -> nonFinite(step, at, slot, what, row));
        }
    }

    private NonFiniteStateException nonFinite(int step, NoiseLevel at, Slot slot, String what, int row) {
        return new NonFiniteStateException(step, at, slot, what, firstSample + row);
    }

    /// Frees what no later step reads: scratch, kept registers that the last step did not renew, old outputs.
    private void tidyUp() {
        last.ifPresent(done -> {
            freeUnless(registers, slot -> survives(done, slot));
            if (done.isRenoising()) {
                past.forEach(old -> freeUnless(old.forms(), _ -> false));
                past.clear();
            }
            if (done.step().output().isPresent()) {
                past.addFirst(new Outputs(done.memory().lastUser(), done.outputs()));
                freeUnless(done.outputs(), done.memory().forms()::contains); // the data may be for the record only
            }
            past.stream().filter(old -> old.lastUser() <= done.index())
                .forEach(old -> freeUnless(old.forms(), _ -> false));
            while (!past.isEmpty() && past.getLast().forms().isEmpty()) {
                past.removeLast();
            }
        });
        last = Optional.empty();
    }

    private static boolean survives(Executed done, Slot slot) {
        return switch (slot) {
            case Slot.State _, Slot.One _ -> true;
            case Slot.Kept kept -> done.written().contains(kept) && !done.isRenoising();
            case Slot.Work _, Slot.Past _, Slot.Output _ -> false;
        };
    }

    private <K> void freeUnless(Map<K, Tensor> tensors, Predicate<K> stays) {
        tensors.entrySet().removeIf(entry -> {
            boolean goes = !stays.test(entry.getKey());
            if (goes) {
                free(entry.getValue());
            }
            return goes;
        });
    }
}
