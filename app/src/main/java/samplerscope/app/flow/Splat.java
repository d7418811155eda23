package samplerscope.app.flow;

import java.util.Arrays;
import samplerscope.app.kit.Raster;
import samplerscope.run.Density;
import samplerscope.tensor.PlaneCells;

/// Counts of particles per pixel, and their picture: more particles, further along a scale of colours, by logarithm.
///
/// Keeps its arrays for the next picture; used by one painter thread.
final class Splat {

    private static final int TONES = 1024;
    /// Steepness of the logarithm: a pixel with a tenth of the reference count stands at 27 % of the scale.
    private static final double STEEPNESS = 8;
    /// Share of the pixels with particles that lie below the top of the scale.
    private static final double TOP = 0.995;
    /// Whole numbers stand for counts between cells; this many for one.
    private static final int PER_CELL = 16;
    /// Half width of the widest particle, in logical pixels.
    private static final double WIDEST = 3;

    private int[] counts = {};
    private int[] spare = {};
    private int width;
    private int height;

    /// Forgets what was counted and makes room.
    void clear(int wide, int high) {
        width = wide;
        height = high;
        if (counts.length < wide * high) {
            counts = new int[wide * high];
            spare = new int[wide * high];
        } else {
            Arrays.fill(counts, 0, wide * high, 0);
        }
    }

    /// Counts particles given as `x0 y0 x1 y1 ...` in picture coordinates; those outside, or not finite, are left out.
    void add(float[] xy, int particles, Mapping mapping) {
        double left = mapping.left();
        double top = mapping.top();
        double unit = mapping.unit();
        for (int i = 0; i < 2 * particles; i += 2) {
            double px = (xy[i] - left) * unit;
            double py = (top - xy[i + 1]) * unit;
            if (px >= 0 && py >= 0 && px < width && py < height) {
                counts[(int) py * width + (int) px]++;
            }
        }
    }

    /// Takes counts of cells for counts of pixels, linearly between the middles of cells.
    void add(Density density, Mapping mapping) {
        PlaneCells cells = density.cells();
        for (int py = 0; py < height; py++) {
            double row = (mapping.fromY(py + 0.5) - cells.bottom()) / cells.cell() - 0.5;
            for (int px = 0; px < width; px++) {
                double column = (mapping.fromX(px + 0.5) - cells.left()) / cells.cell() - 0.5;
                counts[py * width + px] += (int) Math.round(PER_CELL * between(density, column, row));
            }
        }
    }

    private static double between(Density density, double column, double row) {
        int i = (int) Math.floor(column);
        int j = (int) Math.floor(row);
        double right = column - i;
        double up = row - j;
        return (1 - up) * ((1 - right) * count(density, i, j) + right * count(density, i + 1, j))
            + up * ((1 - right) * count(density, i, j + 1) + right * count(density, i + 1, j + 1));
    }

    private static int count(Density density, int column, int row) {
        int width = density.cells().width();
        boolean inside = column >= 0 && row >= 0 && column < width && row < density.cells().height();
        return inside ? density.counts()[row * width + column] : 0;
    }

    /// Half width of a particle such that neighbours touch when spread over all pixels: few are drawn wide, many as one
    /// pixel. In device pixels.
    static int radius(int particles, Raster into) {
        double apart = Math.sqrt((double) into.width() * into.height() / Math.max(1, particles));
        return (int) Math.round(Math.clamp(apart - 1, 0, WIDEST * into.scale()));
    }

    /// Spreads every particle over a tent of half width `2 radius`: two running means in each direction, unnormalised.
    void spread(int radius) {
        if (radius > 0) {
            for (int pass = 0; pass < 2; pass++) {
                Boxes.rows(counts, spare, width, height, radius);
                Boxes.columns(spare, counts, width, height, radius);
            }
        }
    }

    /// Writes the picture over all pixels.
    ///
    /// @param colours from no particles to many, opaque ARGB
    void paint(Raster into, int[] colours) {
        int[] tones = tones(colours);
        float perCount = (TONES - 1f) / reference();
        for (int y = 0; y < height; y++) {
            int row = y * into.stride();
            for (int x = 0; x < width; x++) {
                int count = counts[y * width + x];
                into.pixels()[row + x] = count == 0 ? colours[0] : tones[(int) Math.min(TONES - 1, count * perCount)];
            }
        }
    }

    int at(int x, int y) {
        return counts[y * width + x];
    }

    /// The count at the top of the scale: nearly the largest, so that one crowded pixel does not darken all others.
    int reference() {
        int most = 0;
        int occupied = 0;
        for (int i = 0; i < width * height; i++) {
            most = Math.max(most, counts[i]);
            occupied += counts[i] > 0 ? 1 : 0;
        }
        return most < 2 ? 1 : quantile(most, (int) (occupied * (1 - TOP)));
    }

    /// Smallest count, to a 1024th of the largest, that at most `above` pixels exceed.
    private int quantile(int most, int above) {
        var histogram = new int[TONES];
        float perCount = (TONES - 1f) / most;
        for (int i = 0; i < width * height; i++) {
            histogram[(int) (counts[i] * perCount)]++;
        }
        int bin = TONES - 1;
        for (int left = above; bin > 0 && histogram[bin] <= left; bin--) {
            left -= histogram[bin];
        }
        return Math.max(1, (int) ((long) most * (bin + 1) / TONES));
    }

    private static int[] tones(int[] colours) {
        var tones = new int[TONES];
        double most = Math.log1p(STEEPNESS);
        for (int i = 0; i < TONES; i++) {
            double tone = Math.log1p(STEEPNESS * i / (TONES - 1)) / most;
            tones[i] = colours[(int) (tone * (colours.length - 1))];
        }
        return tones;
    }
}
