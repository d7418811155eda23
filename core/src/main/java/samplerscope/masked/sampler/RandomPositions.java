package samplerscope.masked.sampler;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import samplerscope.masked.Ranking;

/// Positions without regard to what may stand there.
final class RandomPositions {

    private RandomPositions() {}

    /// Some of `masked`, ascending; one uniform for each of `masked`, the largest are taken.
    static int[] drawn(int[] masked, int count, RandomGenerator random) {
        double[] keys = random.doubles(masked.length).toArray();
        int[] chosen = Ranking.top(masked, count, i -> keys[Arrays.binarySearch(masked, i)]);
        Arrays.sort(chosen);
        return chosen;
    }
}
