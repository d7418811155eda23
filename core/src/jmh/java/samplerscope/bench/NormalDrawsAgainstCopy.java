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
import samplerscope.random.DrawKey;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

/// What does a field of normal draws cost, next to copying one, and what does a second thread save?
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NormalDrawsAgainstCopy {

    /// Points of a cloud in the plane.
    private static final Shape SHAPE = Shape.of(100_000, 2);

    @Param({"1", "2"})
    int threads;

    private TensorBackend backend = new Float32Backend(1);
    private Tensor into = backend.allocate(SHAPE);
    private Tensor drawn = backend.allocate(SHAPE);
    private int step;

    @Setup(Level.Trial)
    public void open() {
        backend.close();
        backend = new Float32Backend(threads);
        backend.drawNormal(drawn, DrawKey.initial(0, 0));
    }

    @Benchmark
    public Tensor copyOfOneField() {
        backend.combine(into, new double[] {1}, new Tensor[] {drawn});
        return into;
    }

    @Benchmark
    public Tensor drawOneField() {
        backend.drawNormal(into, DrawKey.solver(0, 0, step++, 0));
        return into;
    }

    @TearDown
    public void close() {
        backend.close();
    }
}
