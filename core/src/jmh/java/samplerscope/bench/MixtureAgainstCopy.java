package samplerscope.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import samplerscope.model.Binding;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.model.plane.Rings;
import samplerscope.random.DrawKey;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// What does one evaluation of an exact model cost, next to copying the state, in either precision?
///
/// The model has 76 components; the level is in the middle of the path, where many of them matter.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MixtureAgainstCopy {

    private static final Shape SHAPE = Shape.of(20_000, 2);
    private static final NoiseLevel MIDDLE = new NoiseLevel(0.5, 0.8, 0.6);

    @Param({"float32", "float64"})
    String precision;

    @Param({"1", "2"})
    int threads;

    private final GaussianMixture model = Rings.model();
    private TensorBackend backend = new Float64Backend(1);
    private Tensor state = backend.allocate(SHAPE);
    private Tensor into = backend.allocate(SHAPE);
    private Denoiser denoiser = model.denoiser(new Binding(backend));

    @Setup(Level.Trial)
    public void open() {
        backend.close();
        backend = precision.equals("float32") ? new Float32Backend(threads) : new Float64Backend(threads);
        state = backend.allocate(SHAPE);
        into = backend.allocate(SHAPE);
        backend.drawNormal(state, DrawKey.initial(0, 0));
        denoiser = model.denoiser(new Binding(backend));
    }

    @Benchmark
    public Tensor copyOfTheState() {
        backend.combine(into, new double[] {1}, new Tensor[] {state});
        return into;
    }

    @Benchmark
    public Tensor evaluate() {
        denoiser.evaluate(state, MIDDLE, into);
        return into;
    }

    @TearDown
    public void close() {
        denoiser.close();
        backend.close();
    }
}
