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
import samplerscope.tensor.Workers;
import samplerscope.tensor.simd.MatrixProduct;
import samplerscope.tensor.simd.Panels;

/// What of a matrix product is multiplying, and what is laying out the factors?
///
/// The baseline is the product between factors that are laid out already: `2 size^3` operations.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class MatrixProductParts {

    @Param({"256", "512", "1024"})
    int size = 256;

    @Param({"1", "2"})
    int threads = 1;

    private float[] a = {};
    private float[] b = {};
    private float[] into = {};
    private Workers workers = new Workers(1);
    private final Panels left = Panels.left();
    private final Panels right = Panels.right();

    @Setup(Level.Trial)
    public void layOut() {
        workers.close();
        workers = new Workers(threads);
        a = Samples.uniform(size * size, 1);
        b = Samples.uniform(size * size, 2);
        into = new float[size * size];
        layOutLeft();
        layOutRight();
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public Panels layOutLeft() {
        return left.resize(size, size).fillWithLines(a, 0, size, workers);
    }

    @Benchmark
    public Panels layOutRight() {
        return right.resize(size, size).fillWithColumns(b, 0, workers);
    }

    @Benchmark
    public float[] betweenLaidOutFactors() {
        MatrixProduct.multiply(left, right, into, workers);
        return into;
    }

    @Benchmark
    public float[] product() {
        MatrixProduct.multiply(layOutLeft(), layOutRight(), into, workers);
        return into;
    }
}
