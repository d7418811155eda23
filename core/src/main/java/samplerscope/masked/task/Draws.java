package samplerscope.masked.task;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Whole numbers by one uniform each, so that a seed means the same prompts with every version of Java.
final class Draws {

    private Draws() {}

    /// In `[least, most]`.
    static int between(int least, int most, RandomGenerator random) {
        return least + (int) ((most - least + 1) * random.nextDouble());
    }

    /// Some of the numbers below `count`, each at most once, in the order in which they were drawn.
    static List<Integer> some(int many, int count, RandomGenerator random) {
        var left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        var drawn = new ArrayList<Integer>();
        for (int n = 0; n < many; n++) {
            drawn.add(left.remove(between(0, left.size() - 1, random)));
        }
        return drawn;
    }
}
