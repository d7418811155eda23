package samplerscope.search.surrogate;

import java.time.Duration;

/// When a branch and bound is over.
///
/// @param gap   between the bounds, in units of the response, `> 0`
/// @param nodes boxes to bound at most, `>= 1`
/// @param time  to spend at most; the gap reached by then counts
public record Limits(double gap, int nodes, Duration time) {

    /// @throws InvalidSurrogateException if the gap is not positive, or a limit leaves no search
    public Limits {
        if (!(gap > 0)) {
            throw new InvalidSurrogateException("a gap of " + gap, "give a positive gap; one of 0 is never closed");
        }
        if (nodes < 1 || time.isNegative()) {
            throw new InvalidSurrogateException("a search of %d nodes and %s".formatted(nodes, time),
                "allow at least one node and no negative time");
        }
    }

    /// A gap, and otherwise five seconds and a million boxes.
    public static Limits gap(double gap) {
        return new Limits(gap, 1_000_000, Duration.ofSeconds(5));
    }
}
