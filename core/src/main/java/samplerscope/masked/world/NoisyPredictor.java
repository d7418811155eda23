package samplerscope.masked.world;

import java.util.List;
import java.util.stream.IntStream;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Prediction;
import samplerscope.masked.Visible;

/// An exact predictor made wrong by a known amount: `softmax(log p + nu n)`, where `n` is a standard normal that depends on
/// position, token and all that is visible elsewhere, and on nothing else. The same state always gets the same error, as from
/// a network that was trained too little; it is what remasking may cure and exact predictions need not.
///
/// What is impossible stays so.
public final class NoisyPredictor implements MaskPredictor {

    private final MaskPredictor exact;
    private final double noise;

    /// @param noise `nu >= 0`, standard deviation of the log-probabilities' error
    public NoisyPredictor(MaskPredictor exact, double noise) {
        this.exact = exact;
        this.noise = noise;
    }

    /// What it was before it was made wrong.
    public MaskPredictor exact() {
        return exact;
    }

    @Override
    public int length() {
        return exact.length();
    }

    @Override
    public int vocabulary() {
        return exact.vocabulary();
    }

    @Override
    public Visible visible() {
        return exact.visible();
    }

    @Override
    public List<Prediction> evaluate(List<int[]> states) {
        List<Prediction> answers = exact.evaluate(states);
        return IntStream.range(0, states.size())
            .mapToObj(r -> disturbed(answers.get(r), states.get(r))).toList();
    }

    private Prediction disturbed(Prediction exactly, int[] state) {
        int size = exactly.vocabulary();
        double[] p = exactly.p().clone();
        for (int i = 0; i < state.length; i++) {
            long context = context(state, i);
            for (int v = 0; v < size; v++) {
                p[i * size + v] *= StrictMath.exp(noise * normal(mixed(context + v)));
            }
            Draw.normalise(p, i * size, size);
        }
        return new Prediction(size, p);
    }

    /// Of all that is visible but the position itself.
    private static long context(int[] state, int position) {
        long hash = mixed(position);
        for (int i = 0; i < state.length; i++) {
            if (i != position && state[i] != Canvas.MASK) {
                hash = mixed(hash ^ mixed(((long) i << 32) | state[i]));
            }
        }
        return hash;
    }

    /// The finaliser of SplitMix64.
    private static long mixed(long word) {
        long z = word + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// Box-Muller of two uniforms made from one word.
    private static double normal(long word) {
        double u = ((word >>> 11) + 0.5) * 0x1p-53;
        double w = (mixed(word) >>> 11) * 0x1p-53;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * w);
    }
}
