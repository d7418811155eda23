package samplerscope.model;

import static java.lang.StrictMath.max;
import static java.lang.StrictMath.min;
import static java.lang.StrictMath.sqrt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import samplerscope.statistics.Directions;
import samplerscope.statistics.GaussianFit;
import samplerscope.statistics.Scatter;

/// Laws that are simpler than that of the data, fitted to it: what a network that has learned little of it would sample.
///
/// Source: Wang & Vastola 2024, arXiv:2412.09726, Secs. 3 and 4 (Gaussian, mixture of Gaussians of low rank).
public final class Approximations {

    private Approximations() {}

    /// The Gaussian with the mean and covariance of the data, without classes.
    ///
    /// Beyond 256 dimensions the covariance is its 128 leading directions and one variance for all others.
    ///
    /// @param condition which data
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static GaussianMixture gaussian(ExactLaw law, Condition condition) {
        return new GaussianMixture(described(law.card(), List.of(), "The Gaussian with the mean and covariance of the data."),
            List.of(component(1, law.moments(condition), 0)));
    }

    /// Gaussians of low rank around the means of groups of the data, by k-means. With classes, those of each class.
    ///
    /// @param condition  which data; of one class, the result has no classes
    /// @param components how many, `>= 1`; fewer where there are fewer points
    /// @param rank       directions of each with a variance of their own, `>= 0`
    /// @throws java.util.concurrent.CancellationException when the thread is interrupted
    public static GaussianMixture mixture(DataSetModel law, Condition condition, int components, int rank) {
        boolean byClass = condition instanceof Condition.None && !law.card().classes().isEmpty();
        var all = new ArrayList<Component>();
        for (int label = 0; label < (byClass ? law.card().classes().size() : 1); label++) {
            Condition part = byClass ? new Condition.OfClass(label) : condition;
            all.addAll(components(law.points(part), law, law.share(part), components, rank, label));
        }
        return new GaussianMixture(described(law.card(), byClass ? law.card().classes() : List.of(),
            "%d Gaussians of rank %d fitted to the data.".formatted(all.size(), rank)), all);
    }

    private static ModelCard described(ModelCard card, List<String> classes, String description) {
        return new ModelCard(card.id(), card.name(), card.kind(), card.sampleShape(), classes, description, card.source(),
            card.licence());
    }

    private static List<Component> components(float[] points, DataSetModel law, double share, int k, int rank,
                                              int label) {
        int dimension = law.data().dimension();
        int count = points.length / dimension;
        int[] owner = new KMeans(points, dimension).groups(min(k, count));
        var components = new ArrayList<Component>();
        for (int c = 0; c < k; c++) {
            int group = c;
            int[] rows = IntStream.range(0, count).filter(i -> owner[i] == group).toArray();
            if (rows.length > 0) {
                components.add(component(share * rows.length / count,
                    lowRank(fit(points, dimension, rows, law.bandwidth()), rank), label));
            }
        }
        return components;
    }

    private static GaussianFit fit(float[] points, int dimension, int[] rows, double bandwidth) {
        var mean = new double[dimension];
        for (int row : rows) {
            for (int j = 0; j < dimension; j++) {
                mean[j] += points[row * dimension + j] / (double) rows.length;
            }
        }
        var diagonal = new double[dimension];
        Arrays.fill(diagonal, bandwidth * bandwidth);
        double root = sqrt(rows.length);
        return new Scatter(rows.length, (i, into) -> {
            for (int j = 0; j < dimension; j++) {
                into[j] = (points[rows[i] * dimension + j] - mean[j]) / root;
            }
        }, diagonal).around(mean);
    }

    /// Keeps the leading directions; the others share the variance that they have together.
    private static GaussianFit lowRank(GaussianFit fit, int rank) {
        int kept = min(rank, fit.variances().length);
        int others = fit.dimension() - kept;
        double left = Arrays.stream(fit.spectrum()).skip(kept).sum();
        return new GaussianFit(fit.mean(),
            new Directions(Arrays.copyOf(fit.directions().columns(), kept), fit.dimension()),
            Arrays.copyOf(fit.variances(), kept), others == 0 ? 0 : left / others);
    }

    private static Component component(double weight, GaussianFit fit, int label) {
        return new Component(weight, fit.mean(),
            fit.dimension() == 2 ? plane(fit) : covariance(fit), label);
    }

    /// In the plane there is a faster kernel.
    private static Covariance plane(GaussianFit fit) {
        double[][] c = {{fit.rest(), 0}, {0, fit.rest()}};
        for (int r = 0; r < fit.variances().length; r++) {
            double[] u = fit.directions().columns()[r];
            for (int a = 0; a < 2; a++) {
                for (int b = 0; b < 2; b++) {
                    c[a][b] += (fit.variances()[r] - fit.rest()) * u[a] * u[b];
                }
            }
        }
        return new Covariance.Plane(max(0, c[0][0]), c[0][1], max(0, c[1][1]));
    }

    private static Covariance covariance(GaussianFit fit) {
        int rank = fit.variances().length;
        // Directions found by iteration may have a little less than the others' mean.
        double[] variances = Arrays.stream(fit.variances()).map(v -> max(v, fit.rest())).toArray();
        var directions = new double[fit.dimension()][rank];
        for (int r = 0; r < rank; r++) {
            for (int j = 0; j < fit.dimension(); j++) {
                directions[j][r] = fit.directions().columns()[r][j];
            }
        }
        return Covariance.LowRank.ofDirections(directions, variances, sqrt(fit.rest()));
    }
}
