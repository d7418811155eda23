package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.schedule.NoiseLevel;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.simd.Float32Backend;

/// The float32 way through products against the float64 way point by point.
class PosteriorProductsTest {

    private static final int DIMENSION = 3 * 8 * 8;
    private static final int POINTS = 700;
    /// What docs/models.md promises, of data in `[-1, 1]`.
    private static final double TOLERANCE = 2e-6;
    private static final NoiseLevel MIDDLE = new NoiseLevel(0.5, 0.9, 0.7);

    static Stream<Arguments> levelsAndBatches() {
        return DoubleStream.of(0.002, 0.01, 0.05, 0.2, 0.5, 1, 2, 5, 10, 20, 80).boxed()
            .flatMap(sigma -> IntStream.of(1, 5, 64).mapToObj(batch -> Arguments.of(sigma, batch)));
    }

    @ParameterizedTest
    @MethodSource("levelsAndBatches")
    void itAgreesWithFloat64OnDataWithoutStructure(double sigma, int batch) {
        assertAgrees(model(noise(POINTS, 1), 0), new NoiseLevel(sigma, 1, sigma), batch);
    }

    @ParameterizedTest
    @MethodSource("levelsAndBatches")
    void itAgreesWithFloat64OnPicturesThatAreNearEachOther(double sigma, int batch) {
        assertAgrees(model(clusters(POINTS), 0), new NoiseLevel(sigma, 1 / Math.hypot(1, sigma), sigma), batch);
    }

    @ParameterizedTest
    @MethodSource("levelsAndBatches")
    void itAgreesWithFloat64WithABandwidth(double sigma, int batch) {
        assertAgrees(model(clusters(POINTS), 0.1), new NoiseLevel(sigma, 1, sigma), batch);
    }

    @ParameterizedTest
    @MethodSource("levelsAndBatches")
    void itAgreesWithFloat64WhereEveryPointStandsThreeTimes(double sigma, int batch) {
        float[] values = clusters(POINTS);
        for (int n = 0; n < POINTS; n++) {
            System.arraycopy(values, n % (POINTS / 3) * DIMENSION, values, n * DIMENSION, DIMENSION);
        }
        assertAgrees(model(values, 0), new NoiseLevel(sigma, 1, sigma), batch);
    }

    @Test
    void theOnlyPointIsTheAnswer() {
        float[] point = noise(1, 3);
        DataSetModel model = model(point, 0);
        for (double sigma : new double[] {0, 0.002, 1, 80}) {
            var at = new NoiseLevel(sigma, 1, sigma);
            double[] x = Ask.states(model, 3, at, 1);

            double[] found = Ask.once(model, new Float32Backend(1), x, at, Condition.NONE);

            for (int i = 0; i < found.length; i++) {
                assertEquals(point[i % DIMENSION], found[i]);
            }
        }
    }

    @Test
    void manyCopiesOfOnePointAreThatPoint() {
        float[] values = clusters(POINTS);
        for (int n = 1; n < POINTS; n++) {
            System.arraycopy(values, 0, values, n * DIMENSION, DIMENSION);
        }
        for (double sigma : new double[] {0.002, 1, 80}) {
            double[] found = Ask.once(model(values, 0), new Float32Backend(1), noise(sigma), new NoiseLevel(sigma, 1, sigma),
                Condition.NONE);

            for (int j = 0; j < DIMENSION; j++) {
                assertEquals(values[j], found[j], "number " + j);
            }
        }
    }

    private static double[] noise(double sigma) {
        float[] noise = noise(1, 20);
        return IntStream.range(0, DIMENSION).mapToDouble(j -> (float) (sigma * noise[j])).toArray();
    }

    @Test
    void halfWayBetweenTwoPointsIsTheirMean() {
        // Opposite points and the origin: both distances are sums of the same numbers.
        float[] values = noise(2, 4);
        for (int j = 0; j < DIMENSION; j++) {
            values[DIMENSION + j] = -values[j];
        }
        DataSetModel model = model(values, 0);
        for (double sigma : new double[] {0.002, 0.1, 1, 80}) {
            double[] found = Ask.once(model, new Float32Backend(1), new double[DIMENSION], new NoiseLevel(sigma, 1, sigma),
                Condition.NONE);

            assertArrayEquals(new double[DIMENSION], found);
        }
    }

    @Test
    void aPointOfTheDataIsItselfWithoutNoise() {
        DataSetModel model = model(clusters(POINTS), 0);
        var at = new NoiseLevel(0, 1, 0);
        double[] x = Ask.states(model, 9, at, 3);

        assertArrayEquals(x, Ask.once(model, new Float32Backend(1), x, at, Condition.NONE));
    }

    @Test
    void nearTwinsAreToldApartAtTinyNoise() {
        // They differ by 1e-3 in one number of 192: a product in float32 cannot see it.
        float[] values = noise(POINTS, 5);
        System.arraycopy(values, 0, values, 17 * DIMENSION, DIMENSION);
        values[17 * DIMENSION + 5] += 1e-3f;
        DataSetModel model = model(values, 0);
        var at = new NoiseLevel(1e-4, 1, 1e-4);
        var x = new double[DIMENSION];
        Arrays.setAll(x, j -> values[17 * DIMENSION + j]);

        double[] found = Ask.once(model, new Float32Backend(1), x, at, Condition.NONE);

        assertArrayEquals(x, found);
    }

