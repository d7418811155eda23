package samplerscope.search.surrogate;

import static java.lang.StrictMath.cos;
import static java.lang.StrictMath.sin;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import samplerscope.search.surrogate.Certificate.Bounds;
import samplerscope.search.surrogate.Certificate.Ending;
import samplerscope.search.surrogate.GaussianProcess.Hyperparameters;

class PalmMeanTest {

    /// `-e^(-x^2/2) + 0.5 e^(-(x-1)^2/2)`.
    private static final KernelSum TWO_TERMS =
        new KernelSum(Kernel.SQUARED_EXPONENTIAL, new double[][] {{0}, {1}}, new double[] {-1, 0.5});
    private static final Box LINE = new Box(new double[] {-3}, new double[] {3});

    @Test
    void findsTheMinimumOfTwoTerms() {
        Certificate found = new PalmMean(Limits.gap(1e-8)).minimum(TWO_TERMS, LINE);

        assertEquals(-0.741247039, found.value(), 1e-6);
        assertEquals(-0.292560852, found.at()[0], 1e-6);
        assertTrue(found.isClosed() && found.gap() <= 1e-8 && found.lower() <= -0.741247038);
    }

    /// Minima and nodes were computed independently, in double precision; positions have four printed digits and the
    /// minimum is flat, so 2e-3. Twice the nodes allows for another order of ties and of the local search.
    @ParameterizedTest(name = "noise {0}, {1} inputs, {2} trials")
    @CsvSource({
        "1e-2, 2,  50, 0.25,   45.8,  3.574, -2.390123, 115, 0.9266 0.4878",
        "1e-2, 3,  60, 0.35,  228.3,  7.717, -2.816339, 523, 0.9207 0.5048 0.5311",
        "1e-2, 3, 200, 0.35,  537.2, 10.181, -2.900210, 593, 0.9208 0.4925 0.5254",
        "1e-2, 4, 100, 0.5,   822.3, 13.655, -2.853773, 3091, 0.9280 0.4601 0.5291 0.5427",
        "1e-4, 2,  50, 0.25,  410.3,  4.019, -2.402638, 125, 0.9374 0.4759",
        "1e-4, 3,  60, 0.35,  896.8, 10.489, -2.906186, 569, 0.9059 0.5286 0.5128",
        "1e-4, 3, 200, 0.35, 5624.9, 15.078, -2.979489, 713, 0.9373 0.4750 0.5242",
        "1e-4, 4, 100, 0.5,  4425.2, 26.595, -3.147462, 3973, 0.8984 0.5020 0.5273 0.5406"})
    void certifiesTheMinimumOfASurrogate(double noise, int p, int n, double length, double weight, double norm,
                                         double minimum, int nodes, String at) {
        GaussianProcess surrogate = wavy(Kernel.SQUARED_EXPONENTIAL, p, n, length, noise);

        Certificate found = certify(surrogate, 1e-3);

        double[] place = Arrays.stream(at.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertAll(
            () -> assertEquals(weight, surrogate.sum().absoluteWeight(), 1e-3 * weight),
            () -> assertEquals(norm, surrogate.sum().norm(), 1e-3), // as printed
            () -> assertEquals(minimum, found.value() - surrogate.centre(), 1e-3),
            () -> assertArrayEquals(place, found.at(), 2e-3),
            () -> assertTrue(found.isClosed() && found.gap() <= 1e-3 * (1 + 1e-9), found.ending().toString()),
            () -> assertTrue(found.nodes() <= 2 * nodes, "nodes: " + found.nodes()));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void boundsContainTheMinimumThatAFineGridSees(Kernel kernel) {
        GaussianProcess surrogate = wavy(kernel, 2, 50, 0.25, 1e-3);

        Certificate found = certify(surrogate, 1e-4);

        double grid = gridMinimum(surrogate, 400);
        assertTrue(found.lower() <= grid && found.value() <= grid, () -> found + " against " + grid);
        // A cell of the grid is 1/400 wide, and the minimum is flat: curvature 30 at most.
        assertEquals(grid, found.value(), 30 * 2 * 0.00125 * 0.00125);
        assertTrue(found.isClosed());
    }

    @Test
    void certifiesByTheBoundOfThePaperAsWell() {
        GaussianProcess surrogate = wavy(Kernel.SQUARED_EXPONENTIAL, 2, 50, 0.25, 1e-2);

        Certificate found = surrogate.minimum(Box.unit(2), new LowerBound.Hybrid(0.01), Limits.gap(1e-3), _ -> { },
            () -> false);

        assertEquals(-2.390123, found.value() - surrogate.centre(), 1e-3);
        assertTrue(found.isClosed());
        assertTrue(found.nodes() < 2 * 545, "nodes: " + found.nodes()); // 545 were computed independently
    }

    @Test
    void boundsNarrowFromNodeToNodeAndAreToldOnTheWay() {
        var told = new ArrayList<Bounds>();
        GaussianProcess surrogate = wavy(Kernel.SQUARED_EXPONENTIAL, 3, 60, 0.35, 1e-4);

        Certificate found = surrogate.minimum(Box.unit(3), Limits.gap(1e-4), told::add, () -> false);

        for (int i = 1; i < told.size(); i++) {
            assertTrue(told.get(i).lower() >= told.get(i - 1).lower() - 1e-12);
            assertTrue(told.get(i).upper() <= told.get(i - 1).upper());
            assertTrue(told.get(i).nodes() > told.get(i - 1).nodes());
        }
        assertEquals(found.gap(), told.getLast().gap(), 1e-12);
        assertEquals(told.getLast().nodes(), found.nodes());
        assertTrue(found.course().size() < told.size() && found.course().size() > 50);
    }

    @Test
    void stopsAtTheNextNodeWhenCancelledAndKeepsValidBounds() {
        var told = new ArrayList<Bounds>();
        GaussianProcess surrogate = wavy(Kernel.SQUARED_EXPONENTIAL, 3, 60, 0.35, 1e-4);

        Certificate found = surrogate.minimum(Box.unit(3), Limits.gap(1e-4), told::add, () -> told.size() >= 20);

        assertEquals(20, told.size());
        assertEquals(Ending.CANCELLED, found.ending());
        assertFalse(found.open().isEmpty());
        assertTrue(found.lower() - surrogate.centre() <= -2.906186, "the minimum stays inside"); // of the table above
    }

    @Test
    void returnsTheGapReachedWhenNodesOrTimeAreSpent() {
        KernelSum sum = wavy(Kernel.SQUARED_EXPONENTIAL, 3, 60, 0.35, 1e-4).sum();
        Box domain = Box.unit(3).times(new double[] {1 / 0.35, 1 / 0.35, 1 / 0.35});

        Certificate few = new PalmMean(new Limits(1e-4, 50, Duration.ofHours(1))).minimum(sum, domain);
        Certificate none = new PalmMean(new Limits(1e-4, 1000, Duration.ZERO)).minimum(sum, domain);

        assertEquals(Ending.OUT_OF_NODES, few.ending());
        assertEquals(Ending.OUT_OF_TIME, none.ending());
        assertTrue(few.gap() > 1e-4 && few.gap() < none.gap());
    }

    @Test
    void saysSoWhenTheGapIsBelowRounding() {
        var huge = new KernelSum(Kernel.SQUARED_EXPONENTIAL, new double[][] {{0}, {1}}, new double[] {-1e6, 0.5e6});

        Certificate found = new PalmMean(Limits.gap(1e-9)).minimum(huge, LINE);

        assertEquals(Ending.OUT_OF_DIGITS, found.ending());
        assertTrue(found.gap() < 1e6 * 1e-8);
    }

    @Test
    void refusesADomainOfOtherCoordinates() {
        var search = new PalmMean(Limits.gap(1));
        assertThrows(InvalidSurrogateException.class, () -> search.minimum(TWO_TERMS, Box.unit(2)));
        assertThrows(InvalidSurrogateException.class, () -> Limits.gap(0));
        assertThrows(InvalidSurrogateException.class, () -> Box.unit(0));
    }

    static GaussianProcess wavy(Kernel kernel, int p, int n, double length, double noise) {
        double[][] points = BayesianOptimisation.design(p, n);
        double[] lengths = new double[p];
        Arrays.fill(lengths, length);
        return new GaussianProcess(new Hyperparameters(kernel, lengths, 1, noise), points,
            Arrays.stream(points).mapToDouble(PalmMeanTest::wave).toArray());
    }

    private static double wave(double[] u) {
        return sin(5 * u[0]) + cos(7 * u[0] * u[1]) + (u.length > 2 ? 0.5 * sin(9 * u[2]) : 0)
            + (u.length > 3 ? 0.3 * cos(6 * u[3]) : 0);
    }

    private static Certificate certify(GaussianProcess surrogate, double gap) {
        return surrogate.minimum(Box.unit(surrogate.dimension()), Limits.gap(gap), _ -> { }, () -> false);
    }

    private static double gridMinimum(GaussianProcess surrogate, int cells) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= cells; i++) {
            for (int k = 0; k <= cells; k++) {
                lowest = StrictMath.min(lowest, surrogate.mean(new double[] {(double) i / cells, (double) k / cells}));
            }
        }
        return lowest;
    }
}
