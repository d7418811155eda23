package samplerscope.run;

import java.util.ArrayList;
import java.util.List;
import samplerscope.model.Component;
import samplerscope.model.Covariance;
import samplerscope.model.GaussianMixture;
import samplerscope.model.ModelCard;

/// Two mixtures with published reference end points, and a Gaussian whose path is known in closed form.
///
/// Directions of component `k` are `sqrt(2/d) cos(pi (j + 1/2) m / d)`, with a sine for odd `k`.
public final class NamedProblem {

    private NamedProblem() {}

    /// S: smooth, sixteen dimensions, five components of rank three on a floor of 0.3.
    public static GaussianMixture smooth() {
        int d = 16;
        var components = new ArrayList<Component>();
        for (int k = 0; k < 5; k++) {
            var mean = new double[d];
            for (int j = 0; j < d; j++) {
                mean[j] = 0.5 * Math.sin(1.7 * (k + 1) * (j + 1) + 0.3 * k);
            }
            double stretch = 1 + 0.2 * k;
            double[] variances = {0.5 * stretch, 0.3 * stretch, 0.15 * stretch};
            components.add(new Component((k + 1) / 15.0, mean,
                Covariance.LowRank.ofDirections(directions(d, k, k + 1, k + 2, k + 4), variances, 0.3), 0));
        }
        return mixture("smooth", d, components);
    }

    /// B: power-law spectrum like that of images, 64 dimensions, eight components on a floor of 0.02.
    public static GaussianMixture sharp() {
        int d = 64;
        var frequencies = new int[24];
        var variances = new double[24];
        for (int m = 1; m <= 24; m++) {
            frequencies[m - 1] = m;
            variances[m - 1] = 4.0 / ((m + 1) * (m + 1)) + 0.02 * 0.02;
        }
        var components = new ArrayList<Component>();
        for (int k = 0; k < 8; k++) {
            var mean = new double[d];
            for (int m = 1; m <= 8; m++) {
                for (int j = 0; j < d; j++) {
                    mean[j] += 1.6 / m * Math.sin(2.3 * (k + 1) * m + 0.5 * m) * 0.35
                        * Math.cos(Math.PI * (j + 0.5) * m / d);
                }
            }
            components.add(new Component(1, mean,
                Covariance.LowRank.ofDirections(directions(d, k, frequencies), variances, 0.02), 0));
        }
        return mixture("sharp", d, components);
    }

    /// Mean (0.3, -0.2), covariance ((0.5, 0.2), (0.2, 0.3)).
    public static GaussianMixture gaussian() {
        return mixture("gaussian", 2,
            List.of(new Component(1, new double[] {0.3, -0.2}, new Covariance.Plane(0.5, 0.2, 0.3), 0)));
    }

    /// Three clusters in the plane.
    public static GaussianMixture clusters() {
        return mixture("clusters", 2, List.of(
            new Component(2, new double[] {-1, 0.5}, new Covariance.Plane(0.1, 0.02, 0.05), 0),
            new Component(1, new double[] {1, 1}, Covariance.Plane.round(0.2), 0),
            new Component(3, new double[] {0.3, -1}, new Covariance.Plane(0.02, -0.01, 0.2), 0)));
    }

    private static GaussianMixture mixture(String id, int dimension, List<Component> components) {
        return new GaussianMixture(new ModelCard(id, id, ModelCard.Kind.EXACT, List.of(dimension), List.of(), "a test",
            "own construction", "none"), components);
    }

    private static double[][] directions(int d, int component, int... frequencies) {
        var columns = new double[d][frequencies.length];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < frequencies.length; a++) {
                double angle = Math.PI * (j + 0.5) * frequencies[a] / d;
                columns[j][a] = Math.sqrt(2.0 / d) * (component % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
            }
        }
        return columns;
    }
}
