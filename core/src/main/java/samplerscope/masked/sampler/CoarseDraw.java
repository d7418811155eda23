package samplerscope.masked.sampler;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.max;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// One draw by Gumbel-max among the tokens and "stays hidden", as ancestral samplers in single precision make it: what it
/// was to be, what it is, and what that amounts to. Immutable; arrays are not to be changed.
///
/// Temperature is the one at which the law of the tokens would have the entropy that the drawn tokens have. That number is
/// the harm: it says by how much the sampler is sharper than it claims.
///
/// Source: Zheng et al. 2024, arXiv:2409.02908, section 5.
///
/// @param law         of the tokens, as it was to be, shape [V]
/// @param drawn       law of the tokens that are drawn, given that one is, shape [V]
/// @param reveal      probability that the position comes to light, as it was to be
/// @param drawnReveal as it is
/// @param entropy     of `law`, nats
/// @param drawnEntropy of `drawn`, nats
/// @param temperature effective one; 1 where nothing is sharpened
/// @param lost        tokens drawn less than a hundredth as often as they should be
/// @param lostMass    probability of these tokens in `law`
public record CoarseDraw(double[] law, double[] drawn, double reveal, double drawnReveal, double entropy,
                         double drawnEntropy, double temperature, int lost, double lostMass) {

    /// Of a uniform in single precision.
    public static final int BITS = 24;
    private static final double HUNDREDTH = 0.01;
    private static final double COLDEST = 0.05;
    private static final int HALVINGS = 60;

    /// @param law    of the tokens, normalised, shape [V]
    /// @param reveal probability that the position comes to light in the step, in (0, 1]; 1 leaves "stays hidden" out
    /// @param bits   of a uniform, 1 to 53
    public static CoarseDraw of(double[] law, double reveal, int bits) {
        double[] all = RaceLaw.of(withStay(law, reveal), bits);
        double drawnReveal = Arrays.stream(all, 0, law.length).sum();
        double[] drawn = Arrays.stream(all, 0, law.length).map(v -> v / drawnReveal).toArray();
        double drawnEntropy = entropy(drawn);
        int[] lost = IntStream.range(0, law.length).filter(v -> drawn[v] < HUNDREDTH * law[v]).toArray();
        return new CoarseDraw(law, drawn, reveal, drawnReveal, entropy(law), drawnEntropy, temperature(law, drawnEntropy),
            lost.length, Arrays.stream(lost).mapToDouble(v -> law[v]).sum());
    }

    /// How often each token comes out of draws made with the emulated race, as {@link TokenDraw#GUMBEL_24} makes them.
    ///
    /// @param law    of the tokens, shape [V]
    /// @param draws  that reveal nothing are counted at the last index
    /// @return counts, shape [V + 1]
    public static long[] count(double[] law, double reveal, int draws, long seed) {
        var random = new SplittableRandom(seed);
        double[] weights = withStay(law, reveal);
        var counts = new long[weights.length];
        for (int n = 0; n < draws; n++) {
            counts[TokenDraw.GUMBEL_24.drawn(weights, random)]++;
        }
        return counts;
    }

    private static double[] withStay(double[] law, double reveal) {
        double[] all = Arrays.copyOf(law, law.length + 1);
        for (int v = 0; v < law.length; v++) {
            all[v] *= reveal;
        }
        all[law.length] = 1 - reveal;
        return all;
    }

    private static double entropy(double[] law) {
        return -Arrays.stream(law).filter(v -> v > 0).map(v -> v * log(v)).sum();
    }

    /// By halving: the entropy of `p^(1/T)` grows with `T`.
    private static double temperature(double[] law, double entropy) {
        double low = COLDEST;
        double high = 2;
        for (int n = 0; n < HALVINGS; n++) {
            double middle = (low + high) / 2;
            if (entropyAt(law, middle) < entropy) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double entropyAt(double[] law, double temperature) {
        double most = log(Arrays.stream(law).max().orElseThrow()) / temperature;
        double sum = 0;
        double weighted = 0;
        for (double p : law) {
            if (p > 0) {
                double x = log(p) / temperature - most;
                sum += exp(x);
                weighted += x * exp(x);
            }
        }
        return max(0, log(sum) - weighted / sum);
    }
}
