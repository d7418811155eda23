package samplerscope.bench;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// How much longer than a plain copy of one array does a combination of `terms` tensors take?
///
/// A combination reads `terms` arrays and writes one, so memory alone makes it `(terms + 1) / 2` copies.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CombineAgainstCopy {

    /// A batch of 256 colour pictures of 32 x 32.
    private static final Shape SHAPE = Shape.of(256, 3, 32, 32);

    @Param({"1", "2", "3", "4", "8"})
    int terms;

    private final TensorBackend backend = new Float32Backend(1);
    private final float[] from = new float[SHAPE.size()];
    private final float[] to = new float[SHAPE.size()];
    private Tensor into = backend.allocate(SHAPE);
    private double[] coefficients = {};
    private Tensor[] inputs = {};

    @Setup(Level.Trial)
    public void fill() {
        coefficients = IntStream.rangeClosed(1, terms).mapToDouble(k -> 1.0 / k).toArray();
        inputs = IntStream.range(0, terms).mapToObj(this::draw).toArray(Tensor[]::new);
        inputs[0].copyTo(from);
    }

    private Tensor draw(int field) {
        Tensor x = backend.allocate(SHAPE);
        backend.drawNormal(x, DrawKey.solver(0, 0, 0, field));
        return x;
    }

    @Benchmark
    public float[] copyOfOneArray() {
        System.arraycopy(from, 0, to, 0, from.length);
        return to;
    }

    @Benchmark
    public Tensor combine() {
        backend.combine(into, coefficients, inputs);
        return into;
    }

    @TearDown
    public void close() {
        backend.close();
    }
}
