package samplerscope.masked.world;

import java.util.random.RandomGenerator;
import samplerscope.masked.UnfitCanvasException;

/// Small work on weights that all worlds do.
final class Draw {

    private Draw() {}

    /// The smallest index whose cumulative weight exceeds `u` times the sum; the last possible one if rounding leaves none.
    ///
    /// @throws UnfitCanvasException if nothing has a weight, since what is visible then excludes everything
    static int index(double[] weights, int from, int count, RandomGenerator random) {
        double sum = sum(weights, from, count);
        if (!(sum > 0)) {
            throw new UnfitCanvasException("nothing can complete what is visible on the canvas",
                "hide a token that contradicts the others, or give what the model holds possible");
        }
        double left = random.nextDouble() * sum;
        int last = 0;
        for (int v = 0; v < count; v++) {
            double w = weights[from + v];
            if (w > 0) {
                last = v;
                left -= w;
                if (left < 0) {
                    return v;
                }
            }
        }
        return last;
    }

    static double sum(double[] weights, int from, int count) {
        double sum = 0;
        for (int v = 0; v < count; v++) {
            sum += weights[from + v];
        }
        return sum;
    }

    /// Divides by the sum; of what cannot be nothing is known, and all are equal.
    ///
    /// @return the sum before
    static double normalise(double[] weights, int from, int count) {
        double sum = sum(weights, from, count);
        for (int v = 0; v < count; v++) {
            weights[from + v] = sum > 0 ? weights[from + v] / sum : 1.0 / count;
        }
        return sum;
    }

    /// `x ln x`, 0 at 0.
    static double xLogX(double x) {
        return x > 0 ? x * StrictMath.log(x) : 0;
    }
}
