package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.random.DrawKey;
import samplerscope.random.NormalDraws;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.simd.Float32Backend;

class DataSetModelTest {

    /// More points than one chunk, a number that no tile divides.
    private static final int POINTS = 301;
    private static final int DIMENSION = 7;
    private static final int CLASSES = 3;
    private static final NoiseLevel MIDDLE = new NoiseLevel(0.5, 0.8, 0.6);

    static Stream<NoiseLevel> levels() {
        return Stream.of(new NoiseLevel(0, 0.99995, 0.01), MIDDLE, new NoiseLevel(1, 0, 1), new NoiseLevel(80, 1, 80));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void withABandwidthItIsTheMixtureOfEqualGaussians(NoiseLevel at) {
        DataSetModel model = model(0.3);
        GaussianMixture mixture = mixture(model.data(), 0.3);
        double[] x = Ask.states(model, 13, at, 1);

        double[] expected = Ask.once(mixture, new Float64Backend(1), x, at, Condition.NONE);

        // Both are float64; a logit of a few hundred carries 1e-13.
        assertArrayEquals(expected, Ask.once(model, new Float64Backend(1), x, at, Condition.NONE), 1e-11);
        double[] first = Arrays.copyOf(x, DIMENSION);
        assertEquals(mixture.logDensity(first, at, Condition.NONE), model.logDensity(first, at, Condition.NONE), 1e-10);
    }

    @Test
    void withoutBandwidthItIsTheSoftmaxOverTheData() {
        DataSetModel model = model(0);
        double[] x = Ask.states(model, 5, MIDDLE, 2);

        double[] found = Ask.once(model, new Float64Backend(2), x, MIDDLE, Condition.NONE);

        for (int row = 0; row < 5; row++) {
            assertArrayEquals(bruteForce(model.data(), Arrays.copyOfRange(x, row * DIMENSION,
                (row + 1) * DIMENSION), MIDDLE), Arrays.copyOfRange(found, row * DIMENSION,
                (row + 1) * DIMENSION), 1e-12);
        }
    }

    @Test
    void withoutNoiseAPointOfTheDataIsItself() {
        DataSetModel model = model(0);
        double[] x = Ask.states(model, 9, new NoiseLevel(0, 1, 0), 3);

        assertArrayEquals(x, Ask.once(model, new Float32Backend(1), x, new NoiseLevel(0, 1, 0), Condition.NONE));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void float32DiffersFromFloat64ByItsLastRoundingOnly(NoiseLevel at) {
        DataSetModel model = model(0.05);
        double[] x = Ask.states(model, 40, at, 4);

        double[] reference = Ask.once(model, new Float64Backend(1), x, at, Condition.NONE);

        // The state is exact in float32, the arithmetic is float64: half a unit in the last place of numbers up to 4.
        assertArrayEquals(reference, Ask.once(model, new Float32Backend(1), x, at, Condition.NONE), 2.5e-7);
    }

    @Test
    void aSampleHasTheSameBitsInAnyBatchAndOnAnyNumberOfThreads() {
        DataSetModel model = model(0.1);
        double[] x = Ask.states(model, 67, MIDDLE, 5);
        for (Condition condition : List.of(Condition.NONE, new Condition.EachClass())) {
            double[] whole = Ask.once(model, new Float32Backend(1), x, MIDDLE, condition);

            assertArrayEquals(whole, Ask.once(model, new Float32Backend(3), x, MIDDLE, condition));
            assertArrayEquals(whole, Ask.inPieces(model, new Float32Backend(2), x, MIDDLE, condition, 1, 10, 33));
        }
    }

    @Test
    void aClassIsTheLawOfItsPoints() {
        DataSetModel model = model(0.2);
        var values = new float[POINTS * DIMENSION];
        int n = 0;
        for (int i = 0; i < POINTS; i++) {
            if (label(i) == 2) {
                System.arraycopy(values(), i * DIMENSION, values, n++ * DIMENSION, DIMENSION);
            }
        }
        var alone = new DataSetModel(card(List.of()),
            DataSet.of(Arrays.copyOf(values, n * DIMENSION), DIMENSION), 0.2);
        double[] x = Ask.states(model, 20, MIDDLE, 6);

        assertArrayEquals(Ask.once(alone, new Float64Backend(1), x, MIDDLE, Condition.NONE),
            Ask.once(model, new Float64Backend(1), x, MIDDLE, new Condition.OfClass(2)), 1e-14);
    }

    @Test
    void drawsWithoutBandwidthAreTheDataEquallyOften() {
        DataSetModel model = model(0);
        double[] draws = model.draw(3000, 7, new Condition.OfClass(1));

        var mean = new double[DIMENSION];
        IntStream.range(0, draws.length).forEach(i -> mean[i % DIMENSION] += draws[i] / 3000);
        double[] expected = new double[DIMENSION];
        double[] square = new double[DIMENSION];
        int n = (int) IntStream.range(0, POINTS).filter(i -> label(i) == 1).count();
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < DIMENSION && label(i) == 1; j++) {
                double v = values()[i * DIMENSION + j];
                expected[j] += v / n;
                square[j] += v * v / n;
            }
        }
        for (int j = 0; j < DIMENSION; j++) {
            double error = Math.sqrt((square[j] - expected[j] * expected[j]) / 3000);
            assertEquals(expected[j], mean[j], 4 * error, "four standard errors");
        }
    }

    private static double[] bruteForce(DataSet data, double[] x, NoiseLevel at) {
        var mean = new double[x.length];
        double total = 0;
        for (int n = 0; n < data.size(); n++) {
            float[] point = data.point(n);
            double square = 0;
            for (int j = 0; j < x.length; j++) {
                square += Math.pow(x[j] - at.alpha() * point[j], 2);
            }
            double p = Math.exp(-square / (2 * at.sigma() * at.sigma()));
            total += p;
            for (int j = 0; j < x.length; j++) {
                mean[j] += p * point[j];
            }
        }
        for (int j = 0; j < x.length; j++) {
            mean[j] /= total;
        }
        return mean;
    }

    private static GaussianMixture mixture(DataSet data, double bandwidth) {
        var components = new ArrayList<Component>();
        for (int n = 0; n < data.size(); n++) {
            float[] point = data.point(n);
            var diagonal = new double[DIMENSION];
            Arrays.fill(diagonal, bandwidth * bandwidth);
            components.add(new Component(1, IntStream.range(0, DIMENSION).mapToDouble(j -> point[j]).toArray(),
                new Covariance.LowRank(new double[DIMENSION][0], diagonal), 0));
        }
        return new GaussianMixture(card(List.of()), components);
    }

    private static DataSetModel model(double bandwidth) {
        int[] labels = IntStream.range(0, POINTS).map(DataSetModelTest::label).toArray();
        return new DataSetModel(card(List.of("a", "b", "c")), new DataSet(values(), labels, CLASSES, DIMENSION),
            bandwidth);
    }

    private static int label(int point) {
        return point * point % 7 % CLASSES;
    }

    private static float[] values() {
        var values = new float[POINTS * DIMENSION];
        var row = new double[DIMENSION];
        for (int i = 0; i < POINTS; i++) {
            NormalDraws.fill(row, DrawKey.initial(99, 0), i);
            for (int j = 0; j < DIMENSION; j++) {
                values[i * DIMENSION + j] = (float) (0.7 * row[j] + label(i));
            }
        }
        return values;
    }

    private static ModelCard card(List<String> classes) {
        return new ModelCard("data", "Data", ModelCard.Kind.EXACT, List.of(DIMENSION), classes, "", "", "");
    }
}
