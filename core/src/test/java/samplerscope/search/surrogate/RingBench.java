package samplerscope.search.surrogate;

import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.hypot;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// Eight Gaussians on a ring, their exact denoiser, Euler in eight steps from noise 20 to 0.02: how far the ends of a
/// schedule are from those of a fine solution. Small enough to be evaluated thousands of times in a test.
public final class RingBench {

    public static final double SIGMA_MAX = 20;
    public static final double SIGMA_MIN = 0.02;
    public static final int STEPS = 8;

    private static final double VARIANCE = 0.15 * 0.15;
    private static final int FINE = 800;
    private static final int PROFILE = 101;

    private static final double[][] MEANS = IntStream.range(0, 8)
        .mapToObj(k -> new double[] {2 * cos(k * PI / 4), 2 * sin(k * PI / 4)}).toArray(double[][]::new);

    private final double[][] starts;
    private final double[][] ends;

    public RingBench(int points, long seed) {
        var random = new Random(seed);
        double spread = sqrt(SIGMA_MAX * SIGMA_MAX + VARIANCE);
        starts = IntStream.range(0, points)
            .mapToObj(_ -> new double[] {spread * random.nextGaussian(), spread * random.nextGaussian()})
            .toArray(double[][]::new);
        double[] fine = uniform(FINE);
        ends = IntStream.range(0, points).mapToObj(i -> heun(starts[i].clone(), fine)).toArray(double[][]::new);
    }

    /// Mean distance of Euler's ends from those of the fine solution.
    public double error(double[] sigmas) {
        double sum = 0;
        for (int i = 0; i < starts.length; i++) {
            double[] x = starts[i].clone();
            for (int k = 1; k < sigmas.length; k++) {
                euler(x, sigmas[k - 1], sigmas[k]);
            }
            sum += hypot(x[0] - ends[i][0], x[1] - ends[i][1]);
        }
        return sum / starts.length;
    }

    public static double[] rho(double rho) {
        double a = pow(SIGMA_MAX, 1 / rho);
        double b = pow(SIGMA_MIN, 1 / rho);
        return IntStream.rangeClosed(0, STEPS).mapToDouble(k -> pow(a + (b - a) * k / STEPS, rho)).toArray();
    }

    public static double[] uniform(int steps) {
        return IntStream.rangeClosed(0, steps)
            .mapToDouble(k -> SIGMA_MAX * pow(SIGMA_MIN / SIGMA_MAX, (double) k / steps)).toArray();
    }

    /// Steps at equal quantiles of the square root of the local error of a short Euler step.
    public double[] equidistributed() {
        double[] levels = uniform(PROFILE - 1);
        double[] total = new double[PROFILE];
        double[] root = Arrays.stream(localErrors(levels)).map(Math::sqrt).toArray();
        for (int k = 1; k < PROFILE; k++) {
            total[k] = total[k - 1] + (root[k] + root[k - 1]) / 2;
        }
        return IntStream.rangeClosed(0, STEPS).mapToDouble(s -> quantile(levels, total, (double) s / STEPS)).toArray();
    }

    /// Between two schedules, in the logarithms of their levels.
    public static double[] blend(double[] from, double[] to, double weight) {
        return IntStream.range(0, from.length)
            .mapToDouble(k -> exp((1 - weight) * log(from[k]) + weight * log(to[k]))).toArray();
    }

    private static double quantile(double[] levels, double[] total, double share) {
        double wanted = share * total[PROFILE - 1];
        int k = 1;
        while (k < PROFILE - 1 && total[k] < wanted) {
            k++;
        }
        double part = (wanted - total[k - 1]) / (total[k] - total[k - 1]);
        return exp(log(levels[k - 1]) + part * (log(levels[k]) - log(levels[k - 1])));
    }

    private double[] localErrors(double[] levels) {
        double[] errors = new double[PROFILE];
        for (double[] start : starts) {
            double[] x = start.clone();
            for (int k = 0; k < PROFILE; k++) {
                double next = k + 1 < PROFILE ? levels[k + 1] : levels[k] * levels[k] / levels[k - 1];
                double[] coarse = x.clone();
                euler(coarse, levels[k], next);
                double ratio = pow(next / levels[k], 0.25);
                for (int s = 0; s < 4; s++) {
                    heunStep(x, levels[k] * pow(ratio, s), levels[k] * pow(ratio, s + 1));
                }
                errors[k] += hypot(coarse[0] - x[0], coarse[1] - x[1]);
            }
        }
        return errors;
    }

    private static double[] heun(double[] x, double[] sigmas) {
        for (int k = 1; k < sigmas.length; k++) {
            heunStep(x, sigmas[k - 1], sigmas[k]);
        }
        return x;
    }

    private static void heunStep(double[] x, double from, double to) {
        double[] first = slope(x, from);
        double[] second = slope(new double[] {x[0] + (to - from) * first[0], x[1] + (to - from) * first[1]}, to);
        x[0] += (to - from) * (first[0] + second[0]) / 2;
        x[1] += (to - from) * (first[1] + second[1]) / 2;
    }

    private static void euler(double[] x, double from, double to) {
        double[] d = slope(x, from);
        x[0] += (to - from) * d[0];
        x[1] += (to - from) * d[1];
    }

    private static double[] slope(double[] x, double sigma) {
        double variance = VARIANCE + sigma * sigma;
        double[] mean = meanOfComponents(x, variance);
        // (x - D)/sigma, where D = mean + VARIANCE/variance (x - mean)
        return new double[] {sigma / variance * (x[0] - mean[0]), sigma / variance * (x[1] - mean[1])};
    }

    private static double[] meanOfComponents(double[] x, double variance) {
        double nearest = Double.POSITIVE_INFINITY;
        double[] distances = new double[8];
        for (int k = 0; k < 8; k++) {
            double dx = x[0] - MEANS[k][0];
            double dy = x[1] - MEANS[k][1];
            distances[k] = dx * dx + dy * dy;
            nearest = Math.min(nearest, distances[k]);
        }
        double sum = 0;
        double[] mean = new double[2];
        for (int k = 0; k < 8; k++) {
            double w = exp((nearest - distances[k]) / (2 * variance));
            sum += w;
            mean[0] += w * MEANS[k][0];
            mean[1] += w * MEANS[k][1];
        }
        mean[0] /= sum;
        mean[1] /= sum;
        return mean;
    }
}
