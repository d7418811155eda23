package samplerscope.masked.measure;

import java.util.ArrayList;
import java.util.List;

/// How the error of several sequences adds up step by step.
///
/// @param points after each step, from the first; as many as the longest sequence has
public record ErrorCurve(List<Point> points) {

    public ErrorCurve {
        points = List.copyOf(points);
    }

    /// @param at    where the step stands on a clock, mean over the sequences
    /// @param error of all steps so far, nats, mean over the sequences
    public record Point(double at, Mean error) {}

    /// A sequence that has ended keeps its clock and its error while the others go on.
    ///
    /// @param sequences at least one
    public static ErrorCurve of(List<Track> sequences) {
        int steps = sequences.stream().mapToInt(t -> t.at().length).max().orElse(0);
        var points = new ArrayList<Point>();
        for (int k = 0; k < steps; k++) {
            int step = k;
            points.add(new Point(Mean.of(sequences.stream().mapToDouble(t -> t.atStep(step)).toArray()).value(),
                Mean.of(sequences.stream().mapToDouble(t -> t.errorUpTo(step)).toArray())));
        }
        return new ErrorCurve(points);
    }

    /// One sequence.
    ///
    /// @param at   clock after each step, shape [S]
    /// @param nats error of each step, shape [S]
    public record Track(double[] at, double[] nats) {

        private double atStep(int step) {
            return at.length == 0 ? 0 : at[StrictMath.min(step, at.length - 1)];
        }

        private double errorUpTo(int step) {
            double sum = 0;
            for (int k = 0; k <= step && k < nats.length; k++) {
                sum += nats[k];
            }
            return sum;
        }
    }
}
