package samplerscope.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.gpu.kernel.Opcode;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Constants;
import samplerscope.tensor.Field;
import samplerscope.tensor.FieldKernels;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Rows;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.PlaneMixtureKernel;

/// float32 on a device of TornadoVM.
///
/// What it is told waits in a {@link Queue} and is launched in one piece: when something is read, when another kernel
/// has to come between, or when there is enough of it. Registers never leave the device.
final class TornadoBackend implements TensorBackend, FieldKernels {

    private static final int PLANE = 2;
    private static final int WORK_PER_COMPONENT = 20;
    private static final int WORK_PER_NORMAL = 60;

    private final DeviceSpace space;
    private final Workers workers;
    private final List<Integer> blocks = new ArrayList<>();
    private final List<Constants> constants = new ArrayList<>();
    /// Blocks of the instructions that wait, free after their launch.
    private final List<Integer> passing = new ArrayList<>();
    private final int flag;
    private Queue queue = new Queue(0, 1);
    private int notes = -1;
    private long notesSize;

    TornadoBackend(DeviceSpace space, int threads) {
        this.space = space;
        this.workers = new Workers(threads);
        this.flag = take(1);
        space.load(new float[1], flag);
    }

    @Override
    public String name() {
        return "%s, TornadoVM, float32".formatted(space.deviceName());
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public Tensor allocate(Shape shape) {
        var tensor = new DeviceTensor(this, shape, take(shape.size()));
        combine(tensor, new double[0], new Tensor[0]);
        return tensor;
    }

    @Override
    public void copyFrom(double[] host, Tensor into) {
        copyFrom(Constants.of(host).values(), into);
    }

    @Override
    public void copyFrom(float[] host, Tensor into) {
        into.shape().requireSize(host.length);
        launchQueue(); // what waits may still read or write this register
        space.load(host, at(into));
    }

    @Override
    public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
        room(into.shape(), 4 + inputs.length, inputs.length);
        var instruction = new int[4 + inputs.length];
        instruction[0] = Opcode.COMBINE;
        instruction[1] = at(into);
        instruction[2] = queue.put(Constants.of(coefficients).values());
        instruction[3] = inputs.length;
        for (int k = 0; k < inputs.length; k++) {
            instruction[4 + k] = at(inputs[k]);
        }
        queue.add(2 * inputs.length, instruction);
    }

    @Override
    public void combineFields(Tensor into, double[][] weights, Tensor[] inputs) {
        room(into.shape(), 3 + 3 * inputs.length, 0);
        var instruction = new int[3 + 3 * inputs.length];
        instruction[0] = Opcode.FIELDS;
        instruction[1] = at(into);
        instruction[2] = inputs.length;
        for (int k = 0; k < inputs.length; k++) {
            instruction[3 + 3 * k] = at(inputs[k]);
            instruction[4 + 3 * k] = weights[k].length == 1 ? 0 : 1;
            instruction[5 + 3 * k] = pass(Constants.of(weights[k]).values());
        }
        queue.add(2 * inputs.length, instruction);
    }

    @Override
    public void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        room(into.shape(), 7, 0);
        long seed = key.seed() + key.firstSample();
        queue.add(WORK_PER_NORMAL, Opcode.NORMAL, at(into), (int) seed, (int) (seed >>> 32), key.draw(), key.step(),
            key.stream().ordinal());
    }

    @Override
    public void watch(Tensor x, IntFunction<? extends RuntimeException> failure) {
        room(x.shape(), 3, 0);
        queue.add(1, Opcode.WATCH, at(x), queue.watch(failure));
    }

    @Override
    public void settle() {
        launchQueue();
    }

    @Override
    public int firstNonFinite(Tensor x) {
        var values = new float[x.shape().size()];
        x.copyTo(values);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i / x.shape().sampleSize();
            }
        }
        return -1;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public void onHost(Tensor x, Tensor into, HostWork work) {
        var from = new HostTensor.Float32(x.shape(), new float[x.shape().size()]);
        var to = new HostTensor.Float32(into.shape(), new float[into.shape().size()]);
        x.copyTo(from.values());
        work.run(from, to);
        copyFrom(to.values(), into);
    }

    @Override
    public Optional<FieldKernels> fields() {
        return Optional.of(this);
    }

    @Override
    public void evaluate(Field field, Rows rows, Tensor x, Tensor into) {
        switch (field) {
            case Field.PlaneMixture(float[] table) -> plane(table, rows, x, into);
            case Field.LowRankMixture f -> throw new UnsupportedOperationException();
            case Field.Points f -> throw new UnsupportedOperationException();
            case Field.Mlp f -> throw new UnsupportedOperationException();
        }
    }

    private void plane(float[] table, Rows rows, Tensor x, Tensor into) {
        int components = table.length / PlaneMixtureKernel.STRIDE;
        room(x.shape(), 7, table.length);
        queue.add((double) WORK_PER_COMPONENT * components / PLANE, Opcode.PLANE, at(x), at(into), queue.put(table),
            components, rows.first(), rows.stride());
    }

    /// Copies the beginning of a register out.
    void read(DeviceTensor x, float[] into) {
        launchQueue();
        space.read(x.at(), into);
    }

    /// Makes room for an instruction on registers of a shape, by launching what waits if need be.
    private void room(Shape shape, int program, int numbers) {
        if (!queue.isFor(shape.batch(), shape.sampleSize())) {
            launchQueue();
            queue = new Queue(shape.batch(), shape.sampleSize());
        }
        if (!queue.hasRoom(program, numbers)) {
            launchQueue();
        }
    }

    /// Numbers in the arena for one instruction.
    private int pass(float[] values) {
        int at = space.take(values.length);
        passing.add(at);
        space.load(values, at);
        return at;
    }

    private void launchQueue() {
        if (!queue.isEmpty() && queue.threads() > 0) {
            if (queue.watches() && queue.threads() > notesSize) {
                notesSize = queue.threads();
                notes = take((int) notesSize);
            }
            space.launch(Kernel.STEP, queue.program(notes, flag), queue.numbers(), queue.threads());
            passing.forEach(space::giveBack);
            passing.clear();
            Optional<RuntimeException> failure = queue.watches() ? failure() : Optional.empty();
            queue.clear();
            failure.ifPresent(e -> {
                throw e;
            });
        }
        queue.clear();
    }

    /// What the first of the watches that failed wants to throw.
    private Optional<RuntimeException> failure() {
        var raised = new float[1];
        space.read(flag, raised);
        if (raised[0] == 0) {
            return Optional.empty();
        }
        space.load(new float[1], flag);
        var noted = new float[(int) queue.threads()];
        space.read(notes, noted);
        int first = -1;
        for (int i = 0; i < noted.length; i++) {
            if (noted[i] >= 0 && (first < 0 || noted[i] < noted[first])) {
                first = i;
            }
        }
        return Optional.of(queue.failure((int) noted[first]).apply(first / queue.groups()));
    }

    private int take(int size) {
        int at = space.take(size);
        blocks.add(at);
        return at;
    }

    private static int at(Tensor x) {
        return ((DeviceTensor) x).at();
    }

    @Override
    public void close() {
        queue.clear();
        passing.forEach(space::giveBack);
        blocks.forEach(space::giveBack);
        constants.forEach(space::release);
        passing.clear();
        blocks.clear();
        constants.clear();
        workers.close();
    }
}
