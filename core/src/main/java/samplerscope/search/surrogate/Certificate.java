package samplerscope.search.surrogate;

import java.time.Duration;
import java.util.List;

/// A minimum with the proof of how good it is: the true one lies between `lower` and `value`.
///
/// @param at      where the smallest value was found, shape [D]
/// @param value   of the function there
/// @param lower   what the function does not go below in the whole domain
/// @param ending  why the search is over
/// @param course  bounds by number of nodes, from the first to the last, thinned where they are many
/// @param open    boxes that may still hold a smaller value, at most a few hundred, lowest bound first
public record Certificate(double[] at, double value, double lower, Ending ending, List<Bounds> course, List<Box> open) {

    /// Why a branch and bound is over.
    public enum Ending {
        /// The gap is closed.
        CLOSED,
        OUT_OF_TIME,
        OUT_OF_NODES,
        /// The gap asked for is smaller than the rounding of a sum of so large terms.
        OUT_OF_DIGITS,
        /// Somebody asked it to stop; the bounds reached hold all the same.
        CANCELLED
    }

    /// How far a search is.
    ///
    /// @param nodes   boxes bounded
    /// @param open    boxes left to look into
    /// @param lower   proven so far
    /// @param upper   smallest value found so far
    /// @param elapsed since the start
    public record Bounds(int nodes, int open, double lower, double upper, Duration elapsed) {

        public double gap() {
            return upper - lower;
        }
    }

    public Certificate {
        at = at.clone();
        course = List.copyOf(course);
        open = List.copyOf(open);
    }

    public double gap() {
        return value - lower;
    }

    public boolean isClosed() {
        return ending == Ending.CLOSED;
    }

    public int nodes() {
        return course.getLast().nodes();
    }

    public Duration elapsed() {
        return course.getLast().elapsed();
    }

    /// The same for the function plus a constant, in coordinates multiplied by the lengths.
    Certificate inUnits(double[] lengths, double constant) {
        return new Certificate(Vec.times(at, lengths), value + constant, lower + constant, ending,
            course.stream().map(b -> shifted(b, constant)).toList(),
            open.stream().map(box -> box.times(lengths)).toList());
    }

    static Bounds shifted(Bounds b, double constant) {
        return new Bounds(b.nodes(), b.open(), b.lower() + constant, b.upper() + constant, b.elapsed());
    }
}
