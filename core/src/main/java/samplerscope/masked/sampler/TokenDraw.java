package samplerscope.masked.sampler;

import java.util.SplittableRandom;

/// How one of several tokens is drawn.
public enum TokenDraw {

    /// The smallest `v` with `p_0 + .. + p_v > u`, with 53 random bits in `u`: one uniform a draw.
    INVERSE_CDF {
        @Override
        int drawn(double[] p, SplittableRandom random) {
            return TokenChoice.drawn(p, random.nextDouble());
        }
    },

    /// Gumbel-max with 24 random bits, as single precision gives: the smallest `-log(u_v) / p_v`. A uniform never comes
    /// closer to 1 than `2^-24`, so tokens far below the winner can never win; with a class "stays hidden" near 1 beside
    /// them, as in ancestral sampling with many steps, it acts as a low temperature. Here to be shown, not used.
    ///
    /// Source: Zheng et al. 2024, arXiv:2409.02908, section 5.
    GUMBEL_24 {
        @Override
        int drawn(double[] p, SplittableRandom random) {
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int v = 0; v < p.length; v++) {
                double e = -StrictMath.log((random.nextLong() >>> 40) * 0x1p-24);
                if (p[v] > 0 && e / p[v] < least) {
                    least = e / p[v];
                    best = v;
                }
            }
            return best;
        }
    };

    /// An index into `p`.
    abstract int drawn(double[] p, SplittableRandom random);

    /// Whether draws follow `p` to the last of 53 bits.
    boolean isFaithful() {
        return this == INVERSE_CDF;
    }
}
