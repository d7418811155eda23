package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.model.problem.SmoothProblem;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.run.ReferencePath;
import samplerscope.run.Snapshot;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;

/// The problems against the check values of the document that defines them, printed with six digits.
class ProblemsTest {

    @ParameterizedTest
    @CsvSource({"s, 4.217131", "a, 11.137743", "b, 9.514560"})
    void theTotalVarianceIsThePrintedOne(String problem, double printed) {
        double[][] covariance = covariance(problem(problem));

        double trace = 0;
        for (int j = 0; j < covariance.length; j++) {
            trace += covariance[j][j];
        }
        assertEquals(printed, trace, 1e-6);
    }

    @ParameterizedTest
    @CsvSource({"s, .792041, .698436, .495165", "b, 5.38800, 1.59218, .74277"})
    void theLargestEigenvaluesAreThePrintedOnes(String problem, double first, double second, double third) {
        var found = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(covariance(problem(problem))))
            .getEigenvalues();

        assertArrayEquals(new double[] {first, second, third}, Arrays.copyOf(found, 3), 5e-6);
    }

    @ParameterizedTest
    @CsvSource({"s, .563426, -.201508, -.11496, -.048839", "b, -.055836, -.136039, -.133156, -.1038"})
    void theProbabilityFlowEndsWhereItIsPrinted(String problem, double x0, double x1, double x2, double x3) {
        GaussianMixture mixture = problem(problem);
        var schedule = new VpLinear(0.1, 20);
        Shape shape = new Shape(1, mixture.card().sampleShape());
        var noise = new double[shape.size()];
        NormalDraws.fill(noise, DrawKey.initial(0, 0), 0);
        List<NoiseLevel> levels = List.of(schedule.at(1), schedule.at(1e-3));

        try (var backend = new Float64Backend(1); var denoiser = mixture.denoiser(new Binding(backend))) {
            var path = ReferencePath.solve(denoiser, backend, schedule, Snapshot.of(shape, noise), levels, 1e-9);
            Snapshot end = path.at(levels.getLast()).orElseThrow();

            // Printed with six digits, trailing zeros cut.
            assertArrayEquals(new double[] {x0, x1, x2, x3},
                new double[] {end.at(0), end.at(1), end.at(2), end.at(3)}, 2e-6);
        }
    }

    private static GaussianMixture problem(String letter) {
        return switch (letter) {
            case "s" -> SmoothProblem.smooth();
            case "a" -> SmoothProblem.multimodal();
            default -> PowerLawProblem.model();
        };
    }

    /// `sum w_k (C_k + (m_k - m)(m_k - m)^T)`.
    private static double[][] covariance(GaussianMixture mixture) {
        int d = mixture.components().getFirst().mean().length;
        double total = mixture.components().stream().mapToDouble(Component::weight).sum();
        var mean = new double[d];
        for (Component c : mixture.components()) {
            for (int j = 0; j < d; j++) {
                mean[j] += c.weight() / total * c.mean()[j];
            }
        }
        var covariance = new double[d][d];
        for (Component c : mixture.components()) {
            var own = (Covariance.LowRank) c.covariance();
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    double value = (c.mean()[i] - mean[i]) * (c.mean()[j] - mean[j]) + (i == j ? own.diagonal()[i] : 0);
                    for (int r = 0; r < own.rank(); r++) {
                        value += own.factor()[i][r] * own.factor()[j][r];
                    }
                    covariance[i][j] += c.weight() / total * value;
                }
            }
        }
        return covariance;
    }
}
