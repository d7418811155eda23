package samplerscope.search;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sqrt;

import java.util.List;
import samplerscope.random.Philox;

/// A sequence of random choices, the same on every machine and Java version.
///
/// Source: Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3 (Philox-4x32-10).
public final class SearchRandom {

    private final long seed;
    private final int purpose;
    private int block;
    private int[] words = new int[4];
    private int used = 4;

    /// @param purpose sequences of different purposes have nothing in common
    SearchRandom(long seed, String purpose) {
        this.seed = seed;
        this.purpose = purpose.hashCode(); // defined by the language for texts
    }

    /// In (0, 1).
    public double uniform() {
        if (used == words.length) {
            words = new int[] {block++, purpose, 0, 0x5EA2C4};
            Philox.words(words, (int) seed, (int) (seed >>> 32));
            used = 0;
        }
        return Philox.open01(words[used++]);
    }

    public double uniform(double from, double to) {
        return from + (to - from) * uniform();
    }

    /// 0 to `bound - 1`.
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /// True with this probability.
    public boolean chance(double probability) {
        return uniform() < probability;
    }

    /// Standard normal, by Box and Muller.
    public double normal() {
        return sqrt(-2 * log(uniform())) * cos(2 * PI * uniform());
    }

    public <T> T of(List<T> items) {
        return items.get(below(items.size()));
    }
}
