package samplerscope.app.kit;

import java.util.Arrays;

/// A block of opaque pixels to paint on, in device pixels, row 0 on top.
///
/// @param pixels ARGB; row `y` starts at `y * stride`
/// @param width  pixels painted in a row, `<= stride`
/// @param scale  device pixels per logical pixel: lengths that people see are multiplied by it
public record Raster(int[] pixels, int width, int height, int stride, double scale) {

    public static Raster of(int width, int height) {
        return new Raster(new int[width * height], width, height, width, 1);
    }

    public void fill(int argb) {
        for (int y = 0; y < height; y++) {
            Arrays.fill(pixels, y * stride, y * stride + width, argb);
        }
    }

    public int at(int x, int y) {
        return pixels[y * stride + x];
    }

    /// Lays a colour over a pixel; outside the raster nothing happens.
    ///
    /// @param share of the pixel covered, [0, 1]
    public void blend(int x, int y, int argb, double share) {
        if (x >= 0 && y >= 0 && x < width && y < height && share > 0) {
            int i = y * stride + x;
            pixels[i] = Argb.mix256(pixels[i], argb, (int) (Math.min(share, 1) * 256));
        }
    }

    /// A filled rectangle, cut at the edges.
    public void box(int left, int top, int wide, int high, int argb) {
        int from = Math.max(left, 0);
        int to = Math.min(left + wide, width);
        for (int y = Math.max(top, 0); y < Math.min(top + high, height) && from < to; y++) {
            Arrays.fill(pixels, y * stride + from, y * stride + to, argb);
        }
    }

    /// A filled, antialiased disc.
    public void disc(double x, double y, double radius, int argb, double opacity) {
        int reach = (int) Math.ceil(radius + 0.5);
        int cx = (int) Math.floor(x);
        int cy = (int) Math.floor(y);
        if (cx < -reach || cy < -reach || cx > width + reach || cy > height + reach) {
            return;
        }
        for (int py = cy - reach; py <= cy + reach; py++) {
            for (int px = cx - reach; px <= cx + reach; px++) {
                double dx = px + 0.5 - x;
                double dy = py + 0.5 - y;
                double covered = radius + 0.5 - Math.sqrt(dx * dx + dy * dy);
                if (covered > 0) {
                    blend(px, py, argb, opacity * Math.min(covered, 1));
                }
            }
        }
    }

    /// A straight antialiased line: coverage falls linearly over one pixel at its sides.
    ///
    /// Walks the longer axis, so the cost is its length in pixels. A line that is not finite is not drawn.
    public void line(double x0, double y0, double x1, double y1, double thickness, int argb, double opacity) {
        boolean steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
        double a0 = steep ? y0 : x0;
        double a1 = steep ? y1 : x1;
        if (!Double.isFinite(x0 + y0 + x1 + y1)) {
            return;
        }
        double b0 = steep ? x0 : y0;
        double b1 = steep ? x1 : y1;
        double slope = a1 == a0 ? 0 : (b1 - b0) / (a1 - a0);
        // A slanted line is wider across the short axis than across itself.
        double half = thickness / 2 * Math.hypot(1, slope);
        int end = steep ? height : width;
        int from = Math.clamp((long) Math.floor(Math.min(a0, a1)), 0, end);
        int to = Math.clamp((long) Math.ceil(Math.max(a0, a1)), 0, end);
        for (int a = from; a < to; a++) {
            double middle = Math.clamp(a + 0.5, Math.min(a0, a1), Math.max(a0, a1));
            double covered = Math.min(a + 1, Math.max(a0, a1)) - Math.max(a, Math.min(a0, a1));
            cross(a, b0 + (middle - a0) * slope, half, steep, argb, opacity * Math.min(covered, 1));
        }
    }

    /// One pixel column (or row, of a steep line) of a line.
    private void cross(int a, double middle, double half, boolean steep, int argb, double opacity) {
        int to = (int) Math.ceil(middle + half);
        for (int b = (int) Math.floor(middle - half); b < to; b++) {
            double covered = Math.min(b + 1, middle + half) - Math.max(b, middle - half);
            blend(steep ? b : a, steep ? a : b, argb, opacity * covered);
        }
    }
}
