package samplerscope.model.problem;

import static java.lang.StrictMath.sin;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.stream.IntStream;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;

/// Eight components in 64 dimensions with variances that fall like those of pictures, down to a sharp floor (problem B).
public final class PowerLawProblem {

    private static final int DIMENSION = 64;
    private static final int COMPONENTS = 8;
    private static final int RANK = 24;
    private static final int MEAN_WAVES = 8;
    private static final double FLOOR = 0.02;

    private PowerLawProblem() {}

    public static GaussianMixture model() {
        int[] waves = IntStream.rangeClosed(1, RANK).toArray();
        double[] variances = IntStream.of(waves).mapToDouble(m -> 4.0 / ((m + 1) * (m + 1)) + FLOOR * FLOOR).toArray();
        var components = new ArrayList<Component>();
        for (int k = 0; k < COMPONENTS; k++) {
            components.add(new Component(1, mean(k), Covariance.LowRank.ofDirections(
                Waves.directions(k, waves, DIMENSION), variances, FLOOR), k));
        }
        return Waves.mixture("problem-b", "Problem B: power law",
            "Eight components in 64 dimensions with the spectrum of pictures: variances fall like 1 / m^2 to a sharp floor.",
            components);
    }

    private static double[] mean(int component) {
        var mean = new double[DIMENSION];
        for (int m = 1; m <= MEAN_WAVES; m++) {
            double amplitude = 1.6 / m * sin(2.3 * (component + 1) * m + 0.5 * m) * sqrt(DIMENSION / 2.0) * 0.35;
            for (int j = 0; j < DIMENSION; j++) {
                mean[j] += amplitude * Waves.cosine(m, j, DIMENSION);
            }
        }
        return mean;
    }
}
