package samplerscope.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.model.plane.GaussianGrid;
import samplerscope.model.plane.Letters;
import samplerscope.model.plane.Moons;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.VpLinear;
import samplerscope.tensor.Float64Backend;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.simd.Float32Backend;

class MixtureDenoiserTest {

    private static final NoiseLevel MIDDLE = new NoiseLevel(0.5, 0.8, 0.6);

    static Stream<NoiseLevel> levels() {
        var vp = new VpLinear(0.1, 20);
        return Stream.of(new NoiseLevel(0, 1, 0), vp.at(1e-3), vp.at(0.1), vp.at(0.5), vp.at(1),
            new NoiseLevel(1, 0, 1), new NoiseLevel(80, 1, 80));
    }

    @ParameterizedTest
    @MethodSource("levels")
    void float32AgreesWithFloat64OnStatesThatARunVisits(NoiseLevel at) {
        // More than one chunk of components, so the running maximum is exercised.
        GaussianMixture letters = Letters.model();
        double[] x = Ask.states(letters, 1021, at, 1);

        double[] reference = Ask.once(letters, float64(), x, at, Condition.NONE);
        double[] found = Ask.once(letters, float32(1), x, at, Condition.NONE);

        // Rounding of a state of size 1 moves it by 6e-8, in units of the narrowest width (0.055) by 1e-6; a logit of a
        // few dozen moves by 1e-4, a weight by as much, and the mean by that times the distance of competing Gaussians.
        assertArrayEquals(reference, found, 2e-4);
    }

    @Test
    void aSampleHasTheSameBitsInAnyBatchAndOnAnyNumberOfThreads() {
        GaussianMixture moons = Moons.model();
        double[] x = Ask.states(moons, 1021, MIDDLE, 2);
        double[] whole = Ask.once(moons, float32(1), x, MIDDLE, Condition.NONE);

        assertArrayEquals(whole, Ask.once(moons, float32(3), x, MIDDLE, Condition.NONE));
        assertArrayEquals(whole, Ask.inPieces(moons, float32(2), x, MIDDLE, Condition.NONE, 1, 8, 17, 600));
    }

    @Test
    void eachSampleKeepsItsClassInAnyBatch() {
        GaussianMixture grid = GaussianGrid.model();
        double[] x = Ask.states(grid, 103, MIDDLE, 3);
        double[] whole = Ask.once(grid, float32(1), x, MIDDLE, new Condition.EachClass());

        assertArrayEquals(whole,
            Ask.inPieces(grid, float32(2), x, MIDDLE, new Condition.EachClass(), 1, 4, 33));
        for (int label = 0; label < 5; label++) {
            double[] one = Ask.once(grid, float32(1), x, MIDDLE, new Condition.OfClass(label));
            assertEquals(one[2 * (label + 5)], whole[2 * (label + 5)], "sample %d has class %d".formatted(label + 5, label));
        }
    }

    @Test
    void aClassIsTheMixtureOfItsComponents() {
        GaussianMixture moons = Moons.model();
        var upper = new GaussianMixture(moons.card(),
            moons.components().stream().filter(c -> c.label() == 0).toList());
        double[] x = Ask.states(moons, 64, MIDDLE, 4);

        assertArrayEquals(Ask.once(upper, float64(), x, MIDDLE, Condition.NONE),
            Ask.once(moons, float64(), x, MIDDLE, new Condition.OfClass(0)));
        assertEquals(upper.logDensity(new double[] {0.3, 0.4}, MIDDLE, Condition.NONE),
            moons.logDensity(new double[] {0.3, 0.4}, MIDDLE, new Condition.OfClass(0)));
    }

    @Test
    void anEmptyBatchIsLeftAlone() {
        assertArrayEquals(new double[0],
            Ask.once(Moons.model(), float32(2), new double[0], MIDDLE, new Condition.EachClass()));
    }

    @Test
    void theScoreIsTheGradientOfTheLogDensity() {
        GaussianMixture letters = Letters.model();
        double[] x = Ask.states(letters, 20, MIDDLE, 5);
        double[] data = Ask.once(letters, float64(), x, MIDDLE, Condition.NONE);

        for (int i = 0; i < x.length; i += 2) {
            for (int axis = 0; axis < 2; axis++) {
                double score = (MIDDLE.alpha() * data[i + axis] - x[i + axis]) / (MIDDLE.sigma() * MIDDLE.sigma());
                // Central differences with h = 1e-5: error h^2 times a third derivative of order 10.
                assertEquals(difference(letters, x[i], x[i + 1], axis), score, 1e-7);
            }
        }
    }

    private static double difference(ExactLaw law, double x, double y, int axis) {
        double h = 1e-5;
        double dx = axis == 0 ? h : 0;
        double dy = h - dx;
        return (law.logDensity(new double[] {x + dx, y + dy}, MIDDLE, Condition.NONE)
            - law.logDensity(new double[] {x - dx, y - dy}, MIDDLE, Condition.NONE)) / (2 * h);
    }

    private static TensorBackend float32(int threads) {
        return new Float32Backend(threads);
    }

    private static TensorBackend float64() {
        return new Float64Backend(1);
    }
}
