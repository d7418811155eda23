package samplerscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines of equal value on a raster, by marching squares with linear interpolation along cell edges.
///
/// In a saddle cell the mean of the corners decides which two are joined, so that lines of neighbouring levels never
/// cross.
///
/// Source: Maple 2003, "Geometric design and space planning using the marching squares and marching cube algorithms",
/// Sec. 3.
public final class ContourLines {

    private static final int NONE = -1;

    private final PlaneRaster raster;
    private final double[] values;

    private ContourLines(PlaneRaster raster, double[] values) {
        this.raster = raster;
        this.values = values;
    }

    /// A line of one level.
    ///
    /// @param level  value along the line
    /// @param xy     `x0 y0 x1 y1 ...` in the plane; taken as it is, not copied
    /// @param closed whether the last point is joined to the first
    public record Line(double level, double[] xy, boolean closed) {}

    /// All lines of one level.
    ///
    /// @param values at the nodes of the raster
    public static List<Line> of(PlaneRaster raster, double[] values, double level) {
        if (values.length != raster.size()) {
            throw new IllegalArgumentException("%d values for %d nodes".formatted(values.length, raster.size()));
        }
        var contours = new ContourLines(raster, values);
        return contours.chain(contours.links(level), level);
    }

    /// Where a level crosses edges, and which crossings are joined inside a cell: two neighbours per edge at most.
    ///
    /// Edge `2 n` goes right from node `n`, edge `2 n + 1` goes down from it.
    private int[] links(double level) {
        var links = new int[4 * raster.size()];
        Arrays.fill(links, NONE);
        for (int row = 0; row + 1 < raster.rows(); row++) {
            for (int column = 0; column + 1 < raster.columns(); column++) {
                cell(row * raster.columns() + column, level, links);
            }
        }
        return links;
    }

    /// @param node upper left corner of the cell
    private void cell(int node, double level, int[] links) {
        int right = node + 1;
        int below = node + raster.columns();
        double[] corners = {values[node], values[right], values[below + 1], values[below]};
        // Clockwise from the top; edge i lies between corner i and the next.
        int[] edges = {2 * node, 2 * right + 1, 2 * below, 2 * node + 1};
        int[] crossed = new int[4];
        int count = 0;
        for (int i = 0; i < 4; i++) {
            if (corners[i] >= level != corners[(i + 1) % 4] >= level) {
                crossed[count++] = i;
            }
        }
        if (count == 2) {
            join(links, edges[crossed[0]], edges[crossed[1]]);
        } else if (count == 4) {
            double mean = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
            // Lines cut off the corners that differ from the middle: the first one, or its neighbours.
            int shift = mean >= level == corners[0] >= level ? 0 : 1;
            join(links, edges[shift], edges[shift + 1]);
            join(links, edges[shift + 2], edges[(shift + 3) % 4]);
        }
    }

    private static void join(int[] links, int a, int b) {
        links[links[2 * a] == NONE ? 2 * a : 2 * a + 1] = b;
        links[links[2 * b] == NONE ? 2 * b : 2 * b + 1] = a;
    }

    /// Follows the links: first from loose ends at the border, then around what is left.
    private List<Line> chain(int[] links, double level) {
        var lines = new ArrayList<Line>();
        var seen = new boolean[links.length / 2];
        for (int edge = 0; edge < seen.length; edge++) {
            if (!seen[edge] && links[2 * edge] != NONE && links[2 * edge + 1] == NONE) {
                lines.add(follow(edge, links, seen, level, false));
            }
        }
        for (int edge = 0; edge < seen.length; edge++) {
            if (!seen[edge] && links[2 * edge] != NONE) {
                lines.add(follow(edge, links, seen, level, true));
            }
        }
        return List.copyOf(lines);
    }

    private Line follow(int start, int[] links, boolean[] seen, double level, boolean closed) {
        var points = new ArrayList<Double>();
        for (int edge = start; edge != NONE && !seen[edge]; edge = next(edge, links, seen)) {
            seen[edge] = true;
            add(points, edge, level);
        }
        return new Line(level, points.stream().mapToDouble(Double::doubleValue).toArray(), closed);
    }

    private static int next(int edge, int[] links, boolean[] seen) {
        int one = links[2 * edge];
        return one != NONE && !seen[one] ? one : links[2 * edge + 1];
    }

    /// The crossing on an edge, in the plane.
    private void add(List<Double> points, int edge, double level) {
        int from = edge / 2;
        boolean down = edge % 2 == 1;
        int to = down ? from + raster.columns() : from + 1;
        double part = (level - values[from]) / (values[to] - values[from]);
        int column = from % raster.columns();
        int row = from / raster.columns();
        points.add(raster.x(down ? column : column + part));
        points.add(raster.y(down ? row + part : row));
    }
}
