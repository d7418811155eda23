package samplerscope.model.data;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import samplerscope.model.Component;
import samplerscope.model.Covariance;

/// Cuts a density on pixels into Gaussians that have the mass, mean and covariance of their piece.
///
/// Pieces come from weighted k-means (Lloyd 1982, "Least squares quantization in PCM"), started at equal steps of mass
/// along a line that winds through the picture, so that the same picture always gives the same mixture.
final class InkClusters {

    private static final int ROUNDS = 12;
    /// Variance of the place inside one pixel.
    private static final double PIXEL = 1.0 / 12;

    private final int width;
    private final double[] ink;
    private final int[] pixels;
    private final double[] meanX;
    private final double[] meanY;
    private final double[] mass;
    private final int[] owner;

    /// @param ink   [H][W], `>= 0`, not all zero
    /// @param count how many Gaussians at most
    InkClusters(double[] ink, int width, int count) {
        this.ink = ink;
        this.width = width;
        this.pixels = winding(ink, width);
        int k = min(count, pixels.length);
        this.meanX = new double[k];
        this.meanY = new double[k];
        this.mass = new double[k];
        this.owner = new int[pixels.length];
        start();
        for (int round = 0; round < ROUNDS; round++) {
            assign();
            centre();
        }
        assign();
    }

    /// Pixels with ink, along bands of eight rows that are walked to and fro.
    private static int[] winding(double[] ink, int width) {
        int band = 8;
        int height = ink.length / width;
        var order = new ArrayList<Integer>();
        for (int top = 0; top < height; top += band) {
            for (int c = 0; c < width; c++) {
                int column = top / band % 2 == 0 ? c : width - 1 - c;
                for (int row = top; row < min(height, top + band); row++) {
                    if (ink[row * width + column] > 0) {
                        order.add(row * width + column);
                    }
                }
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private double x(int pixel) {
        return pixel % width + 0.5;
    }

    private double y(int pixel) {
        return pixel / width + 0.5;
    }

    private void start() {
        double step = Arrays.stream(pixels).mapToDouble(p -> ink[p]).sum() / meanX.length;
        double walked = 0;
        int k = 0;
        for (int i = 0; i < pixels.length && k < meanX.length; i++) {
            walked += ink[pixels[i]];
            while (k < meanX.length && walked >= (k + 0.5) * step) {
                meanX[k] = x(pixels[i]);
                meanY[k] = y(pixels[i]);
                k++;
            }
        }
    }

    private void assign() {
        for (int i = 0; i < pixels.length; i++) {
            double best = Double.POSITIVE_INFINITY;
            double x = x(pixels[i]);
            double y = y(pixels[i]);
            for (int k = 0; k < meanX.length; k++) {
                double dx = x - meanX[k];
                double dy = y - meanY[k];
                double square = dx * dx + dy * dy;
                if (square < best) {
                    best = square;
                    owner[i] = k;
                }
            }
        }
    }

    /// Moves every centre to the centre of its mass; one that owns nothing stays.
    private void centre() {
        var sumX = new double[meanX.length];
        var sumY = new double[meanX.length];
        Arrays.fill(mass, 0);
        for (int i = 0; i < pixels.length; i++) {
            double w = ink[pixels[i]];
            mass[owner[i]] += w;
            sumX[owner[i]] += w * x(pixels[i]);
            sumY[owner[i]] += w * y(pixels[i]);
        }
        for (int k = 0; k < meanX.length; k++) {
            if (mass[k] > 0) {
                meanX[k] = sumX[k] / mass[k];
                meanY[k] = sumY[k] / mass[k];
            }
        }
    }

    /// The pieces as Gaussians in the plane, y upwards, moved and scaled so that the whole has mean 0 and the two
    /// coordinates a mean variance of 1.
    List<Component> components() {
        centre();
        var xx = new double[meanX.length];
        var xy = new double[meanX.length];
        var yy = new double[meanX.length];
        for (int i = 0; i < pixels.length; i++) {
            int k = owner[i];
            double w = ink[pixels[i]] / mass[k];
            double dx = x(pixels[i]) - meanX[k];
            double dy = y(pixels[i]) - meanY[k];
            xx[k] += w * dx * dx;
            xy[k] -= w * dx * dy;
            yy[k] += w * dy * dy;
        }
        double total = Arrays.stream(mass).sum();
        double centreX = weighted(meanX) / total;
        double centreY = weighted(meanY) / total;
        double scale = 1 / spread(xx, yy, centreX, centreY, total);
        var components = new ArrayList<Component>();
        for (int k = 0; k < meanX.length; k++) {
            if (mass[k] > 0) {
                double[] mean = {scale * (meanX[k] - centreX), -scale * (meanY[k] - centreY)};
                double s = scale * scale;
                components.add(new Component(mass[k] / total, mean,
                    new Covariance.Plane(s * (xx[k] + PIXEL), s * xy[k], s * (yy[k] + PIXEL)), 0));
            }
        }
        return components;
    }

    private double weighted(double[] values) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += mass[k] * values[k];
        }
        return sum;
    }

    /// Root of the mean variance of the two coordinates.
    private double spread(double[] xx, double[] yy, double centreX, double centreY, double total) {
        double sum = 0;
        for (int k = 0; k < meanX.length; k++) {
            double dx = meanX[k] - centreX;
            double dy = meanY[k] - centreY;
            sum += mass[k] * (dx * dx + dy * dy + xx[k] + yy[k] + 2 * PIXEL);
        }
        return sqrt(max(2 * PIXEL, sum / total) / 2);
    }
}
