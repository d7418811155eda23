package samplerscope.random;

import static java.lang.StrictMath.PI;
import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

/// Standard normal numbers from Philox words by Box and Muller, four at a time.
///
/// The key is the seed of the sample, `seed + firstSample + row`; the counter is (element / 4, draw, step, stream).
/// A sample alone therefore equals the same sample inside any batch.
public final class NormalDraws {

    private NormalDraws() {}

    /// Fills one sample's numbers.
    ///
    /// @param into shape [D], overwritten
    /// @param row  position of the sample behind `key.firstSample()`
    public static void fill(double[] into, DrawKey key, int row) {
        long seed = key.seed() + key.firstSample() + row;
        var words = new int[4];
        for (int i = 0; i < into.length; i += 4) {
            words[0] = i / 4;
            words[1] = key.draw();
            words[2] = key.step();
            words[3] = key.stream().ordinal();
            Philox.words(words, (int) seed, (int) (seed >>> 32));
            pair(into, i, words[0], words[1]);
            pair(into, i + 2, words[2], words[3]);
        }
    }

    /// The one or two numbers that two words make.
    ///
    /// @param at where the first goes; the second goes behind it, unless the array ends there
    public static void pair(double[] into, int at, int first, int second) {
        if (at >= into.length) {
            return;
        }
        double radius = sqrt(-2 * log(Philox.open01(first)));
        double angle = 2 * PI * Philox.open01(second);
        into[at] = radius * cos(angle);
        if (at + 1 < into.length) {
            into[at + 1] = radius * sin(angle);
        }
    }
}
