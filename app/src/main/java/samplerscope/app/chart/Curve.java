package samplerscope.app.chart;

import java.util.List;

/// One set of marks of one lane, or a line that guides the eye.
///
/// @param lane  id of the lane; {@link #NO_LANE} for a guide
/// @param name  for the legend
/// @param badge one or two characters that stand at the end of the curve
/// @param style index of colour, marker and dash
/// @param marks in the order of x
public record Curve(int lane, String name, String badge, int style, Form form, List<Mark> marks) {

    public static final int NO_LANE = -1;

    public enum Form {
        /// Markers joined by a line, with a band between `low` and `high`.
        LINE,
        /// A line without markers, with a band between `low` and `high`.
        PLAIN,
        /// Markers alone, with bars from `low` to `high`.
        POINTS,
        /// A staircase: each mark holds until the next one begins.
        STAIRS,
        /// A thin grey line without markers.
        GUIDE
    }

    /// @param low  lower end of the uncertainty; `y` where it is not known
    /// @param high upper end
    public record Mark(double x, double y, double low, double high) {

        public static Mark of(double x, double y) {
            return new Mark(x, y, y, y);
        }

        /// One standard error to both sides; none where it is not known.
        public static Mark of(double x, double y, double standardError) {
            double e = Double.isFinite(standardError) ? standardError : 0;
            return new Mark(x, y, y - e, y + e);
        }

        boolean isDrawable() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    public Curve {
        marks = marks.stream().filter(Mark::isDrawable).toList();
    }

    Curve withMarks(List<Mark> changed) {
        return new Curve(lane, name, badge, style, form, changed);
    }
}
