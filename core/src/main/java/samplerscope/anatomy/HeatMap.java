package samplerscope.anatomy;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.sqrt;

import java.util.Arrays;
import java.util.List;
import samplerscope.run.Snapshot;

/// Errors of particles in the plane, binned into square cells by where the particles are.
///
/// @param left  of the whole map, in units of the state
/// @param bottom likewise
/// @param cell  side of a cell
/// @param side  cells in a row and in a column
/// @param rms   per cell, row 0 at the bottom; 0 in an empty one
/// @param count particles per cell
public record HeatMap(double left, double bottom, double cell, int side, List<Double> rms, List<Integer> count) {

    private static final int FEWEST = 8;
    private static final int MOST = 48;
    private static final double MARGIN = 1.02;

    public HeatMap {
        rms = List.copyOf(rms);
        count = List.copyOf(count);
    }

    /// @param positions shape [B, 2]
    /// @param errors    by particle, `B` of them; finite
    public static HeatMap of(Snapshot positions, List<Double> errors) {
        double[] x = positions.toDoubles();
        double left = lowest(x, 0);
        double bottom = lowest(x, 1);
        double wide = max(highest(x, 0) - left, highest(x, 1) - bottom) * MARGIN;
        double middleX = (left + highest(x, 0)) / 2;
        double middleY = (bottom + highest(x, 1)) / 2;
        double width = wide > 0 ? wide : 1;
        int side = StrictMath.clamp((long) sqrt(errors.size() / 1.5), FEWEST, MOST);
        return fill(x, errors, new HeatMap(middleX - width / 2, middleY - width / 2, width / side, side, List.of(),
            List.of()));
    }

    private static HeatMap fill(double[] x, List<Double> errors, HeatMap empty) {
        int cells = empty.side * empty.side;
        var squares = new double[cells];
        var counts = new int[cells];
        for (int b = 0; b < errors.size(); b++) {
            int at = empty.cellAt(x[2 * b], x[2 * b + 1]);
            squares[at] += errors.get(b) * errors.get(b);
            counts[at]++;
        }
        for (int i = 0; i < cells; i++) {
            squares[i] = counts[i] == 0 ? 0 : sqrt(squares[i] / counts[i]);
        }
        return new HeatMap(empty.left, empty.bottom, empty.cell, empty.side,
            Arrays.stream(squares).boxed().toList(), Arrays.stream(counts).boxed().toList());
    }

    /// The cell of a place, row 0 at the bottom; the nearest one for a place outside.
    public int cellAt(double x, double y) {
        int column = StrictMath.clamp((long) ((x - left) / cell), 0, side - 1);
        int row = StrictMath.clamp((long) ((y - bottom) / cell), 0, side - 1);
        return row * side + column;
    }

    private static double lowest(double[] x, int coordinate) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = coordinate; i < x.length; i += 2) {
            least = StrictMath.min(least, x[i]);
        }
        return least;
    }

    private static double highest(double[] x, int coordinate) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = coordinate; i < x.length; i += 2) {
            most = max(most, x[i]);
        }
        return most;
    }
}