    @ParameterizedTest
    @MethodSource("levelsAndBatches")
    void aSampleHasTheSameBitsInAnyBatchAndOnAnyNumberOfThreads(double sigma, int batch) {
        DataSetModel model = model(clusters(POINTS), 0.05);
        var at = new NoiseLevel(sigma, 1, sigma);
        double[] x = Ask.states(model, batch, at, 6);

        double[] whole = Ask.once(model, new Float32Backend(1), x, at, Condition.NONE);

        assertArrayEquals(whole, Ask.once(model, new Float32Backend(3), x, at, Condition.NONE));
        if (batch > 1) {
            assertArrayEquals(whole, Ask.inPieces(model, new Float32Backend(2), x, at, Condition.NONE, 1, 4));
        }
    }

    @Test
    void moreProductsThanAreHeldAtOnceAreMadeInBands() {
        DataSetModel model = model(clusters(POINTS), 0);
        int batch = (1 << 22) / POINTS + 20;
        double[] x = Ask.states(model, batch, MIDDLE, 7);

        double[] whole = Ask.once(model, new Float32Backend(2), x, MIDDLE, Condition.NONE);

        assertArrayEquals(Arrays.copyOfRange(whole, (batch - 30) * DIMENSION, whole.length), Ask.once(model,
            new Float32Backend(1), Arrays.copyOfRange(x, (batch - 30) * DIMENSION, x.length), MIDDLE, Condition.NONE));
    }

    @Test
    void classesAreBlocksThatBeginInsideAPanel() {
        int[] labels = IntStream.range(0, POINTS).map(n -> n * n % 7 % 3).toArray();
        var model = new DataSetModel(card(List.of("a", "b", "c")), new DataSet(clusters(POINTS), labels, 3, DIMENSION), 0);
        for (Condition condition : List.of(new Condition.OfClass(1), new Condition.EachClass())) {
            double[] x = Ask.states(model, 20, MIDDLE, 8);

            assertArrayEquals(Ask.once(model, new Float64Backend(1), x, MIDDLE, condition),
                Ask.once(model, new Float32Backend(2), x, MIDDLE, condition), TOLERANCE);
        }
    }

    @Test
    void notANumberComesOutInItsRowAndNoOther() {
        DataSetModel model = model(noise(POINTS, 9), 0);
        double[] x = Ask.states(model, 8, MIDDLE, 9);
        x[3 * DIMENSION + 7] = Double.NaN;

        double[] found = Ask.once(model, new Float32Backend(1), x, MIDDLE, Condition.NONE);

        for (int i = 0; i < found.length; i++) {
            assertEquals(i / DIMENSION == 3, Double.isNaN(found[i]), "number " + i);
        }
    }

    @Test
    void aDenoiserCanBeAskedForOtherBatchesAndLevels() {
        DataSetModel model = model(clusters(POINTS), 0);
        var backend = new Float32Backend(2);
        double[] large = Ask.states(model, 64, MIDDLE, 1);
        double[] small = Arrays.copyOf(large, 5 * DIMENSION);
        try (var denoiser = model.denoiser(new Binding(backend))) {
            double[] first = evaluate(denoiser, backend, large);

            assertArrayEquals(Arrays.copyOf(first, small.length), evaluate(denoiser, backend, small));
            assertArrayEquals(first, evaluate(denoiser, backend, large));
        }
    }

    private static double[] evaluate(Denoiser denoiser, Float32Backend backend, double[] x) {
        var shape = samplerscope.tensor.Shape.of(x.length / DIMENSION, DIMENSION);
        var state = backend.allocate(shape);
        var into = backend.allocate(shape);
        backend.copyFrom(x, state);
        denoiser.evaluate(state, MIDDLE, into);
        var answer = new double[x.length];
        into.copyTo(answer);
        return answer;
    }

    private static void assertAgrees(DataSetModel model, NoiseLevel at, int batch) {
        double[] x = Ask.states(model, batch, at, 2);

        double[] reference = Ask.once(model, new Float64Backend(1), x, at, Condition.NONE);
        double[] found = Ask.once(model, new Float32Backend(2), x, at, Condition.NONE);

        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - reference[i]));
        }
        double difference = worst;
        if (Boolean.getBoolean("show")) System.err.println("worst " + worst + " " + at + " " + batch);
        assertTrue(worst < TOLERANCE, () -> "differs by " + difference);
    }

    private static DataSetModel model(float[] values, double bandwidth) {
        return new DataSetModel(card(List.of()), DataSet.of(values, DIMENSION), bandwidth);
    }

    private static float[] noise(int points, long seed) {
        var random = new Random(seed);
        var values = new float[points * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /// Pictures on a bright ground: few kinds, small differences inside a kind.
    private static float[] clusters(int points) {
        float[] kinds = noise(20, 11);
        float[] values = noise(points, 12);
        for (int i = 0; i < values.length; i++) {
            int n = i / DIMENSION;
            float ground = i % DIMENSION % 3 == 0 ? 1 : 0.1f * kinds[n % 20 * DIMENSION + i % DIMENSION] + 0.8f;
            values[i] = Math.min(1, ground + 0.02f * values[i]);
        }
        return values;
    }

    private static ModelCard card(List<String> classes) {
        return new ModelCard("data", "Data", ModelCard.Kind.EXACT, List.of(DIMENSION), classes, "", "", "");
    }
}
