package samplerscope.run;

import java.util.List;
import java.util.Optional;
import samplerscope.model.Denoiser;
import samplerscope.random.InitialNoise;
import samplerscope.random.NoiseSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;
import samplerscope.tensor.PlaneCells;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Executes a plan on a model, one step per pull.
///
/// Same plan, seed and backend: same bits, whatever the batch split, the recording or the number of threads.
public final class DenoisingRun implements Run<StepRecord.Denoised> {

    private static final List<Integer> PLANE = List.of(2);
    /// Cells of a density in a row; some pixels each.
    private static final int CELLS = 512;
    /// Of a density, from the origin. Holds all but one in ten thousand of a standard normal and, since models come with
    /// a spread near one, their data.
    private static final double REACH = 4;

    private final Plan plan;
    private final Denoiser denoiser;
    private final TensorBackend backend;
    private final Recording recording;
    private final StepMachine machine;
    private final Snapshot initial;
    private final Optional<Density> initialDensity;
    private Runnable alsoClose = () -> {};
    private int next;
    private int nfe;

    /// Starts from our own noise of a seed; see below.
    public static DenoisingRun fromNoise(Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape, long seed,
                                         int firstSample, Recording recording) {
        return fromNoise(plan, denoiser, backend, shape, InitialNoise.own(seed), firstSample, recording);
    }

    /// Starts from noise: a multiple of the same `z` for every solver, schedule and grid; see {@link #initialScale}.
    ///
    /// @param shape       [B, ...] of the state
    /// @param noise       of the whole run; what solvers draw is ours, from its seed
    /// @param firstSample index of the sample in row 0, so that a set can be made in several runs
    public static DenoisingRun fromNoise(Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape,
                                         InitialNoise noise, int firstSample, Recording recording) {
        Tensor z = Start.normals(noise, backend, shape, firstSample);
        Tensor x = backend.allocate(shape);
        double scale = initialScale(plan.strategy().grid().first(), noise);
        backend.combine(x, new double[] {scale}, new Tensor[] {z});
        var machine = new StepMachine(backend, denoiser, shape, noise.seed(), firstSample);
        machine.set(Slot.X, x);
        return new DenoisingRun(plan, denoiser, backend, machine, recording);
    }

    /// Starts from a given state, shape [B, ...] row-major.
    public static DenoisingRun from(double[] state, Plan plan, Denoiser denoiser, TensorBackend backend, Shape shape,
                                    long seed, int firstSample, Recording recording) {
        var machine = new StepMachine(backend, denoiser, shape, seed, firstSample);
        machine.set(Slot.X, state);
        return new DenoisingRun(plan, denoiser, backend, machine, recording);
    }

    private DenoisingRun(Plan plan, Denoiser denoiser, TensorBackend backend, StepMachine machine,
                         Recording recording) {
        this.plan = plan;
        this.denoiser = denoiser;
        this.backend = backend;
        this.recording = recording;
        this.machine = machine;
        this.initial = Snapshot.of(machine.state(), recording.rows(machine.state().shape().batch()));
        this.initialDensity = density(start());
    }

    /// As below, for the noise of a program that may start elsewhere.
    public static double initialScale(NoiseLevel start, InitialNoise noise) {
        return noise.source().scale() == NoiseSource.Scale.SIGMA ? start.sigma() : initialScale(start);
    }

    /// What a unit normal is multiplied with to start at a level: 1 on a variance-preserving path and on the straight
    /// path at its noisy end, `sigma` on an exploding one, the convention of every peer.
    public static double initialScale(NoiseLevel start) {
        return start.alpha() == 1 ? start.sigma() : 1;
    }

    public Plan plan() {
        return plan;
    }

    /// The state before the first step.
    public Snapshot initial() {
        return initial;
    }

    /// The level of the state before the first step.
    public NoiseLevel start() {
        return plan.strategy().grid().first();
    }

    /// Steps that the recording leaves out are taken on the way to the next that it does not. An interrupt ends that at
    /// once: the step under way is recorded whatever the recording says, so that a cancelled run ends where it stopped.
    @Override
    public Optional<StepRecord.Denoised> advance() {
        long began = System.nanoTime();
        while (!isComplete()) {
            int index = next;
            nfe += machine.execute(index, plan.steps().get(index), plan.memory().get(index));
            next++;
            if (isComplete() || next % recording.every() == 0 || Thread.currentThread().isInterrupted()) {
                backend.settle();
                return Optional.of(record(index, System.nanoTime() - began));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return next == plan.steps().size();
    }

    private StepRecord.Denoised record(int index, long nanos) {
        int rows = recording.rows(machine.state().shape().batch());
        Snapshot state = Snapshot.of(machine.state(), rows);
        Snapshot data = machine.data().map(d -> Snapshot.of(d, rows)).orElse(state);
        NoiseLevel at = plan.steps().get(index).to();
        return new StepRecord.Denoised(index, nfe, at, state, data, nanos, density(at));
    }

    /// Where all samples are, for a picture of those that are not recorded; empty when all are.
    private Optional<Density> density(NoiseLevel at) {
        Shape shape = machine.state().shape();
        if (!shape.sample().equals(PLANE) || recording.rows(shape.batch()) == shape.batch()) {
            return Optional.empty();
        }
        var cells = PlaneCells.around(REACH, CELLS);
        return Optional.of(new Density(cells,
            backend.count(machine.state(), cells.times(StrictMath.hypot(at.alpha(), at.sigma())))));
    }

    /// Of all samples before the first step; empty when all are recorded, as {@link #initial} has them.
    public Optional<Density> initialDensity() {
        return initialDensity;
    }

    /// Gives the run something else to free when it is closed, such as a backend of its own.
    public DenoisingRun alsoClosing(Runnable close) {
        alsoClose = close;
        return this;
    }

    @Override
    public void close() {
        denoiser.close();
        alsoClose.run();
    }
}
