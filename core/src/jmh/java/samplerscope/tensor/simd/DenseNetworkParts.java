package samplerscope.tensor.simd;

import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;
import samplerscope.tensor.Rows;

/// What of an evaluation of a small dense network are its products, and what the activations between them?
///
/// 500 points through 2-64-64-64-2, as the browser's explainer does it, in one thread: 4.2 million multiplications and as many
/// additions.
/// The baseline is the same evaluation with nothing between the products.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class DenseNetworkParts {

    private static final int POINTS = 500;
    private static final int WIDTH = 64;
    private static final int[] SIZES = {2, WIDTH, WIDTH, WIDTH, 2};
    private static final DensePass NOTHING = (_, _, _, _) -> {};
    private static final DensePass.Order PRODUCTS = new DensePass.Order(DensePass.VECTORS.product(), NOTHING, NOTHING);

    @Param({"ELU", "SILU"})
    Activation activation = Activation.ELU;

    private final float[] x = normals(2 * POINTS);
    private final float[] into = new float[x.length];
    private final float[] biases = normals(3 * WIDTH + 2);
    private final float[] weights = normals(WIDTH * (2 + WIDTH + WIDTH + 2));

    private static float[] normals(int count) {
        var random = new Random(count);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return values;
    }

    private DenseKernel kernel = new DenseKernel(weights, SIZES, activation);

    @Setup(Level.Trial)
    public void layOut() {
        kernel = new DenseKernel(weights, SIZES, activation);
    }

    @Benchmark
    public float[] products() {
        kernel.run(PRODUCTS, x, into, biases, Rows.ALL, 0, POINTS);
        return into;
    }

    @Benchmark
    public float[] evaluation() {
        kernel.run(DensePass.VECTORS, x, into, biases, Rows.ALL, 0, POINTS);
        return into;
    }
}
