package samplerscope.model.problem;

import static java.lang.StrictMath.sin;

import java.util.ArrayList;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;

/// Five overlapping components in 16 dimensions (problem S), or the same drawn apart (problem A), where paths must decide
/// between modes.
public final class SmoothProblem {

    private static final int DIMENSION = 16;
    private static final int COMPONENTS = 5;
    private static final double[] VARIANCES = {0.5, 0.3, 0.15};

    private SmoothProblem() {}

    public static GaussianMixture smooth() {
        return mixture("problem-s", "Problem S: smooth", "Five overlapping components in 16 dimensions.", 0.5, 0.3);
    }

    public static GaussianMixture multimodal() {
        return mixture("problem-a", "Problem A: multimodal",
            "Five separate components in 16 dimensions: paths must decide between modes.", 1.2, 0.2);
    }

    /// @param amplitude of the means
    /// @param floor     standard deviation outside the three main directions
    private static GaussianMixture mixture(String id, String name, String description, double amplitude, double floor) {
        var components = new ArrayList<Component>();
        for (int k = 0; k < COMPONENTS; k++) {
            var mean = new double[DIMENSION];
            for (int j = 0; j < DIMENSION; j++) {
                mean[j] = amplitude * sin(1.7 * (k + 1) * (j + 1) + 0.3 * k);
            }
            var variances = new double[VARIANCES.length];
            for (int r = 0; r < variances.length; r++) {
                variances[r] = VARIANCES[r] * (1 + 0.2 * k);
            }
            double[][] directions = Waves.directions(k, new int[] {k + 1, k + 2, k + 4}, DIMENSION);
            components.add(new Component((k + 1) / 15.0, mean,
                Covariance.LowRank.ofDirections(directions, variances, floor), k));
        }
        return Waves.mixture(id, name, description, components);
    }
}
