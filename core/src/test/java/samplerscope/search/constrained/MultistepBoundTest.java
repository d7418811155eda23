package samplerscope.search.constrained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultistepBoundTest {

    /// Of variance-preserving noise with beta from 0.1 to 20, at times 1 and 1e-3.
    private static final double FROM = lambda(1);
    private static final double TO = lambda(1e-3);

    private static final MultistepBound BOUND = MultistepBound.variancePreserving(2);

    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"5, 231.479", "6, 171.031", "8, 52.573", "10, 28.612"})
    void levelsThatAreEvenInLambdaHaveThePublishedBound(int steps, double bound) {
        assertEquals(bound, BOUND.at(even(steps)), 1e-3 * bound);
    }

    /// Published minima; they are local, so lower ones count as well.
    @ParameterizedTest(name = "{0} steps")
    @CsvSource({"5, 49.9", "6, 38.3", "8, 26.1", "10, 11.0"})
    void stepsFoundUnderTheConstraintReachThePublishedBound(int steps, double bound) {
        Solution found = optimised(steps);
        System.out.println("XX " + steps + " " + found.value() + " " + found.ending() + " " + found.iterations() + " " + found.violation()+" "+Arrays.toString(lambdas(found.x())));

        assertTrue(found.value() <= 1.03 * bound, () -> "bound " + found.value());
        assertEquals(TO - FROM, Arrays.stream(StepSums.steps(found.x())).sum(), 1e-8);
    }

    private static Solution optimised(int steps) {
        double[] start = new double[steps];
        Arrays.fill(start, Math.log((TO - FROM) / steps));
        return new Gala(Gala.Settings.STANDARD.withIterations(500))
            .minimise(Differenced.of(x -> BOUND.at(lambdas(x))), StepSums.range(steps, TO - FROM), start);
    }

    private static double[] lambdas(double[] x) {
        double[] lambdas = new double[x.length + 1];
        lambdas[0] = FROM;
        for (int k = 0; k < x.length; k++) {
            lambdas[k + 1] = lambdas[k] + Math.exp(x[k]);
        }
        return lambdas;
    }

    private static double[] even(int steps) {
        return IntStream.rangeClosed(0, steps).mapToDouble(k -> FROM + (TO - FROM) * k / steps).toArray();
    }

    private static double lambda(double t) {
        double logAlpha = -(19.9 * t * t / 4 + 0.1 * t / 2);
        return logAlpha - 0.5 * Math.log(-Math.expm1(2 * logAlpha));
    }
}
