package samplerscope.app.flow;

/// The places of a cloud's particles, sorted into the cells of a grid, so that the one under the mouse is found among its
/// neighbours: a look at each of a million would hold the FX thread at every move of the mouse.
final class Places {

    static final Places NONE = new Places(new float[0]);

    /// Particles in a cell of an even cloud.
    private static final int PER_CELL = 8;
    private static final int MOST_CELLS_ACROSS = 512;

    private final float[] xy;
    private final int across;
    private final float left;
    private final float top;
    private final float cellWidth;
    private final float cellHeight;
    /// The particles of cell `c` are `members[starts[c]]` to `members[starts[c + 1] - 1]`.
    private final int[] starts;
    private final int[] members;

    /// @param xy `x0 y0 x1 y1 ...`; a particle without a place, NaN, is never found
    Places(float[] xy) {
        this.xy = xy;
        int samples = xy.length / 2;
        this.across = Math.clamp((int) Math.sqrt((double) samples / PER_CELL), 1, MOST_CELLS_ACROSS);
        float[] ends = ends(xy);
        this.left = ends[0];
        this.top = ends[1];
        this.cellWidth = Math.max((ends[2] - ends[0]) / across, Float.MIN_NORMAL);
        this.cellHeight = Math.max((ends[3] - ends[1]) / across, Float.MIN_NORMAL);
        this.starts = new int[across * across + 1];
        this.members = sorted(samples);
    }

    /// Least x and y, greatest x and y; all 0 where there is none.
    private static float[] ends(float[] xy) {
        float[] ends = {Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int i = 0; i < xy.length; i += 2) {
            if (isSomewhere(xy, i)) {
                ends[0] = Math.min(ends[0], xy[i]);
                ends[1] = Math.min(ends[1], xy[i + 1]);
                ends[2] = Math.max(ends[2], xy[i]);
                ends[3] = Math.max(ends[3], xy[i + 1]);
            }
        }
        return ends[0] <= ends[2] ? ends : new float[4];
    }

    private static boolean isSomewhere(float[] xy, int i) {
        return Float.isFinite(xy[i]) && Float.isFinite(xy[i + 1]);
    }

    /// Sorts by counting, and leaves the beginnings of the cells in `starts`.
    private int[] sorted(int samples) {
        var cells = new int[samples];
        for (int s = 0; s < samples; s++) {
            cells[s] = isSomewhere(xy, 2 * s) ? cell(column(xy[2 * s]), row(xy[2 * s + 1])) : -1;
            if (cells[s] >= 0) {
                starts[cells[s] + 1]++;
            }
        }
        for (int c = 1; c < starts.length; c++) {
            starts[c] += starts[c - 1];
        }
        int[] next = starts.clone();
        var sorted = new int[starts[starts.length - 1]];
        for (int s = 0; s < samples; s++) {
            if (cells[s] >= 0) {
                sorted[next[cells[s]]++] = s;
            }
        }
        return sorted;
    }

    private int cell(int column, int row) {
        return row * across + column;
    }

    private int column(double x) {
        return Math.clamp((long) Math.floor((x - left) / cellWidth), 0, across - 1);
    }

    private int row(double y) {
        return Math.clamp((long) Math.floor((y - top) / cellHeight), 0, across - 1);
    }

    /// The particle nearest to a place, the first of equally near ones, if it is within reach; -1 otherwise.
    int nearest(double x, double y, double reach) {
        int best = -1;
        double least = reach * reach;
        for (int row = row(y - reach); row <= row(y + reach); row++) {
            for (int column = column(x - reach); column <= column(x + reach); column++) {
                int cell = cell(column, row);
                for (int m = starts[cell]; m < starts[cell + 1]; m++) {
                    double square = square(members[m], x, y);
                    if (square < least || square == least && members[m] < best) {
                        least = square;
                        best = members[m];
                    }
                }
            }
        }
        return best;
    }

    private double square(int sample, double x, double y) {
        double dx = xy[2 * sample] - x;
        double dy = xy[2 * sample + 1] - y;
        return dx * dx + dy * dy;
    }
}
