package samplerscope.search.surrogate;

import static java.lang.StrictMath.abs;
import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A closed box with sides along the axes: a node of branch and bound, or the domain of a search.
///
/// @param low  corner with the smallest coordinates
/// @param high corner with the largest
public record Box(double[] low, double[] high) {

    /// @throws InvalidSurrogateException without coordinates, or where an edge is empty or not finite
    public Box {
        if (low.length == 0 || low.length != high.length) {
            throw new InvalidSurrogateException("a box of %d by %d coordinates".formatted(low.length, high.length),
                "search over at least one parameter, with two ends for each");
        }
        for (int j = 0; j < low.length; j++) {
            if (!(low[j] < high[j]) || !Double.isFinite(high[j] - low[j])) {
                throw new InvalidSurrogateException("coordinate %d goes from %s to %s".formatted(j, low[j], high[j]),
                    "give finite ends, the smaller one first");
            }
        }
        low = low.clone();
        high = high.clone();
    }

    /// The unit cube.
    public static Box unit(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new Box(new double[dimension], ones);
    }

    public int dimension() {
        return low.length;
    }

    double[] centre() {
        return IntStream.range(0, low.length).mapToDouble(j -> (low[j] + high[j]) / 2).toArray();
    }

    double[] halfWidths() {
        return IntStream.range(0, low.length).mapToDouble(j -> (high[j] - low[j]) / 2).toArray();
    }

    double clamp(int j, double x) {
        return max(low[j], min(high[j], x));
    }

    /// Smallest squared distance from a point.
    double nearest(double[] point) {
        double sum = 0;
        for (int j = 0; j < low.length; j++) {
            double gap = point[j] - clamp(j, point[j]);
            sum += gap * gap;
        }
        return sum;
    }

    /// Largest squared distance from a point.
    double farthest(double[] point) {
        double sum = 0;
        for (int j = 0; j < low.length; j++) {
            double gap = max(abs(point[j] - low[j]), abs(point[j] - high[j]));
            sum += gap * gap;
        }
        return sum;
    }

    /// The halves on both sides of the middle of the longest edge.
    List<Box> halves() {
        int longest = 0;
        for (int j = 1; j < low.length; j++) {
            longest = high[j] - low[j] > high[longest] - low[longest] ? j : longest;
        }
        double[] middle = high.clone();
        double[] from = low.clone();
        middle[longest] = from[longest] = (low[longest] + high[longest]) / 2;
        return List.of(new Box(low, middle), new Box(from, high));
    }

    /// Both corners with every coordinate multiplied.
    Box times(double[] factors) {
        return new Box(Vec.times(low, factors), Vec.times(high, factors));
    }

    /// By the numbers in it, not by identity of the arrays.
    @Override
    public boolean equals(Object other) {
        return other instanceof Box(var l, var h) && Arrays.equals(low, l) && Arrays.equals(high, h);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
    }

    @Override
    public String toString() {
        return Arrays.toString(low) + " to " + Arrays.toString(high);
    }
}
