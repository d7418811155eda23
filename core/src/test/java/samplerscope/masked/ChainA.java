package samplerscope.masked;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// {@link TinyChain#a} that remembers its answers, so that tests which go through all its canvases share them.
public final class ChainA implements MaskedWorld {

    public static final ChainA WORLD = new ChainA();

    private final TinyChain chain = TinyChain.a();
    private final Map<List<Integer>, Prediction> predictions = new ConcurrentHashMap<>();
    private final Map<List<Integer>, Double> masses = new ConcurrentHashMap<>();

    private ChainA() {}

    @Override
    public int length() {
        return chain.length();
    }

    @Override
    public int vocabulary() {
        return chain.vocabulary();
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        return states.stream().map(x -> predictions.computeIfAbsent(key(x), _ -> chain.evaluate(List.of(x)).getFirst()))
            .toList();
    }

    @Override
    public double logMass(int[] state) {
        return masses.computeIfAbsent(key(state), _ -> chain.logMass(state));
    }

    private static List<Integer> key(int[] state) {
        return Arrays.stream(state).boxed().toList();
    }

    @Override
    public int[] sample(int[] state, RandomGenerator random) {
        return chain.sample(state, random);
    }

    @Override
    public Optional<int[]> mostLikely(int[] state) {
        return chain.mostLikely(state);
    }
}
