package samplerscope.masked;

import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// One order for all rules, the same on every machine.
///
/// Scores that are equal on paper differ in the last digits, and differently on different machines; they are rounded
/// before they are compared. Ties go to the lower index.
public final class Ranking {

    private static final double SCALE = 1e9;

    private Ranking() {}

    /// A score as rules compare it: rounded to 1e-9, infinities kept.
    public static double quantised(double score) {
        return Double.isInfinite(score) ? score : StrictMath.floor(score * SCALE + 0.5) / SCALE;
    }

    /// The first `k`, or all when there are fewer, of `eligible` in the order of falling scores.
    public static int[] top(int[] eligible, int k, IntToDoubleFunction score) {
        double[] scores = IntStream.of(eligible).mapToDouble(score).map(Ranking::quantised).toArray();
        return IntStream.range(0, eligible.length).boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i])).limit(k) // a stable sort
            .mapToInt(i -> eligible[i]).toArray();
    }
}
