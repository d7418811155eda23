package samplerscope.export;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import samplerscope.run.Snapshot;

/// Points in the plane as a picture of their density: every point is a soft spot, and spots add up.
///
/// @param size   width and height in pixels
/// @param window what part of the plane is shown
public record PlanePicture(int size, Window window) {

    /// A square of the plane.
    public record Window(double centreX, double centreY, double halfWidth) {

        /// The square that holds all but the farthest half per cent in each direction, and a margin.
        ///
        /// @param points shape [B, 2]
        public static Window around(Snapshot points) {
            double[] x = sorted(points, 0);
            double[] y = sorted(points, 1);
            int tail = x.length / 200;
            double left = x[tail];
            double right = x[x.length - 1 - tail];
            double low = y[tail];
            double high = y[y.length - 1 - tail];
            double half = StrictMath.max(right - left, high - low) / 2;
            return new Window((left + right) / 2, (low + high) / 2, half > 0 ? half * 1.15 : 1);
        }

        /// The smallest square around the same centre that also holds a disc around the origin.
        public Window including(double radius) {
            double reach = radius + StrictMath.max(StrictMath.abs(centreX), StrictMath.abs(centreY));
            return new Window(centreX, centreY, StrictMath.max(halfWidth, reach));
        }

        /// How many of the first samples do not lie in this square.
        ///
        /// @param points  shape [B, 2]
        /// @param samples at most B
        public int outside(Snapshot points, int samples) {
            int outside = 0;
            for (int i = 0; i < samples; i++) {
                boolean inside = StrictMath.abs(points.at(2 * i) - centreX) <= halfWidth
                    && StrictMath.abs(points.at(2 * i + 1) - centreY) <= halfWidth;
                outside += inside ? 0 : 1;
            }
            return outside;
        }

        private static double[] sorted(Snapshot points, int axis) {
            var values = new double[points.samples()];
            for (int i = 0; i < values.length; i++) {
                values[i] = points.at(2 * i + axis);
            }
            Arrays.sort(values);
            return values;
        }
    }

    /// The brightness at which colours end: this share of the lit pixels is darker.
    private static final double WHITE_POINT = 0.995;

    /// @param points shape [B, 2]
    public BufferedImage paint(Snapshot points) {
        return paint(points, 1);
    }

    /// @param points shape [B, 2]
    /// @param scale  what every coordinate is multiplied with
    public BufferedImage paint(Snapshot points, double scale) {
        if (points.sampleSize() != 2) {
            throw new PictureException("samples of shape %s are no points in the plane".formatted(
                points.shape().sample()), "points have the shape [2]");
        }
        var light = new float[size * size];
        for (int i = 0; i < points.samples(); i++) {
            splat(light, points.at(2 * i) * scale, points.at(2 * i + 1) * scale);
        }
        // Fewer points, larger spots: the n^(-1/6) of a density estimate in the plane.
        double spot = StrictMath.clamp(1.5 * StrictMath.pow(20_000.0 / points.samples(), 1 / 6.0), 0.8, 5.0);
        return colours(Blur.gaussian(light, size, spot * size / 512));
    }

    /// Shares one unit of light among the four nearest pixels.
    private void splat(float[] light, double x, double y) {
        double column = ((x - window.centreX()) / window.halfWidth() + 1) / 2 * size - 0.5;
        double row = (1 - (y - window.centreY()) / window.halfWidth()) / 2 * size - 0.5;
        int left = (int) StrictMath.floor(column);
        int top = (int) StrictMath.floor(row);
        if (left < 0 || top < 0 || left >= size - 1 || top >= size - 1) {
            return;
        }
        float right = (float) (column - left);
        float down = (float) (row - top);
        int at = top * size + left;
        light[at] += (1 - right) * (1 - down);
        light[at + 1] += right * (1 - down);
        light[at + size] += (1 - right) * down;
        light[at + size + 1] += right * down;
    }

    private BufferedImage colours(float[] light) {
        double white = whitePoint(light);
        var picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < light.length; i++) {
            // The root lifts thin regions, which matter as much as full ones here.
            picture.setRGB(i % size, i / size, ColourRamp.at(StrictMath.sqrt(light[i] / white)));
        }
        return picture;
    }

    private static double whitePoint(float[] light) {
        float brightest = 0;
        for (float value : light) {
            brightest = StrictMath.max(brightest, value);
        }
        float[] lit = light.clone();
        Arrays.sort(lit);
        int first = 0;
        while (first < lit.length && lit[first] <= brightest * 0.01f) {
            first++;
        }
        return first == lit.length ? 1 : lit[first + (int) ((lit.length - 1 - first) * WHITE_POINT)];
    }
}
