package samplerscope.app.chart;

import java.util.ArrayList;
import java.util.List;
import samplerscope.app.chart.Curve.Mark;

/// Keeps at most two marks of a curve per pixel column, the lowest and the highest: nobody can see more.
final class Decimation {

    private Decimation() {}

    /// @param columns pixel columns that the range covers, `>= 1`
    static List<Mark> of(List<Mark> marks, Span range, Axis.Scale scale, int columns) {
        if (marks.size() <= 2 * columns) {
            return marks;
        }
        var kept = new ArrayList<Mark>();
        int begin = 0;
        while (begin < marks.size()) {
            int column = column(marks.get(begin), range, scale, columns);
            int end = begin + 1;
            while (end < marks.size() && column(marks.get(end), range, scale, columns) == column) {
                end++;
            }
            addExtremes(marks.subList(begin, end), kept);
            begin = end;
        }
        return kept;
    }

    private static void addExtremes(List<Mark> column, List<Mark> kept) {
        Mark low = column.getFirst();
        Mark high = column.getFirst();
        for (Mark m : column) {
            low = m.y() < low.y() ? m : low;
            high = m.y() > high.y() ? m : high;
        }
        boolean lowFirst = column.indexOf(low) <= column.indexOf(high);
        kept.add(lowFirst ? low : high);
        if (low != high) {
            kept.add(lowFirst ? high : low);
        }
    }

    private static int column(Mark mark, Span range, Axis.Scale scale, int columns) {
        return (int) StrictMath.floor(range.share(mark.x(), scale) * columns);
    }
}
