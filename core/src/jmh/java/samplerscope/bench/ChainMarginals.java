package samplerscope.bench;

import java.util.List;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;
import samplerscope.masked.Canvas;
import samplerscope.masked.Prediction;
import samplerscope.masked.world.MarkovChain;

/// What do the exact marginals of 1,000 half-written or empty canvases cost, on all cores?
///
/// A Markov chain of 32 tokens on 64 positions. The gate is 20 ms on two cores.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChainMarginals {

    @Param({"0.5", "1"})
    double hidden;

    private final MarkovChain chain = MarkovChain.random(5, 32, 64, 3, 0.1);
    private List<int[]> states = List.of();

    @Setup(Level.Trial)
    public void hide() {
        var random = new SplittableRandom(1);
        states = IntStream.range(0, 1000).mapToObj(_ -> IntStream.range(0, 64)
            .map(_ -> random.nextDouble() < hidden ? Canvas.MASK : random.nextInt(32)).toArray()).toList();
    }

    @Benchmark
    public List<Prediction> evaluate() {
        return chain.evaluate(states);
    }
}
