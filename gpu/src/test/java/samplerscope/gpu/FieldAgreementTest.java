package samplerscope.gpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.model.Binding;
import samplerscope.model.Component;
import samplerscope.model.Condition;
import samplerscope.model.Covariance;
import samplerscope.model.DataSet;
import samplerscope.model.DataSetModel;
import samplerscope.model.Denoiser;
import samplerscope.model.GaussianMixture;
import samplerscope.model.Guided;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;

/// Exact models on the device against the same models in float64 on the CPU.
@Tag("gpu")
class FieldAgreementTest {

    /// From almost pure noise to almost no noise, on a variance-preserving path.
    private static final List<NoiseLevel> LEVELS = List.of(level(0.01), level(0.3), level(0.8), level(0.995));

    private final Random random = new Random(11);

    private static NoiseLevel level(double alpha) {
        return new NoiseLevel(1 - alpha, alpha, Math.sqrt(1 - alpha * alpha));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3,5", "1001,64", "200000,7", "17,700", "9,2048"})
    void mixturesInThePlane(int batch, int components) {
        var all = IntStream.range(0, components).mapToObj(k -> new Component(0.1 + random.nextDouble(), normal(2),
            Covariance.Plane.oriented(0.3, 0.05, random.nextDouble()), k % 2)).toList();

        // Logits up to some hundreds are rounded to 1e-5, and with them the weights.
        agree(new GaussianMixture(card(List.of(2), Math.min(2, components)), all), batch, 1e-4);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "3,5,2,3", "7,64,5,8", "5,1000,3,17", "64,3072,4,16", "2,65,10,64"})
    void mixturesOfLowRank(int batch, int dimension, int components, int rank) {
        var all = new ArrayList<Component>();
        for (int k = 0; k < components; k++) {
            var factor = new double[dimension][];
            var diagonal = new double[dimension];
            for (int j = 0; j < dimension; j++) {
                factor[j] = normal(Math.max(1, rank - k));
                diagonal[j] = 0.01 + random.nextDouble();
            }
            all.add(new Component(1 + k, normal(dimension), new Covariance.LowRank(factor, diagonal), k % 2));
        }

        // A square of some thousands is rounded to 1e-4, and stands in an exponent.
        agree(new GaussianMixture(card(List.of(dimension), Math.min(2, components)), all), batch, 1e-3);
    }

    @ParameterizedTest
    @CsvSource({"1,1,2", "3,2,1", "1001,300,2", "5,7,3", "100,33,4", "3,5,5", "33,100,65", "64,1000,3072", "70,129,257"})
    void idealDenoisers(int batch, int points, int dimension) {
        var values = new float[points * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var labels = IntStream.range(0, points).map(n -> n % Math.min(2, points)).toArray();
        var data = new DataSet(values, labels, Math.min(2, points), dimension);

        // As above, for squared distances.
        agree(new DataSetModel(card(List.of(dimension), Math.min(2, points)), data, 0.1), batch, 1e-3);
    }

    @Test
    void guidanceByTwoOfThem() {
        var all = IntStream.range(0, 6).mapToObj(k -> new Component(1, normal(2), Covariance.Plane.round(0.2), k % 3))
            .toList();
        var model = new GaussianMixture(card(List.of(2), 3), all);
        double[] x = normal(2 * 500);
        try (TensorBackend device = TestDevice.backend(); TensorBackend host = new Float64Backend(1)) {
            double[] there = ask(Guided.of(model, new Binding(device, new Condition.OfClass(1), 0, 0), 3), device,
                Shape.of(500, 2), x, LEVELS.get(1));
            double[] here = ask(Guided.of(model, new Binding(host, new Condition.OfClass(1), 0, 0), 3), host,
                Shape.of(500, 2), x, LEVELS.get(1));
            assertClose(here, there, 5e-4);
        }
    }

    /// For the whole law, for one class, and with a class for each sample in turn.
    private void agree(Model model, int batch, double bound) {
        var shape = new Shape(batch, model.card().sampleShape());
        List<Condition> conditions = List.of(Condition.NONE, new Condition.OfClass(0), new Condition.EachClass());
        try (TensorBackend device = TestDevice.backend(); TensorBackend host = new Float64Backend(2)) {
            for (NoiseLevel at : LEVELS) {
                double[] x = normal(shape.size());
                for (Condition condition : conditions) {
                    double[] there = ask(model.denoiser(new Binding(device, condition, 1, 0)), device, shape, x, at);
                    double[] here = ask(model.denoiser(new Binding(host, condition, 1, 0)), host, shape, x, at);
                    assertClose(here, there, bound);
                }
            }
        }
    }

    private static double[] ask(Denoiser denoiser, TensorBackend backend, Shape shape, double[] x, NoiseLevel at) {
        Tensor state = backend.allocate(shape);
        Tensor into = backend.allocate(shape);
        backend.copyFrom(x, state);
        denoiser.evaluate(state, at, into);
        var result = new double[shape.size()];
        into.copyTo(result);
        return result;
    }

    private static void assertClose(double[] expected, double[] actual, double bound) {
        for (int i = 0; i < expected.length; i++) {
            double apart = Math.abs(expected[i] - actual[i]);
            assertTrue(apart <= bound * Math.max(1, Math.abs(expected[i])), "number %d is %s, not %s".formatted(i,
                actual[i], expected[i]));
        }
    }

    private double[] normal(int count) {
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static ModelCard card(List<Integer> sample, int classes) {
        return new ModelCard("test", "Test", ModelCard.Kind.EXACT, sample,
            IntStream.range(0, classes).mapToObj(String::valueOf).toList(), "", "", "");
    }
}
