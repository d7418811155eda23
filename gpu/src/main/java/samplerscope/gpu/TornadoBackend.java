package samplerscope.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.gpu.kernel.CountKernel;
import samplerscope.gpu.kernel.LowRankKernel;
import samplerscope.gpu.kernel.Opcode;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Constants;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.Field;
import samplerscope.tensor.FieldKernels;
import samplerscope.tensor.HostTensor;
import samplerscope.tensor.PlaneCells;
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
    /// Numbers of a sample that one thread of the step kernel has to itself.
    private static final int OF_A_THREAD = 4;
    /// Numbers of one instruction that go with the program; more of them would leave no room for others.
    private static final int MOST_BESIDE = Kernel.STEP.numbersLength() / 2;
    private static final int WORK_PER_POINT = 6;
    private static final int WORK_PER_COMPONENT = 20;
    private static final int WORK_PER_NORMAL = 60;

    private final DeviceSpace space;
    private final Workers workers;
    private final List<Integer> blocks = new ArrayList<>();
    private final Map<Constants, Integer> constants = new HashMap<>();
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
        int size = x.shape().sampleSize();
        if (size <= OF_A_THREAD) {
            filterInQueue(into, x, columns, along, across);
            return;
        }
        launchQueue();
        var numbers = new float[1 + columns.length];
        numbers[0] = (float) across;
        var directions = new float[columns.length * size];
        for (int r = 0; r < columns.length; r++) {
            numbers[1 + r] = (float) (along[r] - across);
            System.arraycopy(Constants.of(columns[r]).values(), 0, directions, r * size, size);
        }
        int at = pass(directions);
        launch(Kernel.FILTER, numbers, x.shape().batch(), at(into), at(x), size, at, columns.length);
    }

    private void filterInQueue(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
        int size = x.shape().sampleSize();
        var numbers = new float[1 + columns.length * (1 + size)];
        numbers[0] = (float) across;
        for (int r = 0; r < columns.length; r++) {
            numbers[1 + r * (1 + size)] = (float) (along[r] - across);
            System.arraycopy(Constants.of(columns[r]).values(), 0, numbers, 2 + r * (1 + size), size);
        }
        room(x.shape(), 5, numbers.length);
        queue.add(4 * columns.length, Opcode.FILTER, at(x), at(into), queue.put(numbers), columns.length);
    }

    @Override
    public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
        launchQueue();
        int size = x.shape().sampleSize();
        double position = quantile * (size - 1);
        var numbers = new float[] {(float) (position - Math.floor(position)), (float) floor, (float) ceiling};
        launch(Kernel.CLAMP, numbers, x.shape().batch(), at(into), at(x), size, (int) position);
    }

    @Override
    public int[] count(Tensor x, PlaneCells cells) {
        if (cells.size() > CountKernel.MOST_CELLS) {
            return TensorBackend.super.count(x, cells);
        }
        launchQueue();
        var program = new int[CountKernel.HEAD + cells.size()];
        program[0] = at(x);
        program[1] = x.shape().batch();
        program[2] = cells.width();
        program[3] = cells.height();
        var numbers = new float[] {(float) cells.left(), (float) cells.bottom(), (float) (1 / cells.cell())};
        return space.launch(Kernel.COUNT, program, numbers, x.shape().batch(), CountKernel.HEAD);
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
            case Field.LowRankMixture mixture -> lowRank(mixture, rows, x, into);
            case Field.Points points -> {
                if (x.shape().sampleSize() <= OF_A_THREAD) {
                    fewCoordinates(points, rows, x, into);
                } else {
                    launchQueue();
                    new PointsLaunches(space, points, hold(points.points())).evaluate(rows, x.shape().batch(),
                        x.shape().sampleSize(), at(x), at(into));
                }
            }
            case Field.Mlp network -> mlp(network, rows, x, into);
        }
    }

    private void lowRank(Field.LowRankMixture f, Rows rows, Tensor x, Tensor into) {
        if (f.rank() > LowRankKernel.MOST_RANK) {
            throw new DeviceException("a covariance of rank %d does not fit into the local memory of the device"
                .formatted(f.rank()), "take a rank of at most %d, or run it on the CPU".formatted(
                    LowRankKernel.MOST_RANK));
        }
        launchQueue();
        var level = new float[f.inverseGram().length + f.logScale().length];
        System.arraycopy(f.inverseGram(), 0, level, 0, f.inverseGram().length);
        System.arraycopy(f.logScale(), 0, level, f.inverseGram().length, f.logScale().length);
        launch(Kernel.LOW_RANK, new float[] {f.alpha(), f.sigma2()}, rows.count(x.shape().batch()), at(into), at(x),
            hold(f.laws()), pass(level), x.shape().sampleSize(), f.logScale().length, f.rank(), rows.first(),
            rows.stride());
    }

    private void fewCoordinates(Field.Points f, Rows rows, Tensor x, Tensor into) {
        int size = x.shape().sampleSize();
        int begin = hold(f.points());
        room(x.shape(), 8, 3);
        queue.add(2.0 * WORK_PER_POINT * (f.to() - f.from()), Opcode.POINTS, at(x), at(into),
            queue.put(f.alpha(), -1 / (2 * f.variance()), f.pull()), begin + f.from() * size, begin + f.to() * size,
            rows.first(), rows.stride());
    }

    private void mlp(Field.Mlp network, Rows rows, Tensor x, Tensor into) {
        launchQueue();
        int biases = pass(network.biases());
        new DenseLaunches(space, network, hold(network.weights()), biases)
            .evaluate(rows, x.shape().batch(), at(x), at(into));
        givePassingBack();
    }

    private void plane(float[] table, Rows rows, Tensor x, Tensor into) {
        int components = table.length / PlaneMixtureKernel.STRIDE;
        boolean isLarge = table.length > MOST_BESIDE;
        room(x.shape(), 7, isLarge ? 0 : table.length);
        int opcode = isLarge ? Opcode.LARGE_PLANE : Opcode.PLANE;
        int numbers = isLarge ? pass(table) : queue.put(table);
        queue.add((double) WORK_PER_COMPONENT * components / PLANE, opcode, at(x), at(into), numbers, components,
            rows.first(), rows.stride());
    }

    /// A kernel with a workgroup for each of some rows.
    private void launch(Kernel kernel, float[] numbers, int rows, int... program) {
        if (rows > 0) {
            space.launch(kernel, program, numbers, (long) kernel.group() * rows);
        }
        givePassingBack();
    }

    private int hold(Constants values) {
        return constants.computeIfAbsent(values, space::hold);
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

    private void givePassingBack() {
        passing.forEach(space::giveBack);
        passing.clear();
    }

    private void launchQueue() {
        if (!queue.isEmpty() && queue.threads() > 0) {
            if (queue.watches() && queue.threads() > notesSize) {
                notesSize = queue.threads();
                notes = take((int) notesSize);
            }
            space.launch(Kernel.STEP, queue.program(notes, flag), queue.numbers(), queue.threads());
            givePassingBack();
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
        givePassingBack();
        blocks.forEach(space::giveBack);
        constants.keySet().forEach(space::release);
        blocks.clear();
        constants.clear();
        workers.close();
    }
}
