package samplerscope.search;

import static java.lang.StrictMath.atan;
import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.log;
import static java.lang.StrictMath.pow;
import static java.lang.StrictMath.tan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.schedule.CheapestJumps;
import samplerscope.schedule.VpLinear;

class GridFormulasTest {

    /// Rounded to six digits in the source.
    @ParameterizedTest(name = "{0} steps keep {1}")
    @CsvSource({"5, 0.780680", "10, 0.884915", "20, 0.940875"})
    void equalAnglesKeepTheSpreadOfGaussianData(int steps, double kept) {
        double from = atan(80 / 0.5);
        double to = atan(0.002 / 0.5);

        double[] rho = levels(steps, k -> 0.5 * tan(from + (to - from) * k / steps));

        assertEquals(kept, GridFormulas.keptSpread(rho, 0.5), 1e-6);
    }

    /// Rounded to four digits in the source.
    @Test
    void otherGridsKeepLess() {
        assertEquals(0.7528, GridFormulas.keptSpread(karras(10), 0.5), 5e-5);
        assertEquals(0.7673, GridFormulas.keptSpread(geometric(10), 0.5), 5e-5);
    }

    /// A Gaussian of spread 0.5 has the divergence in closed form. The integral is a trapezoidal sum and its levels are
    /// chosen from 800, so 0.1 % is left; the source prints four digits.
    @Test
    void theLeastDivergenceOfAGaussianIsFound() {
        double[] rho = geometric(800);
        double[][] costs = Klub.costs(rho, gaussian(rho, 0.5));

        int[] nodes = CheapestJumps.nodes(costs, 10, 1);

        assertEquals(4.564, Klub.bound(costs, nodes), 0.001 * 4.564);
    }

    /// The grids of the source, whose levels are among the candidates here.
    @Test
    void otherGridsDivergeMore() {
        double[] even = geometric(4000);
        double[] rho7 = refined(karras(10), 400);
        int[] every = IntStream.rangeClosed(0, 10).map(k -> 400 * k).toArray();

        assertEquals(11.73, Klub.bound(Klub.costs(even, gaussian(even, 0.5)), every), 0.01);
        assertEquals(46.6, Klub.bound(Klub.costs(rho7, gaussian(rho7, 0.5)), every), 0.1);
    }

    @Test
    void jumpsByDynamicProgrammingAreAsCheapAsTheBestOfAll() {
        var random = new SearchRandom(3, "costs");
        var cost = new double[30][30];
        for (double[] row : cost) {
            Arrays.setAll(row, _ -> random.uniform());
        }

        int[] nodes = CheapestJumps.nodes(cost, 4, 1.15);

        double best = Double.POSITIVE_INFINITY;
        for (int i = 1; i < 27; i++) {
            for (int j = i + 1; j < 28; j++) {
                for (int k = j + 1; k < 29; k++) {
                    best = Math.min(best, discounted(cost, 0, i, j, k, 29));
                }
            }
        }
        assertEquals(best, discounted(cost, nodes), 1e-12);
    }

    @Test
    void everyVectorIsAGridWithTheRightEnds() {
        double[] wild = {-900, 900, 0, 3, 3};

        var times = code().times(wild);

        assertEquals(1, times.getFirst());
        assertEquals(1e-3, times.getLast());
        assertTrue(IntStream.range(1, 6).allMatch(i -> times.get(i) < times.get(i - 1)), times.toString());
    }

    /// The code of a grid is that grid, up to rounding in the schedule's inverse.
    @Test
    void aGridAndItsNumbersAreTheSame() {
        double[] code = {0.4, -0.1, 0.3, -0.9, 0.3};

        assertArrayEquals(code, code().code(code().times(code)), 1e-9);
    }

    private static GridCode code() {
        var schedule = new VpLinear(0.1, 20);
        return new GridCode(schedule, schedule.at(1), schedule.at(1e-3));
    }

    private static double discounted(double[][] cost, int... nodes) {
        double sum = 0;
        double weight = 1;
        for (int k = 1; k < nodes.length; k++) {
            sum += weight * cost[nodes[k - 1]][nodes[k]];
            weight *= 1.15;
        }
        return sum;
    }

    /// `E |D_i - D_j|^2` of one coordinate.
    private static double[][] gaussian(double[] rho, double c) {
        var distances = new double[rho.length][rho.length];
        for (int i = 0; i < rho.length; i++) {
            for (int j = 0; j < rho.length; j++) {
                double s = Math.max(rho[i], rho[j]);
                double t = Math.min(rho[i], rho[j]);
                double a = c * c / (c * c + t * t);
                double b = c * c / (c * c + s * s);
                distances[i][j] = a * a * (c * c + t * t) + b * b * (c * c + s * s) - 2 * a * b * (c * c + t * t);
            }
        }
        return distances;
    }

    private static double[] karras(int steps) {
        double a = pow(80, 1 / 7.0);
        double b = pow(0.002, 1 / 7.0);
        return levels(steps, k -> pow(a + (b - a) * k / steps, 7));
    }

    private static double[] geometric(int steps) {
        return levels(steps, k -> exp(log(80) + (log(0.002) - log(80)) * k / steps));
    }

    private static double[] levels(int steps, IntToDoubleFunction level) {
        return IntStream.rangeClosed(0, steps).mapToDouble(level).toArray();
    }

    /// Levels between, even in the logarithm.
    private static double[] refined(double[] coarse, int parts) {
        return IntStream.rangeClosed(0, (coarse.length - 1) * parts).mapToDouble(i -> i % parts == 0 ? coarse[i / parts]
            : exp(log(coarse[i / parts]) + (log(coarse[i / parts + 1]) - log(coarse[i / parts])) * (i % parts) / parts))
            .toArray();
    }
}
