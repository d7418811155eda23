package samplerscope.search.constrained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import samplerscope.search.surrogate.RingBench;

/// Schedules of a real sampler, by differences of its error.
class RingScheduleTest {

    private static final RingBench SEARCH = new RingBench(256, 1);
    private static final RingBench ACCEPTANCE = new RingBench(2000, 2);
    private static final double RANGE = Math.log(RingBench.SIGMA_MAX / RingBench.SIGMA_MIN);

    /// A direct search over the eight steps was measured independently at 0.0628; the banks differ by about 2 %.
    @Test
    void isAsGoodAsADirectSearchFromTheEquidistributedLevels() {
        Solution found = refined(StepSums.range(8, RANGE), SEARCH.equidistributed());

        double[] sigmas = sigmas(found.x());
        assertTrue(ACCEPTANCE.error(sigmas) < 1.04 * 0.0628, () -> "error " + ACCEPTANCE.error(sigmas));
        assertEquals(RingBench.SIGMA_MIN, sigmas[8], 1e-8);
        assertTrue(found.violation() <= 1e-8);
    }

    @Test
    void leavesASaddleFromTheLevelsOfRhoSeven() {
        Solution found = refined(StepSums.range(8, RANGE), RingBench.rho(7));

        assertTrue(ACCEPTANCE.error(sigmas(found.x())) < 1.04 * 0.0628);
    }

    @Test
    void hitsALevelInTheMiddleAndTellsItsPrice() {
        var free = refined(StepSums.range(8, RANGE), SEARCH.equidistributed());

        var found = refined(hitting(1), SEARCH.equidistributed());
        var lower = refined(hitting(0.98), SEARCH.equidistributed());

        assertEquals(1, sigmas(found.x())[4], 1e-8);
        assertTrue(found.violation() <= 1e-8);
        assertTrue(found.value() > free.value(), "a constraint cannot help");
        double price = -found.multipliers()[1];
        // The price of more range in the first half, by the difference of two optima: a derivative to about a tenth.
        assertEquals((lower.value() - found.value()) / -Math.log(0.98), price, 0.1 * Math.abs(price));
    }

    /// Four steps to a level and four from it.
    private static StepSums hitting(double sigma) {
        return new StepSums(8, List.of(new StepSums.Sum(0, 8, RANGE),
            new StepSums.Sum(0, 4, Math.log(RingBench.SIGMA_MAX / sigma))));
    }

    /// By the logarithm of the error, so that prices are shares of it.
    private static Solution refined(Constraints constraints, double[] start) {
        var logError = new Differenced(points ->
            points.stream().mapToDouble(x -> Math.log(SEARCH.error(sigmas(x)))).toArray(), 1e-2, 1e-2, 1);
        return new Gala(Gala.Settings.STANDARD.withTolerance(1e-3).withShortest(1e-2))
            .minimise(logError, constraints, variables(start));
    }

    private static double[] sigmas(double[] x) {
        double[] sigmas = StepSums.levels(-Math.log(RingBench.SIGMA_MAX), x);
        return Arrays.stream(sigmas).map(l -> Math.exp(-l)).toArray();
    }

    private static double[] variables(double[] sigmas) {
        double[] h = new double[sigmas.length - 1];
        for (int k = 0; k < h.length; k++) {
            h[k] = Math.log(sigmas[k] / sigmas[k + 1]);
        }
        return StepSums.variables(h);
    }
}
