package samplerscope.solver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The exact models, starting points and noise of the golden runs.
final class GoldenProblems {

    private final Map<String, ExactMixture> models = new HashMap<>();
    private final JsonNode file = GoldenCase.file("problems");

    GoldenProblems() {
        GoldenCase.file("models").get("models").properties()
            .forEach(e -> models.put(e.getKey(), mixture(e.getValue())));
    }

    ExactMixture model(String name) {
        return models.get(name);
    }

    /// Shape [points, D].
    double[] start(String name, double scale, int points) {
        double[] all = GoldenCase.numbers(file.get("inits").get(name));
        return Arrays.stream(all, 0, points * models.get(name).dimension()).map(x -> x * scale).toArray();
    }

    /// The k-th field of a bank, shape [8, D].
    double[] noise(String name, int k) {
        return GoldenCase.numbers(file.get("noise").get(name).get(k));
    }

    /// Covariances are given in full, as a diagonal, or as `factor factor^T + diagonal`.
    private static ExactMixture mixture(JsonNode m) {
        if (m.has("variances")) {
            double[] mean = GoldenCase.numbers(m.get("mean"));
            return new ExactMixture(new double[] {1}, new double[][] {mean},
                new double[][][] {covariance(new double[mean.length][0], GoldenCase.numbers(m.get("variances")))});
        }
        double[] weights = GoldenCase.numbers(m.get("weights"));
        var covariances = new double[weights.length][][];
        for (int k = 0; k < weights.length; k++) {
            covariances[k] = m.has("covariances") ? rows(m.get("covariances").get(k))
                : covariance(rows(m.get("factors").get(k)), GoldenCase.numbers(m.get("diagonals").get(k)));
        }
        return new ExactMixture(weights, rows(m.get("means")), covariances);
    }

    private static double[][] covariance(double[][] factor, double[] diagonal) {
        int d = diagonal.length;
        var c = new double[d][d];
        for (int i = 0; i < d; i++) {
            c[i][i] = diagonal[i];
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < factor[i].length; k++) {
                    c[i][j] += factor[i][k] * factor[j][k];
                }
            }
        }
        return c;
    }

    private static double[][] rows(JsonNode matrix) {
        var rows = new double[matrix.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = GoldenCase.numbers(matrix.get(i));
        }
        return rows;
    }
}
